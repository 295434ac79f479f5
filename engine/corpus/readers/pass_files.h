#pragma once
// Programs that somebody saved as several files of one folder: Shadertoy's passes by their names
// ("image.glsl", "Buffer A.glsl", "waves.bufB.frag", "common.glsl"), and texts that refer to each
// other (editor_folder.h).
#include <map>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/reader.h"
#include "engine/corpus/readers/shadertoy_passes.h"

namespace progpretrain::corpus {

/// "x/Buf_A.glsl" -> a pass of kind "buffer" and name "A", without code; nullopt for other names.
/// `prefix`: what stands before that in the file's name, "waves" of "waves - Buffer A.glsl".
std::optional<ShadertoyPass> pass_of_file(std::string_view path, std::string* prefix = nullptr);

/// The files of one source (a folder or an archive) on their way to the readers.
class PassFiles {
 public:
  /// The names of all files that will come. Those that lie in one folder and are named as passes,
  /// with the same prefix if any, are one program when they are one image pass and at least one
  /// buffer or Common, each once; "main.glsl" is an image beside buffers when no other is.
  explicit PassFiles(const std::vector<std::string>& names);

  /// Hands a file to its reader. The texts of a folder, when they are not too many, are kept until
  /// the last has come; of more, those that are named as passes. Passes go to the sink as one item,
  /// named after their prefix or folder; channels read what comments and the editors' #iChannel0
  /// "file://bufferA.glsl" or "self" tell, else the buffers in their order (pass_headings.h); lines
  /// that include the Common file become empty. They are programs by themselves where the texts are
  /// no passes: a drawn one without mainImage, or another host's.
  void take(Blob blob, const Sink& sink);

  /// A file that will not come, since it cannot be read: what waited only for it goes on.
  void skip(const std::string& name, const Sink& sink);

  /// Hands over what still waits for files that did not come.
  void finish(const Sink& sink);

 private:
  void read_complete(const std::string& folder, const Sink& sink);
  void read_folder(const std::vector<Blob>& files, const Sink& sink) const;

  std::map<std::string, std::string> program_of_;  ///< of names of passes: a key of num_passes_
  std::map<std::string, size_t> num_passes_;       ///< of programs
  std::map<std::string, std::set<std::string>> kept_;  ///< by folder: the names to be waited for
  std::map<std::string, std::vector<Blob>> waiting_;   ///< by folder
  size_t waiting_bytes_ = 0;
};

}  // namespace progpretrain::corpus
