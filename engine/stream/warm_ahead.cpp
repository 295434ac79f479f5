#include "engine/stream/warm_ahead.h"

#include <algorithm>
#include <condition_variable>
#include <deque>
#include <exception>
#include <map>
#include <mutex>
#include <thread>

#include "engine/base/check.h"

namespace progpretrain::stream {

struct WarmAhead::Impl {
  Impl(std::vector<bool> its_cold, LoadAhead::ProgramOfSample its_program_of_sample, Warm its_warm,
       uint64_t first_sample, uint64_t its_num_ahead, uint32_t its_group)
      : program_of_sample(std::move(its_program_of_sample)),
        warm(std::move(its_warm)),
        num_ahead(its_num_ahead),
        group(its_group),
        cold(std::move(its_cold)),
        reached(first_sample) {
    PP_CHECK(group >= 1);
    num_cold = static_cast<uint64_t>(std::count(cold.begin(), cold.end(), true));
    thread = std::thread([this] { run(); });
  }

  ~Impl() {
    end();
    thread.join();
  }

  void end() {
    {
      const std::lock_guard lock(mutex);
      stop = true;
    }
    moved.notify_all();
    warmed.notify_all();
  }

  // Urgent programs first, then those of the next samples. Called under the lock.
  std::vector<uint32_t> next_group() {
    std::vector<uint32_t> out;
    const auto add = [&](uint32_t program) {
      if (cold[program] && std::find(out.begin(), out.end(), program) == out.end())
        out.push_back(program);
    };
    for (; !urgent.empty() && out.size() < group; urgent.pop_front()) add(urgent.front());
    next = std::max(next, reached);
    for (; next < reached + num_ahead && out.size() < group; ++next) add(program_of_sample(next));
    return out;
  }

  void run() {
    try {
      std::unique_lock lock(mutex);
      while (!stop && num_cold > 0) {
        const std::vector<uint32_t> programs = next_group();
        if (programs.empty()) {
          moved.wait(lock, [&] { return stop || !urgent.empty() || next < reached + num_ahead; });
          continue;
        }
        lock.unlock();
        const std::vector<std::string> failures = warm(programs, stop);
        lock.lock();
        if (stop) return;
        PP_CHECK_EQ(failures.size(), programs.size());
        for (size_t i = 0; i < programs.size(); ++i) {
          cold[programs[i]] = false;
          --num_cold;
          if (failures[i].empty())
            ++num_warmed;
          else
            refused[programs[i]] = failures[i];
        }
        warmed.notify_all();
      }
    } catch (...) {
      const std::lock_guard lock(mutex);
      failure = std::current_exception();
      warmed.notify_all();
    }
  }

  std::string wait_for(uint32_t program) {
    std::unique_lock lock(mutex);
    if (cold.at(program)) {
      urgent.push_back(program);
      moved.notify_one();
      warmed.wait(lock, [&] { return stop || failure || !cold[program]; });
    }
    if (failure) std::rethrow_exception(failure);
    if (cold[program]) throw EnvironmentError("interrupted while programs were being compiled");
    const auto found = refused.find(program);
    return found != refused.end() ? found->second : "";
  }

  const LoadAhead::ProgramOfSample program_of_sample;
  const Warm warm;
  const uint64_t num_ahead;
  const uint32_t group;
  mutable std::mutex mutex;
  std::condition_variable moved, warmed;
  std::vector<bool> cold;
  uint64_t num_cold = 0, num_warmed = 0;
  uint64_t reached, next = 0;
  std::deque<uint32_t> urgent;
  std::map<uint32_t, std::string> refused;
  std::exception_ptr failure;
  std::atomic<bool> stop{false};
  std::thread thread;
};

WarmAhead::WarmAhead(std::vector<bool> cold, LoadAhead::ProgramOfSample program_of_sample,
                     Warm warm, uint64_t first_sample, uint64_t num_ahead, uint32_t group)
    : impl_(std::make_unique<Impl>(std::move(cold), std::move(program_of_sample), std::move(warm),
                                   first_sample, num_ahead, group)) {}
WarmAhead::~WarmAhead() = default;

void WarmAhead::reach(uint64_t sample) {
  {
    const std::lock_guard lock(impl_->mutex);
    impl_->reached = std::max(impl_->reached, sample);
  }
  impl_->moved.notify_one();
}

bool WarmAhead::is_warm(uint32_t program) const {
  const std::lock_guard lock(impl_->mutex);
  return !impl_->cold.at(program) && !impl_->refused.contains(program);
}

std::string WarmAhead::wait_for(uint32_t program) {
  return impl_->wait_for(program);
}

void WarmAhead::stop() {
  impl_->end();
}

uint64_t WarmAhead::num_warmed() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->num_warmed;
}

}  // namespace progpretrain::stream
