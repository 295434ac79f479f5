#pragma once
// Texts of one folder that refer to each other in the way of the Shader Toy extension of Visual
// Studio Code: `#include "lib.glsl"` and `#iChannel0 "file://blur.glsl"`.
#include <map>
#include <set>
#include <string>
#include <vector>

#include "engine/corpus/reader.h"
#include "engine/corpus/readers/editor_lines.h"

namespace progpretrain::corpus {

class EditorFolder {
 public:
  /// All texts of the folder; they must outlive this.
  explicit EditorFolder(const std::vector<Blob>& files);

  /// A text with those that it includes in their places, each once, at most 8 deep and 1 MiB
  /// together; `included` gets their names. Includes of other files stay as they are.
  std::string with_includes(const std::string& source, std::vector<std::string>& included) const;

  /// Hands over the program of a file. Those that its channels are bound to are its buffers when
  /// all are Shadertoy texts and at most four; what draws itself is a buffer too, and then the
  /// image shows it.
  void read(const Blob& file, const Sink& sink) const;

  /// Whether the file is a part of others' programs and none by itself: a buffer, or included and
  /// without an entry.
  bool is_part(const Blob& file) const;

 private:
  struct Text {
    const Blob* blob = nullptr;
    std::string source;
    std::vector<EditorBinding> bindings;
    bool draws = false;  ///< defines mainImage
  };

  void find_buffers();
  const Text* find(const std::string& name) const;
  void expand(const std::string& source, int depth, std::set<std::string>& seen, size_t& num_bytes,
              std::vector<std::string>& included, std::string& out) const;
  bool collect(const Text& text, const Text& root, std::vector<const Text*>& order,
               std::set<const Text*>& open) const;
  bool join(const Text& root, const Sink& sink) const;

  std::map<std::string, Text> texts_;  ///< of those that refer or are referred to, by name
  std::set<std::string> parts_;
};

}  // namespace progpretrain::corpus
