#pragma once
// A folder for files that nobody wants to keep: removed with all that is in it.
#include <stdlib.h>

#include <cerrno>
#include <cstring>
#include <filesystem>
#include <string>

#include "engine/base/check.h"

namespace progpretrain::tools {

class ScratchFolder {
 public:
  /// Throws EnvironmentError when the temporary folder cannot be written.
  ScratchFolder() {
    std::string pattern = (std::filesystem::temp_directory_path() / "progpretrain-XXXXXX").string();
    if (!mkdtemp(pattern.data()))
      throw EnvironmentError(pattern + ": cannot make a folder: " + std::strerror(errno));
    path_ = pattern;
  }
  ~ScratchFolder() {
    std::error_code ignored;
    std::filesystem::remove_all(path_, ignored);
  }
  ScratchFolder(const ScratchFolder&) = delete;
  ScratchFolder& operator=(const ScratchFolder&) = delete;

  std::filesystem::path operator/(const std::string& name) const { return path_ / name; }

 private:
  std::filesystem::path path_;
};

}  // namespace progpretrain::tools
