#pragma once
// Shadertoy programs that somebody saved as one file for each pass: "image.glsl", "Buffer A.glsl",
// "buf_b.frag" and "common.glsl" in one folder.
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
std::optional<ShadertoyPass> pass_of_file(std::string_view path);

/// The files of one source (a folder or an archive) on their way to the readers.
class PassFiles {
 public:
  /// The names of all files that will come. Those that lie in one folder and are named as passes
  /// are one program when they are one image pass and at least one buffer or Common, each once.
  explicit PassFiles(const std::vector<std::string>& names);

  /// Hands a file to its reader. The passes of one program are kept until the last has come and go
  /// to the sink as one item, named after their folder; channels read what comments and the
  /// editors' #iChannel0 "file://bufferA.glsl" or "self" tell, else the buffers in their order
  /// (pass_headings.h); lines that include the Common file become empty. They are programs by
  /// themselves where the texts are no passes: a drawn one without mainImage, or another host's.
  void take(Blob blob, const Sink& sink);

  /// Hands over what still waits for files that did not come, each by itself.
  void finish(const Sink& sink);

 private:
  std::map<std::string, size_t> num_passes_;          ///< of programs, by folder
  std::set<std::string> members_;                     ///< the names of their files
  std::map<std::string, std::vector<Blob>> waiting_;  ///< by folder
  size_t waiting_bytes_ = 0;
};

}  // namespace progpretrain::corpus
