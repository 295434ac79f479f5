#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "engine/stream/watchdog.h"
#include "tests/support/processes.h"

using namespace progpretrain;
using namespace std::chrono_literals;
using testing::becomes_true;

// Time passes by the watchdog's own looks, not by this thread's sleeps: a busy machine stretches
// both.
TEST_CASE("watchdog: progress and idleness keep it quiet, however long they last") {
  std::atomic<uint64_t> num_looks{0};
  std::atomic<bool> busy{true};
  std::atomic<int> stalls{0};
  const stream::Watchdog watchdog(
      [&] {
        const uint64_t look = ++num_looks;
        return busy ? std::optional(look) : std::nullopt;
      },
      20ms, [&] { ++stalls; });
  CHECK(becomes_true([&] { return num_looks > 40; }));  // several timeouts
  busy = false;
  const uint64_t before = num_looks;
  CHECK(becomes_true([&] { return num_looks > before + 40; }));
  CHECK(stalls == 0);
}

TEST_CASE("watchdog: a device that makes no progress is noticed, once") {
  std::atomic<int> stalls{0};
  {
    const stream::Watchdog watchdog([] { return std::optional<uint64_t>(7); }, 20ms,
                                    [&] { ++stalls; });
    CHECK(becomes_true([&] { return stalls > 0; }));
    std::this_thread::sleep_for(100ms);
  }
  CHECK(stalls == 1);
}
