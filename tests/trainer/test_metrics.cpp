#include <doctest/doctest.h>

#include <bit>
#include <cmath>
#include <cstring>
#include <fstream>
#include <optional>
#include <set>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/strict_json.h"
#include "tests/support/temporary_folder.h"
#include "trainer/crc32c.h"
#include "trainer/event_file.h"
#include "trainer/metrics.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
namespace fs = std::filesystem;

namespace {

template <class T>
T take(std::string_view& bytes) {
  REQUIRE(bytes.size() >= sizeof(T));
  T value;
  std::memcpy(&value, bytes.data(), sizeof value);
  bytes.remove_prefix(sizeof value);
  return value;
}

std::string_view take_bytes(std::string_view& bytes, size_t size) {
  REQUIRE(bytes.size() >= size);
  const std::string_view result = bytes.substr(0, size);
  bytes.remove_prefix(size);
  return result;
}

uint64_t take_varint(std::string_view& bytes) {
  uint64_t value = 0;
  for (int shift = 0;; shift += 7) {
    const auto byte = take<uint8_t>(bytes);
    value |= static_cast<uint64_t>(byte & 0x7F) << shift;
    if (byte < 0x80) return value;
  }
}

/// The inverse of the mask in TensorFlow's record format, from its definition: rotate left, after
/// subtracting the constant.
uint32_t unmasked(uint32_t masked) {
  return std::rotl(masked - 0xA282EAD8u, 15);
}

struct Event {
  double wall_time_s = 0.0;
  int64_t step = 0;
  std::string file_version;
  std::optional<uint64_t> session_status;
  Scalars scalars;
};

Scalars parse_summary(std::string_view bytes) {
  Scalars scalars;
  while (!bytes.empty()) {
    REQUIRE(take_varint(bytes) == (1 << 3 | 2));
    std::string_view value = take_bytes(bytes, take_varint(bytes));
    REQUIRE(take_varint(value) == (1 << 3 | 2));
    const std::string tag(take_bytes(value, take_varint(value)));
    REQUIRE(take_varint(value) == (2 << 3 | 5));
    scalars.emplace_back(tag, take<float>(value));
    CHECK(value.empty());
  }
  return scalars;
}

std::vector<Event> read_events(const fs::path& path) {
  const std::string file = base::read_file(path);
  std::vector<Event> events;
  for (std::string_view bytes = file; !bytes.empty();) {
    const std::string_view length_bytes = bytes.substr(0, 8);
    const auto length = take<uint64_t>(bytes);
    CHECK(unmasked(take<uint32_t>(bytes)) == crc32c(length_bytes));
    std::string_view data = take_bytes(bytes, length);
    CHECK(unmasked(take<uint32_t>(bytes)) == crc32c(data));
    Event& event = events.emplace_back();
    while (!data.empty()) {
      const uint64_t key = take_varint(data);
      if (key == (1 << 3 | 1))
        event.wall_time_s = take<double>(data);
      else if (key == (2 << 3 | 0))
        event.step = static_cast<int64_t>(take_varint(data));
      else if (key == (3 << 3 | 2))
        event.file_version = std::string(take_bytes(data, take_varint(data)));
      else if (key == (5 << 3 | 2))
        event.scalars = parse_summary(take_bytes(data, take_varint(data)));
      else if (key == (7 << 3 | 2)) {
        std::string_view log = take_bytes(data, take_varint(data));
        REQUIRE(take_varint(log) == (1 << 3 | 0));
        event.session_status = take_varint(log);
      } else
        FAIL("unknown field ", key);
    }
  }
  return events;
}

std::vector<fs::path> event_files(const fs::path& run) {
  std::set<fs::path> files;
  for (const auto& entry : fs::directory_iterator(run / "tensorboard")) files.insert(entry.path());
  return {files.begin(), files.end()};
}

}  // namespace

TEST_CASE("crc32c: the vectors of RFC 3720") {
  CHECK(crc32c(std::string(32, '\0')) == 0x8A9136AAu);
  CHECK(crc32c(std::string(32, '\xff')) == 0x62A8AB43u);
  std::string rising;
  for (char c = 0; c < 32; ++c) rising.push_back(c);
  CHECK(crc32c(rising) == 0x46DD794Eu);
  CHECK(crc32c("123456789") == 0xE3069283u);
  CHECK(crc32c("") == 0u);
}

TEST_CASE("event_file: what was written is read back, every checksum right") {
  const testing::TemporaryFolder run;
  EventFile file(run / "tensorboard", 1);
  file.write(1, {{"loss", 4.25}, {"a longer/name", -0.5}});
  file.write(300, {{"loss", 1e-3}});
  const auto files = event_files(run.path());
  REQUIRE(files.size() == 1);
  CHECK(files[0].filename().string().starts_with("events.out.tfevents."));
  const std::vector<Event> events = read_events(files[0]);
  REQUIRE(events.size() == 3);
  CHECK(events[0].file_version == "brain.Event:2");
  CHECK(events[1].step == 1);
  CHECK(events[1].wall_time_s > 1.6e9);
  REQUIRE(events[1].scalars.size() == 2);
  CHECK(events[1].scalars[0] == std::pair<std::string, double>("loss", 4.25));
  CHECK(events[1].scalars[1] == std::pair<std::string, double>("a longer/name", -0.5));
  CHECK(events[2].step == 300);
  CHECK(events[2].scalars[0].second == static_cast<double>(1e-3f));
}

TEST_CASE("metrics: after a resume the file reads as if the run had never stopped") {
  const testing::TemporaryFolder run;
  {
    MetricsWriter metrics(run.path(), 0);
    for (int64_t step = 1; step <= 5; ++step)
      metrics.write(step, {{"loss", static_cast<double>(step)}});
  }
  std::ofstream(run / "metrics.jsonl", std::ios::app)
      << "{\"step\": 6, \"lo";  // killed in mid-line
  {
    MetricsWriter metrics(run.path(), 3);
    metrics.write(4, {{"loss", 40.0}});
  }
  std::ifstream in(run / "metrics.jsonl");
  std::vector<std::pair<int64_t, double>> lines;
  for (std::string line; std::getline(in, line);) {
    const base::Json record = base::parse_json(line, "line");
    lines.emplace_back(record["step"], record["loss"]);
  }
  CHECK(lines == std::vector<std::pair<int64_t, double>>{{1, 1.0}, {2, 2.0}, {3, 3.0}, {4, 40.0}});
  const auto files = event_files(run.path());
  REQUIRE(files.size() == 2);
  bool restarted = false;
  for (const fs::path& file : files)
    for (const Event& event : read_events(file))
      if (event.session_status) {
        restarted = true;
        CHECK(*event.session_status ==
              1);  // START: TensorBoard drops step 4 and later of the first file
        CHECK(event.step == 4);
      }
  CHECK(restarted);
}

TEST_CASE("metrics: a new run starts empty files, and a value that is not finite is null") {
  const testing::TemporaryFolder run;
  { MetricsWriter(run.path(), 0).write(1, {{"loss", 1.0}}); }
  { MetricsWriter(run.path(), 0).write(1, {{"loss", std::nan("")}}); }
  CHECK(base::read_file(run / "metrics.jsonl") == "{\"step\":1,\"loss\":null}\n");
}

TEST_CASE("metrics: a file that cannot be written is an error of the environment") {
  const testing::TemporaryFolder run;
  std::ofstream(run / "file") << "x";
  CHECK_THROWS_AS(MetricsWriter(run / "file", 0), EnvironmentError);
}
