#include "engine/stream/frame_stream.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <mutex>
#include <thread>

#include "engine/base/check.h"

namespace progpretrain::stream {

using Clock = std::chrono::steady_clock;

struct FrameStream::Impl {
  Impl(Submit its_submit, Requests its_requests, uint64_t first_batch, uint32_t its_depth,
       std::chrono::nanoseconds its_patience)
      : submit(std::move(its_submit)), requests(std::move(its_requests)), depth(its_depth), patience(its_patience) {
    PP_CHECK(depth >= 1);
    thread = std::thread([this, first_batch] { draw_from(first_batch); });
  }

  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    room.notify_all();
    thread.join();
  }

  void draw_from(uint64_t number) {
    try {
      for (;; ++number) {
        {
          std::unique_lock lock(mutex);
          room.wait(lock, [&] { return stopping || ready.size() < depth; });
          if (stopping) return;
        }
        std::vector<render::FrameRequest> wanted = requests(number);
        std::optional<frames::Lease> lease;
        // A short wait at a time, so that a stop is noticed while the reader holds all slots.
        while (!(lease = submit(wanted, std::chrono::milliseconds(50)))) {
          const std::lock_guard lock(mutex);
          if (stopping) return;
          if (!no_slot_since) no_slot_since = Clock::now();
        }
        {
          const std::lock_guard lock(mutex);
          no_slot_since.reset();
          ready.push_back({std::move(*lease), number, std::move(wanted)});
        }
        arrived.notify_one();
      }
    } catch (...) {
      {
        const std::lock_guard lock(mutex);
        failure = std::current_exception();
      }
      arrived.notify_one();
    }
  }

  Batch next() {
    std::unique_lock lock(mutex);
    const auto start = Clock::now();
    while (!arrived.wait_for(lock, std::chrono::milliseconds(50), [&] { return !ready.empty() || failure; }))
      if (no_slot_since && Clock::now() - std::max(start, *no_slot_since) > patience)
        throw EnvironmentError("no slot of the image ring became free: the reader keeps all batches that it was given");
    if (ready.empty()) std::rethrow_exception(failure);
    Batch batch = std::move(ready.front());
    ready.pop_front();
    lock.unlock();
    room.notify_one();
    return batch;
  }

  const Submit submit;
  const Requests requests;
  const uint32_t depth;
  const std::chrono::nanoseconds patience;
  std::mutex mutex;
  std::condition_variable room, arrived;
  std::deque<Batch> ready;
  std::exception_ptr failure;
  std::optional<Clock::time_point> no_slot_since;
  bool stopping = false;
  std::thread thread;
};

FrameStream::FrameStream(Submit submit, Requests requests, uint64_t first_batch, uint32_t depth,
                         std::chrono::nanoseconds patience)
    : impl_(std::make_unique<Impl>(std::move(submit), std::move(requests), first_batch, depth, patience)) {}
FrameStream::~FrameStream() = default;

Batch FrameStream::next() { return impl_->next(); }

}  // namespace progpretrain::stream
