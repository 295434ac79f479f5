#pragma once
// Processor time of all threads of this process: what a loaded machine does not change.
#include <time.h>

namespace progpretrain::base {

class CpuStopwatch {
 public:
  double ms() const { return now_ms() - start_ms_; }

 private:
  static double now_ms() {
    timespec time{};
    ::clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
  }
  double start_ms_ = now_ms();
};

}  // namespace progpretrain::base
