#include "trainer/event_file.h"

#include <unistd.h>

#include <bit>
#include <cerrno>
#include <chrono>
#include <cstring>

#include "engine/base/check.h"
#include "trainer/crc32c.h"

namespace progpretrain::trainer {
namespace {

static_assert(std::endian::native == std::endian::little);

template <class T>
void put_bytes(std::string& out, T value) {
  out.append(reinterpret_cast<const char*>(&value), sizeof value);
}

uint32_t masked_crc(std::string_view bytes) {
  return std::rotr(crc32c(bytes), 15) + 0xA282EAD8u;
}

// Protocol buffers: a field is its key (number << 3 | wire type), then a varint (0), 8 bytes (1),
// length and bytes (2) or 4 bytes (5).
enum WireType : uint32_t { kVarint = 0, kFixed64 = 1, kBytes = 2, kFixed32 = 5 };

void put_varint(std::string& out, uint64_t value) {
  for (; value >= 0x80; value >>= 7) out.push_back(static_cast<char>(value | 0x80));
  out.push_back(static_cast<char>(value));
}

void put_key(std::string& out, uint32_t field, WireType type) {
  put_varint(out, field << 3 | type);
}

void put_message(std::string& out, uint32_t field, std::string_view message) {
  put_key(out, field, kBytes);
  put_varint(out, message.size());
  out += message;
}

/// Event.wall_time (1) and Event.step (2).
std::string begin_event(double wall_time_s, int64_t step) {
  std::string event;
  put_key(event, 1, kFixed64);
  put_bytes(event, wall_time_s);
  put_key(event, 2, kVarint);
  put_varint(event, static_cast<uint64_t>(step));
  return event;
}

double now_s() {
  return std::chrono::duration<double>(std::chrono::system_clock::now().time_since_epoch()).count();
}

}  // namespace

std::string encode_record(std::string_view data) {
  std::string record;
  put_bytes(record, static_cast<uint64_t>(data.size()));
  put_bytes(record, masked_crc(record));
  record += data;
  put_bytes(record, masked_crc(data));
  return record;
}

std::string encode_version_event(double wall_time_s) {
  std::string event = begin_event(wall_time_s, 0);
  put_message(event, 3, "brain.Event:2");  // Event.file_version
  return event;
}

std::string encode_restart_event(double wall_time_s, int64_t step) {
  std::string log;
  put_key(log, 1, kVarint);  // SessionLog.status
  put_varint(log, 1);        // START
  std::string event = begin_event(wall_time_s, step);
  put_message(event, 7, log);  // Event.session_log
  return event;
}

std::string encode_scalar_event(double wall_time_s, int64_t step, const Scalars& scalars) {
  std::string summary;
  for (const auto& [name, value] : scalars) {
    std::string entry;
    put_message(entry, 1, name);  // Summary.Value.tag
    put_key(entry, 2, kFixed32);  // Summary.Value.simple_value
    put_bytes(entry, static_cast<float>(value));
    put_message(summary, 1, entry);  // Summary.value
  }
  std::string event = begin_event(wall_time_s, step);
  put_message(event, 5, summary);  // Event.summary
  return event;
}

EventFile::EventFile(const std::filesystem::path& folder, int64_t first_step) {
  std::error_code ignored;
  std::filesystem::create_directories(folder, ignored);
  const double created_s = now_s();
  // TensorBoard reads the files of a folder in the order of their names: time first, then what
  // makes them unique.
  for (int attempt = 0;; ++attempt) {
    path_ = folder / ("events.out.tfevents." + std::to_string(static_cast<int64_t>(created_s)) +
                      "." + std::to_string(getpid()) + "." + std::to_string(attempt));
    if (!std::filesystem::exists(path_)) break;
  }
  out_.open(path_, std::ios::binary);
  append(encode_version_event(created_s));
  if (first_step > 1) append(encode_restart_event(created_s, first_step));
}

void EventFile::write(int64_t step, const Scalars& scalars) {
  append(encode_scalar_event(now_s(), step, scalars));
}

void EventFile::append(const std::string& event) {
  const std::string record = encode_record(event);
  errno = 0;
  out_.write(record.data(), static_cast<std::streamsize>(record.size()));
  out_.flush();
  if (!out_) throw EnvironmentError(path_.string() + ": cannot write: " + std::strerror(errno));
}

}  // namespace progpretrain::trainer
