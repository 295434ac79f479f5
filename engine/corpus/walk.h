#pragma once
// The files of a folder that may hold programs.
#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

namespace progpretrain::corpus {

struct Walk {
  std::vector<std::filesystem::path> files;  ///< sorted
  std::vector<std::pair<std::filesystem::path, std::string>>
      problems;  ///< folders that cannot be listed, and why
  std::map<std::string, uint64_t> skipped;  ///< other files, links and what is hidden, by kind
};

/// Regular files below `folder` with readable names (readers/registry.h), sorted component by
/// component. Hidden files and folders are left out and links are not followed; of a
/// hidden folder nothing is looked at, and it counts as one.
Walk walk_folder(const std::filesystem::path& folder);

}  // namespace progpretrain::corpus
