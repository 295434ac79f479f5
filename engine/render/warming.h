#pragma once
// Which programs the driver's disk cache knows in the code that training uses, and making it know
// more, in workers. The driver does not say what it knows, so that we keep a list: where Mesa keeps
// its cache beside that cache, so that whoever purges the one purges the other; elsewhere in our
// own cache folder.
#include <atomic>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/corpus/store.h"
#include "engine/render/screening.h"

namespace progpretrain::render {

/// Names of programs' code (DrawableProgram::spirv_key) that workers drew once on a device. A
/// damaged list only means that programs are drawn once again. Several processes may add to it at a
/// time.
class WarmList {
 public:
  explicit WarmList(const gpu::Device& device);

  bool contains(const std::string& spirv_key) const { return keys_.contains(spirv_key); }
  /// Failing to write loses nothing but time. Does nothing in a process whose driver makes other
  /// code than training's.
  void add(const std::string& spirv_key);

 private:
  std::filesystem::path file_;
  std::unordered_set<std::string> keys_;
};

/// Makes programs known to the driver's cache: draws each once in a worker, exactly as training
/// does. Reads the corpus through a connection of its own and writes nothing to it.
class ProgramWarmer {
 public:
  /// Starts nothing yet.
  ProgramWarmer(const std::filesystem::path& corpus, const ScreeningOptions& options);
  ~ProgramWarmer();
  ProgramWarmer(const ProgramWarmer&) = delete;
  ProgramWarmer& operator=(const ProgramWarmer&) = delete;

  /// For each of `ids` why it cannot be drawn, or an empty text; all are empty when `stop` was
  /// seen. From one thread.
  std::vector<std::string> warm(const std::vector<std::string>& ids, const std::atomic<bool>& stop);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
