#pragma once
// Notices a device that does not come to an end: a dispatch cannot be aborted, so that the process
// has to go.
#include <chrono>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>

namespace progpretrain::stream {

class Watchdog {
 public:
  /// A number that changes whenever the device has finished something; nullopt when it has nothing
  /// to do. From any thread.
  using Progress = std::function<std::optional<uint64_t>()>;

  /// Calls `on_stall` once, on a thread of its own, when the number stays the same for `timeout`.
  Watchdog(Progress progress, std::chrono::nanoseconds timeout, std::function<void()> on_stall);
  ~Watchdog();
  Watchdog(const Watchdog&) = delete;
  Watchdog& operator=(const Watchdog&) = delete;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::stream
