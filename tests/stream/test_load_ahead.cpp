// Loading and compiling ahead of the drawing: in order, bounded, and never in its way.
#include <doctest/doctest.h>
#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <mutex>
#include <set>
#include <thread>
#include <vector>

#include "engine/base/check.h"
#include "engine/stream/load_ahead.h"
#include "engine/stream/warm_ahead.h"
#include "tests/support/processes.h"

using namespace progpretrain;
using namespace std::chrono_literals;
using testing::becomes_true;

namespace {

uint32_t same(uint64_t sample) {
  return static_cast<uint32_t>(sample);
}

struct Recorder {
  void add(uint32_t program) {
    const std::lock_guard lock(mutex);
    programs.push_back(program);
  }
  std::vector<uint32_t> list() {
    const std::lock_guard lock(mutex);
    return programs;
  }
  std::mutex mutex;
  std::vector<uint32_t> programs;
};

}  // namespace

TEST_CASE("load ahead: goes as far as it is told, in order") {
  Recorder loaded;
  stream::LoadAhead ahead(
      same, [&](uint32_t program) { loaded.add(program); }, 100, 10);
  CHECK(becomes_true([&] { return loaded.list().size() == 10; }));
  std::this_thread::sleep_for(20ms);
  CHECK(loaded.list().size() == 10);
  ahead.reach(105);
  CHECK(becomes_true([&] { return loaded.list().size() == 15; }));
  const auto list = loaded.list();
  for (uint32_t i = 0; i < 15; ++i) CHECK(list[i] == 100 + i);
}

TEST_CASE("load ahead: what the drawing has passed is not loaded any more") {
  Recorder loaded;
  std::atomic<bool> blocked{true}, began{false};
  stream::LoadAhead ahead(
      same,
      [&](uint32_t program) {
        began = true;
        while (program == 0 && blocked) std::this_thread::sleep_for(1ms);
        loaded.add(program);
      },
      0, 5);
  CHECK(becomes_true([&] { return began.load(); }));
  ahead.reach(1000);
  blocked = false;
  CHECK(becomes_true([&] { return loaded.list().size() == 6; }));
  CHECK(loaded.list() == std::vector<uint32_t>{0, 1000, 1001, 1002, 1003, 1004});
}

TEST_CASE("load ahead: a program that cannot be loaded does not stop the others") {
  Recorder loaded;
  stream::LoadAhead ahead(
      same,
      [&](uint32_t program) {
        if (program % 2 == 0) throw EnvironmentError("injected");
        loaded.add(program);
      },
      0, 10);
  CHECK(becomes_true([&] { return loaded.list() == std::vector<uint32_t>{1, 3, 5, 7, 9}; }));
}

TEST_CASE("warm ahead: programs are warmed in groups, ahead of their turn, each once") {
  Recorder warmed;
  const auto warm = [&](const std::vector<uint32_t>& programs, const std::atomic<bool>&) {
    CHECK(programs.size() <= 3);
    for (const uint32_t program : programs) warmed.add(program);
    return std::vector<std::string>(programs.size());
  };
  std::vector<bool> cold(10, true);
  cold[4] = false;
  stream::WarmAhead ahead(
      cold, [](uint64_t sample) { return static_cast<uint32_t>(sample % 10); }, warm, 0, 100, 3);
  CHECK(becomes_true([&] { return ahead.num_warmed() == 9; }));
  const auto list = warmed.list();
  CHECK(std::set(list.begin(), list.end()).size() == 9);
  CHECK(std::is_sorted(list.begin(), list.end()));
  CHECK(ahead.wait_for(4).empty());
  CHECK(ahead.is_warm(9));
}

TEST_CASE("warm ahead: what is waited for comes first") {
  Recorder warmed;
  std::atomic<int> num_allowed{1};
  const auto warm = [&](const std::vector<uint32_t>& programs, const std::atomic<bool>& stop) {
    while (num_allowed == 0 && !stop) std::this_thread::sleep_for(1ms);
    --num_allowed;
    for (const uint32_t program : programs) warmed.add(program);
    return std::vector<std::string>(programs.size());
  };
  stream::WarmAhead ahead(std::vector<bool>(1000, true), same, warm, 0, 1000, 1);
  CHECK(becomes_true([&] { return warmed.list().size() == 1; }));
  std::atomic<pid_t> waiting{0};
  std::thread waiter([&] {
    waiting = gettid();
    CHECK(ahead.wait_for(500).empty());
  });
  CHECK(becomes_true([&] { return waiting != 0 && testing::is_asleep(waiting); }));
  num_allowed = 3;
  waiter.join();
  const auto list = warmed.list();
  CHECK(std::find(list.begin(), list.end(), 500u) < list.begin() + 3);
}

TEST_CASE(
    "warm ahead: a program that turns out not to be drawable says why, and the others go on") {
  const auto warm = [](const std::vector<uint32_t>& programs, const std::atomic<bool>&) {
    std::vector<std::string> reasons;
    for (const uint32_t program : programs) reasons.push_back(program == 2 ? "too slow" : "");
    return reasons;
  };
  stream::WarmAhead ahead(
      std::vector<bool>(4, true), [](uint64_t s) { return static_cast<uint32_t>(s % 4); }, warm, 0,
      4, 2);
  CHECK(ahead.wait_for(2) == "too slow");
  CHECK(ahead.wait_for(3).empty());
  CHECK_FALSE(ahead.is_warm(2));
}

TEST_CASE("warm ahead: trouble with the machine reaches whoever waits, and stopping frees him") {
  const auto broken = [](const std::vector<uint32_t>&,
                         const std::atomic<bool>&) -> std::vector<std::string> {
    throw EnvironmentError("no worker");
  };
  stream::WarmAhead failed(std::vector<bool>(4, true), same, broken, 0, 4, 2);
  CHECK_THROWS_WITH_AS(failed.wait_for(3), "no worker", EnvironmentError);

  const auto endless = [](const std::vector<uint32_t>& programs, const std::atomic<bool>& stop) {
    while (!stop) std::this_thread::sleep_for(1ms);
    return std::vector<std::string>(programs.size());
  };
  stream::WarmAhead stuck(std::vector<bool>(4, true), same, endless, 0, 4, 2);
  std::thread waiter([&] { CHECK_THROWS_AS(stuck.wait_for(1), EnvironmentError); });
  std::this_thread::sleep_for(10ms);
  stuck.stop();
  waiter.join();
}
