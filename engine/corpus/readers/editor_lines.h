#pragma once
// The lines that the Shader Toy extension of Visual Studio Code adds to a shader's text
// (https://github.com/stevensona/shader-toy), as far as readers need them.
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::corpus {

/// #iChannel0 "file://./blur.glsl"
struct EditorBinding {
  int channel = 0;     ///< 0 to 3
  std::string target;  ///< as it stands in quotes: "self", "file://./blur.glsl", a link
  std::string file;    ///< of "file://./blur.glsl" its name, "blur.glsl"; empty for other targets
  bool is_self() const { return target == "self"; }
};

/// The bindings outside comments, in their order.
std::vector<EditorBinding> editor_bindings(std::string_view text);

/// The name in `#include "lib.glsl"` or `#include <./lib.glsl>`; empty for other lines and where it
/// leads out of the folder.
std::string included_file(std::string_view line);

/// What is to be said of the lines that nothing came of: the bindings `lost`, and #iKeyboard.
std::vector<std::string> notes_on_lost_lines(std::string_view text,
                                             const std::vector<EditorBinding>& lost);

/// "include: the text of lib.glsl is put in its place".
std::string note_on_include(const std::string& name);

/// Calls `use` with each line, its end included.
template <class Use>
void for_each_text_line(std::string_view text, const Use& use) {
  for (size_t at = 0; at < text.size();) {
    const size_t found = text.find('\n', at), end = found == text.npos ? text.size() : found + 1;
    use(text.substr(at, end - at));
    at = end;
  }
}

}  // namespace progpretrain::corpus
