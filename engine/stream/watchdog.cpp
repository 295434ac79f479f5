#include "engine/stream/watchdog.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace progpretrain::stream {

using Clock = std::chrono::steady_clock;

struct Watchdog::Impl {
  Impl(Progress its_progress, std::chrono::nanoseconds its_timeout,
       std::function<void()> its_on_stall)
      : progress(std::move(its_progress)), timeout(its_timeout), on_stall(std::move(its_on_stall)) {
    thread = std::thread([this] { run(); });
  }

  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    stop.notify_all();
    thread.join();
  }

  void run() {
    const auto period = std::clamp<std::chrono::nanoseconds>(
        timeout / 20, std::chrono::milliseconds(5), std::chrono::milliseconds(500));
    std::optional<uint64_t> last;
    Clock::time_point since = Clock::now();
    std::unique_lock lock(mutex);
    while (!stop.wait_for(lock, period, [&] { return stopping; })) {
      const std::optional<uint64_t> now = progress();
      if (now != last || !now) {
        last = now;
        since = Clock::now();
      } else if (Clock::now() - since >= timeout) {
        on_stall();
        return;
      }
    }
  }

  const Progress progress;
  const std::chrono::nanoseconds timeout;
  const std::function<void()> on_stall;
  std::mutex mutex;
  std::condition_variable stop;
  bool stopping = false;
  std::thread thread;
};

Watchdog::Watchdog(Progress progress, std::chrono::nanoseconds timeout,
                   std::function<void()> on_stall)
    : impl_(std::make_unique<Impl>(std::move(progress), timeout, std::move(on_stall))) {}
Watchdog::~Watchdog() = default;

}  // namespace progpretrain::stream
