#pragma once
// Graphs on disk, so that a program is optimised once: one file a program, or the reason why there
// is no graph.
#include <filesystem>
#include <optional>
#include <string>

#include "engine/structure/operation_graph.h"

namespace progpretrain::structure {

class GraphCache {
 public:
  explicit GraphCache(std::filesystem::path folder);

  /// nullopt: not there, damaged or of another version. `key`: a SHA-256 in hexadecimal digits.
  std::optional<corpus::Result<OperationGraph>> load(const std::string& key) const;
  /// Throws EnvironmentError when the disk refuses.
  void save(const std::string& key, const corpus::Result<OperationGraph>& graph) const;

 private:
  std::filesystem::path path_of(const std::string& key) const;
  std::filesystem::path folder_;
};

}  // namespace progpretrain::structure
