#include "engine/stream/load_ahead.h"

#include <algorithm>
#include <condition_variable>
#include <exception>
#include <mutex>
#include <thread>

namespace progpretrain::stream {

struct LoadAhead::Impl {
  Impl(ProgramOfSample its_program_of_sample, Load its_load, uint64_t first_sample,
       uint64_t its_num_ahead)
      : program_of_sample(std::move(its_program_of_sample)),
        load(std::move(its_load)),
        num_ahead(its_num_ahead),
        reached(first_sample) {
    thread = std::thread([this] { run(); });
  }

  ~Impl() {
    {
      const std::lock_guard lock(mutex);
      stopping = true;
    }
    moved.notify_all();
    thread.join();
  }

  void run() {
    for (uint64_t sample = 0;; ++sample) {
      {
        std::unique_lock lock(mutex);
        sample = std::max(sample, reached);
        moved.wait(lock, [&] { return stopping || sample < reached + num_ahead; });
        if (stopping) return;
      }
      try {
        load(program_of_sample(sample));
      } catch (const std::exception&) {  // whoever draws it says so
      }
    }
  }

  const ProgramOfSample program_of_sample;
  const Load load;
  const uint64_t num_ahead;
  std::mutex mutex;
  std::condition_variable moved;
  uint64_t reached;
  bool stopping = false;
  std::thread thread;
};

LoadAhead::LoadAhead(ProgramOfSample program_of_sample, Load load, uint64_t first_sample,
                     uint64_t num_ahead)
    : impl_(std::make_unique<Impl>(std::move(program_of_sample), std::move(load), first_sample,
                                   num_ahead)) {}
LoadAhead::~LoadAhead() = default;

void LoadAhead::reach(uint64_t sample) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->reached = std::max(impl_->reached, sample);
  }
  impl_->moved.notify_one();
}

}  // namespace progpretrain::stream
