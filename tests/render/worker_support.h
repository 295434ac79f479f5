#pragma once
// Real workers for the tests of this folder.
#include <signal.h>

#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

#include "engine/render/worker_pool.h"
#include "tests/support/device_fixture.h"
#include "tests/support/folders.h"

namespace progpretrain::testing {

inline render::WorkerOptions worker_options(bool allow_faults = true) {
  render::WorkerOptions options;
  options.executable = binary_folder() / "progpretrain-worker";
  options.settings.device = device_choice();
  options.allow_faults = allow_faults;
  return options;
}

inline base::Json fault(const std::string& kind, const std::string& stage = "driver") {
  return {{"type", "fault"}, {"kind", kind}, {"stage", stage}};
}

/// Runs `tasks` and returns their outcomes by number.
inline std::vector<corpus::Result<base::Json>> run_all(render::WorkerPool& pool,
                                                       const std::vector<base::Json>& tasks) {
  std::vector<corpus::Result<base::Json>> out(tasks.size());
  std::vector<int> num_outcomes(tasks.size(), 0);
  render::WorkerPool::Work work;
  work.num_tasks = tasks.size();
  work.make_task = [&](size_t i) { return tasks[i]; };
  work.on_outcome = [&](size_t i, corpus::Result<base::Json> outcome) {
    if (++num_outcomes[i] > 1) throw std::logic_error("a task has two outcomes");
    out[i] = std::move(outcome);
  };
  pool.run(work);
  return out;
}

/// Whether a process exists that is not a zombie.
inline bool is_alive(pid_t pid) {
  std::ifstream file("/proc/" + std::to_string(pid) + "/stat");
  std::string text;
  if (!std::getline(file, text)) return false;
  const size_t name_end = text.rfind(')');
  return name_end != std::string::npos && text.size() > name_end + 2 && text[name_end + 2] != 'Z';
}

inline size_t num_open_files() {
  size_t n = 0;
  for ([[maybe_unused]] const auto& entry : std::filesystem::directory_iterator("/proc/self/fd"))
    ++n;
  return n;
}

}  // namespace progpretrain::testing
