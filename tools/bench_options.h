#pragma once
// What the words of `progpretrain bench` share: their options, and one function per word.
#include <cstdint>
#include <string>
#include <vector>

#include "tools/command.h"

namespace progpretrain::tools {

struct BenchOptions {
  CommonOptions common;
  std::string what = "stream";     ///< render, stream, peers, pretrain
  std::vector<uint32_t> sizes_px;  ///< empty: the word's own choice
  uint32_t batch = 0;              ///< images a batch (pretrain: samples); 0: the word's own choice
  uint32_t batches = 4;            ///< distinct batches, drawn over and over
  uint32_t rounds = 5;             ///< turns of each contender
  double seconds = 5;              ///< of a turn
  std::string python = "/usr/bin/python3";
  std::vector<std::string> settings;  ///< NAME=VALUE of a run's configuration

  std::vector<uint32_t> sizes_px_or(std::vector<uint32_t> own) const {
    return sizes_px.empty() ? own : sizes_px;
  }
  uint32_t batch_or(uint32_t own) const { return batch > 0 ? batch : own; }
};

/// Each measures, prints and returns the exit code.
int bench_drawing(const BenchOptions& options);
int bench_peers(const BenchOptions& options);
int bench_pretrain(const BenchOptions& options);

}  // namespace progpretrain::tools
