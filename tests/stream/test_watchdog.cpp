#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "engine/stream/watchdog.h"

using namespace progpretrain;
using namespace std::chrono_literals;

TEST_CASE("watchdog: progress and idleness keep it quiet") {
  std::atomic<uint64_t> count{0};
  std::atomic<bool> busy{true};
  std::atomic<int> stalls{0};
  const stream::Watchdog watchdog([&] { return busy ? std::optional(count.load()) : std::nullopt; },
                                  100ms, [&] { ++stalls; });
  for (int i = 0; i < 30; ++i) {
    ++count;
    std::this_thread::sleep_for(10ms);
  }
  busy = false;
  std::this_thread::sleep_for(250ms);
  CHECK(stalls == 0);
}

TEST_CASE("watchdog: a device that makes no progress is noticed, once") {
  std::atomic<int> stalls{0};
  const stream::Watchdog watchdog([] { return std::optional<uint64_t>(7); }, 50ms,
                                  [&] { ++stalls; });
  std::this_thread::sleep_for(400ms);
  CHECK(stalls == 1);
}
