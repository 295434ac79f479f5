#pragma once
// What tests ask of processes and threads that they started.
#include <sys/wait.h>

#include <chrono>
#include <fstream>
#include <string>
#include <thread>

namespace progpretrain::testing {

/// Whether a child has ended; it can still be waited for.
inline bool has_ended(pid_t child) {
  siginfo_t info{};
  return ::waitid(P_PID, static_cast<id_t>(child), &info, WEXITED | WNOHANG | WNOWAIT) != 0 ||
         info.si_pid == child;
}

/// Whether a thread of this process sleeps, as one does that waits for something.
inline bool is_asleep(pid_t thread) {
  std::ifstream file("/proc/self/task/" + std::to_string(thread) + "/stat");
  std::string text;
  std::getline(file, text);
  const size_t name_end = text.rfind(") ");
  return name_end != std::string::npos && text[name_end + 2] == 'S';
}

/// Waits for what is bound to happen soon: the limit only keeps a broken program from hanging, and
/// is far beyond what a busy machine needs.
template <class Condition>
bool becomes_true(const Condition& condition) {
  const auto start = std::chrono::steady_clock::now();
  while (!condition() && std::chrono::steady_clock::now() - start < std::chrono::minutes(2))
    std::this_thread::sleep_for(std::chrono::milliseconds(1));
  return condition();
}

}  // namespace progpretrain::testing
