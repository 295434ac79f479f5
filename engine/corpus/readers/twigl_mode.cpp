#include "engine/corpus/readers/twigl_mode.h"

#include <algorithm>
#include <array>
#include <vector>

#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::string_view kFolder = "modes", kExtension = "fragment";

/// Everything before the file's name, with the separator, of a path or archive!member.
std::string_view folder_of(std::string_view path) {
  return path.substr(0, path.size() - file_name(path).size());
}

bool ends_in_modes(std::string_view folder) {
  if (folder.empty()) return false;
  folder.remove_suffix(1);
  return file_name(folder) == kFolder;
}

}  // namespace

bool is_twigl_mode_path(std::string_view path) {
  return file_extension(path) == kExtension && ends_in_modes(folder_of(path));
}

std::string twigl_mode_path(std::string_view code_path) {
  const std::string_view folder = folder_of(code_path);
  if (file_extension(code_path) != kExtension || folder.empty() || ends_in_modes(folder)) return {};
  const std::string_view above = folder_of(folder.substr(0, folder.size() - 1));
  std::string path(above);
  path.append(kFolder).append("/").append(file_name(code_path));
  return path;
}

std::optional<std::string> twigl_dialect_of_mode(std::string_view text) {
  if (text.size() > kMaxModeBytes) return std::nullopt;
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    if (const auto line = trim(text.substr(at, end - at)); !line.empty())
      lines.push_back(lower_case(line));
    at = end + 1;
  }
  constexpr std::array<std::string_view, 4> kModes{"classic", "geek", "geeker", "geekest"};
  if (lines.size() < 3 || lines.size() > 4 ||
      std::find(kModes.begin(), kModes.end(), lines[0]) == kModes.end() ||
      std::any_of(lines.begin() + 1, lines.end(),
                  [](const std::string& line) { return line != "true" && line != "false"; }))
    return std::nullopt;
  // The first that is true counts, as in the original.
  return "twigl:" + lines[0] + (lines[1] == "true" ? "_300" : lines[2] == "true" ? "_MRT" : "");
}

}  // namespace progpretrain::corpus
