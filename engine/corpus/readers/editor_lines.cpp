#include "engine/corpus/readers/editor_lines.h"

#include <algorithm>

#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr size_t kMaxShownTarget = 80;

/// The name of a file beside the text; empty for any other path.
std::string name_beside(std::string_view path) {
  while (path.starts_with("./")) path.remove_prefix(2);
  const bool is_name = path.find_first_of("/\\!") == path.npos && path != "." && path != "..";
  return is_name ? std::string(path) : std::string();
}

/// Calls `use` with each trimmed line that begins with '#' outside a block comment.
template <class Use>
void for_each_directive(std::string_view text, const Use& use) {
  if (text.find('#') == text.npos) return;
  bool in_comment = false;
  for_each_text_line(text, [&](std::string_view line) {
    line = trim(line);
    if (!in_comment && line.starts_with('#')) return use(line);
    for (size_t at = 0; at < line.size(); ++at) {
      const std::string_view pair = line.substr(at, 2);
      if (!in_comment && pair == "//") return;
      if (pair != (in_comment ? "*/" : "/*")) continue;
      in_comment = !in_comment;
      ++at;
    }
  });
}

}  // namespace

std::vector<EditorBinding> editor_bindings(std::string_view text) {
  constexpr std::string_view kChannel = "#iChannel", kFile = "file://";
  std::vector<EditorBinding> bindings;
  for_each_directive(text, [&](std::string_view line) {
    if (!line.starts_with(kChannel) || line.size() < kChannel.size() + 2) return;
    const char channel = line[kChannel.size()], next = line[kChannel.size() + 1];
    const size_t first = line.find('"'), last = line.rfind('"');
    // "#iChannel0::WrapMode" speaks of how it is read.
    if (channel < '0' || channel > '3' || next == ':' || first == line.npos || last <= first)
      return;
    EditorBinding binding;
    binding.channel = channel - '0';
    binding.target = clean_field(line.substr(first + 1, last - first - 1));
    if (binding.target.starts_with(kFile))
      binding.file = name_beside(std::string_view(binding.target).substr(kFile.size()));
    bindings.push_back(std::move(binding));
  });
  return bindings;
}

std::string included_file(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("#include")) return {};
  const size_t first = line.find_first_of("\"<");
  if (first == line.npos) return {};
  const size_t last = line.find_first_of("\">", first + 1);
  return last == line.npos ? std::string() : name_beside(line.substr(first + 1, last - first - 1));
}

std::string note_on_include(const std::string& name) {
  return "include: the text of " + clean_field(name) + " is put in its place";
}

std::vector<std::string> notes_on_lost_lines(std::string_view text,
                                             const std::vector<EditorBinding>& lost) {
  std::vector<std::string> notes;
  for (const EditorBinding& binding : lost) {
    const bool is_long = binding.target.size() > kMaxShownTarget;
    notes.push_back(clean_field("#iChannel" + std::to_string(binding.channel) + " \"" +
                                binding.target.substr(0, kMaxShownTarget) + (is_long ? "..." : "") +
                                "\" is not read"));
  }
  bool has_keyboard = false;
  for_each_directive(
      text, [&](std::string_view line) { has_keyboard |= line.starts_with("#iKeyboard"); });
  if (has_keyboard) notes.emplace_back("#iKeyboard is not read: no key is pressed");
  return notes;
}

}  // namespace progpretrain::corpus
