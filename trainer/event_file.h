#pragma once
// TensorBoard event files, as far as scalars need them. The file is a sequence of TFRecords (u64
// length, masked CRC-32C of the length, data, masked CRC-32C of the data; little-endian), each an
// `Event` protocol buffer (tensorflow/core/util/event.proto).
#include <cstdint>
#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace progpretrain::trainer {

using Scalars = std::vector<std::pair<std::string, double>>;

/// One TFRecord around `data`.
std::string encode_record(std::string_view data);

/// The Event that opens every file.
std::string encode_version_event(double wall_time_s);
/// Tells TensorBoard to forget what earlier files of the folder say about `step` and later steps.
std::string encode_restart_event(double wall_time_s, int64_t step);
std::string encode_scalar_event(double wall_time_s, int64_t step, const Scalars& scalars);

class EventFile {
 public:
  /// Creates a new file events.out.tfevents.* in `folder`; `first_step`: the first one it will hold
  /// (1 in a new run, more in a resumed one).
  EventFile(const std::filesystem::path& folder, int64_t first_step);
  /// Appends and flushes. Throws EnvironmentError when the disk is full.
  void write(int64_t step, const Scalars& scalars);

 private:
  void append(const std::string& event);

  std::filesystem::path path_;
  std::ofstream out_;
};

}  // namespace progpretrain::trainer
