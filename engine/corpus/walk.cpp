#include "engine/corpus/walk.h"

#include <algorithm>

#include "engine/corpus/readers/registry.h"

namespace progpretrain::corpus {
namespace fs = std::filesystem;

Walk walk_folder(const fs::path& folder) {
  Walk out;
  std::vector<fs::path> open{folder};
  while (!open.empty()) {
    const fs::path current = open.back();
    open.pop_back();
    std::error_code error;
    fs::directory_iterator entry(current, error);
    for (; !error && entry != fs::directory_iterator(); entry.increment(error)) {
      std::error_code unknown;
      const fs::file_status status = entry->symlink_status(unknown);
      const std::string name = entry->path().filename().string();
      if (fs::is_directory(status) && !name.starts_with('.'))
        open.push_back(entry->path());
      else if (fs::is_symlink(status))
        ++out.skipped["symlink"];
      else if (fs::is_regular_file(status) && is_readable_name(name))
        out.files.push_back(entry->path());
      else
        ++out.skipped[skip_kind(name)];
    }
    if (error) out.problems.emplace_back(current, error.message());
  }
  std::sort(out.files.begin(), out.files.end());
  std::sort(out.problems.begin(), out.problems.end());
  return out;
}

}  // namespace progpretrain::corpus
