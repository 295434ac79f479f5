#pragma once
// The record of a run over its steps: RUN/metrics.jsonl, one JSON object per logged step, and
// RUN/tensorboard/.
#include <cstdint>
#include <filesystem>
#include <fstream>

#include "trainer/event_file.h"

namespace progpretrain::trainer {

class MetricsWriter {
 public:
  /// `completed_steps`: where the run (re)starts; what an earlier process logged about later steps
  /// is cut off, so that after a resume the file reads as if the run had never stopped. 0 starts an
  /// empty file.
  MetricsWriter(const std::filesystem::path& run_folder, int64_t completed_steps);

  /// Appends {"step": step, NAME: VALUE, ...} and a TensorBoard event, and flushes both. `step`
  /// counts completed steps, from 1. A value that is not finite becomes null. Throws
  /// EnvironmentError when the disk is full.
  void write(int64_t step, const Scalars& scalars);

 private:
  std::filesystem::path path_;
  std::ofstream lines_;
  EventFile events_;
};

}  // namespace progpretrain::trainer
