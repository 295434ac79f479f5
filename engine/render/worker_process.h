#pragma once
// One worker process as its parent sees it: started with posix_spawn in a process group of its own,
// spoken to over a socket that is its stdin and stdout, watched through /proc, killed with its
// group. A worker dies with the thread that started it: start, use and drop it on one thread.
#include <sys/types.h>

#include <chrono>
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "engine/render/worker_protocol.h"

struct pollfd;

namespace progpretrain::render {

struct WorkerOptions {
  std::filesystem::path executable;  ///< empty: find_worker()
  WorkerSettings settings{default_module_cache_folder()};
  /// Writable memory that the worker can get beyond what it starts with: asking for more fails in
  /// the worker, before anybody looks. 0: as much as there is.
  uint64_t claimable_bytes = 0;
  bool allow_faults = false;  ///< lets the worker take the fault tasks of the tests

  /// base::cache_folder() / "spirv"
  static std::filesystem::path default_module_cache_folder();
};

/// progpretrain-worker beside the running executable, else $PROGPRETRAIN_WORKER, else one folder
/// above the executable. Throws EnvironmentError naming the places when it is nowhere.
std::filesystem::path find_worker();

/// Turns the drivers' disk caches of machine code on and raises their limits in this process's
/// environment, unless the user has set them: what workers compile must still be warm when it is drawn. Call it at the start
/// of main, before threads and before Vulkan; workers inherit it and get it in any case.
void set_driver_environment();

/// Makes this process's driver compile as workers do for Code::quick, whose code it then finds in
/// Mesa's disk cache: for commands that draw many screened programs a few times. Call it before a
/// device is made; does nothing where the user has set such flags.
void use_quick_code();

class WorkerProcess {
 public:
  /// Starts the worker. Throws EnvironmentError naming the executable when that fails.
  explicit WorkerProcess(const WorkerOptions& options);
  /// Kills what still runs and leaves no zombie.
  ~WorkerProcess();
  WorkerProcess(const WorkerProcess&) = delete;
  WorkerProcess& operator=(const WorkerProcess&) = delete;

  pid_t pid() const { return pid_; }

  /// Queues a message; it is written as fast as the worker reads.
  void send(const base::Json& message);
  /// Adds what to poll for.
  void add_poll(std::vector<pollfd>& polled) const;
  /// Writes and reads what is possible without blocking.
  void pump();
  /// The next complete message that was read. Throws ProtocolError when the worker sent garbage.
  std::optional<base::Json> next_message() { return reader_.next(); }
  /// The worker has closed its end: it is gone or about to be.
  bool has_hung_up() const { return hung_up_; }

  /// Processor time of all its threads so far (s), and the memory it holds.
  double cpu_time_s() const;
  uint64_t resident_bytes() const;

  /// Asks the worker to leave, once it has done what it is doing.
  void close();
  /// Whether it has left, waiting for that up to `patience`.
  bool has_left(std::chrono::milliseconds patience = {});
  void kill();
  /// How it ended, once it has left: "exit code 1", "Segmentation fault (signal 11)".
  std::string describe_end() const;
  /// As waitpid gives it; 0 before has_left().
  int wait_status() const { return wait_status_; }
  /// The end of what it wrote to stderr, in one line.
  std::string last_words() const;

 private:
  void write_some();
  void read_some();
  void read_stderr();

  pid_t pid_ = -1;
  int socket_ = -1, stderr_ = -1;
  bool hung_up_ = false, has_left_ = false;
  int wait_status_ = 0;
  std::string unsent_, stderr_tail_;
  MessageReader reader_;
};

}  // namespace progpretrain::render
