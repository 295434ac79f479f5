#pragma once
// The pages and scripts of tools/, embedded at build time (the list is in tools/CMakeLists.txt).
#include <string_view>

namespace progpretrain::tools {

/// The text of one file: "corpus_report.css". Throws InvariantError when no such file was embedded.
std::string_view embedded_file(std::string_view name);

}  // namespace progpretrain::tools
