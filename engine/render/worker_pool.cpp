#include "engine/render/worker_pool.h"

#include <poll.h>
#include <signal.h>
#include <sys/wait.h>

#include <algorithm>
#include <cerrno>
#include <optional>
#include <thread>
#include <vector>

#include "engine/base/check.h"

namespace progpretrain::render {
namespace {

using base::Json;
using corpus::Refusal;
using corpus::Verdict;
using Clock = std::chrono::steady_clock;

constexpr int kPollPeriod_ms = 25;
constexpr double kStartLimit_s = 60;
constexpr unsigned kMostWorkersByDefault = 64;  // each holds a device of its own
// A worker that uses less of a processor than this does nothing.
constexpr double kIdleShare = 0.01;
constexpr std::chrono::seconds kLeavePatience{5};
// Before a task's first announced stage a worker makes its device: no program has a part in that.
constexpr const char* kStageStart = "start";
// A crash or too much memory may be the fault of the tasks before; in a fresh worker it is not.
constexpr int kMaxAttempts = 2;

struct Assignment {
  size_t index = 0;
  int attempt = 1;
};

struct Worker {
  explicit Worker(const WorkerOptions& options) : process(options) {}

  void begin_account() {
    cpu_before_s = process.cpu_time_s();
    since = Clock::now();
  }
  double cpu_s() const { return process.cpu_time_s() - cpu_before_s; }
  double wall_s() const { return std::chrono::duration<double>(Clock::now() - since).count(); }

  WorkerProcess process;
  bool ready = false;  // has said hello
  std::optional<Assignment> assignment;
  std::string stage = kStageStart;
  double cpu_before_s = 0;
  Clock::time_point since = Clock::now(), checked = since;
  unsigned num_tasks = 0;
};

std::string gibibytes(uint64_t bytes) {
  char text[32];
  std::snprintf(text, sizeof text, "%.2f GiB", static_cast<double>(bytes) / (1ull << 30));
  return text;
}

// message[key], or empty when it is no text.
std::string text_of(const Json& message, const char* key) {
  if (!message.is_object() || !message.contains(key) || !message[key].is_string()) return {};
  return message[key];
}

Verdict timeout_verdict(const std::string& stage) {
  return stage == kStageDraw ? Verdict::draw_timeout : Verdict::compile_timeout;
}

Verdict crash_verdict(const std::string& stage, int wait_status, const std::string& reason) {
  // A library that could not get more.
  if (reason.find("out of memory") != reason.npos || reason.find("bad_alloc") != reason.npos)
    return Verdict::out_of_memory;
  // Nobody here sent this signal: the kernel does, to free memory.
  if (WIFSIGNALED(wait_status) && WTERMSIG(wait_status) == SIGKILL) return Verdict::out_of_memory;
  const bool lost = WIFEXITED(wait_status) && WEXITSTATUS(wait_status) == kExitDeviceLost;
  return lost || stage == kStageDraw ? Verdict::device_lost : Verdict::compiler_crash;
}

}  // namespace

bool is_translation_stage(std::string_view stage) {
  return stage == kStageDialect || stage == kStageCompile || stage == "rewrite";
}

struct WorkerPool::Impl {
  WorkerOptions options;
  WorkerLimits limits;
  unsigned num_workers = 1;
  unsigned num_started = 0;
  std::vector<std::unique_ptr<Worker>> workers, leaving;
  const Work* work = nullptr;
  size_t next = 0, num_done = 0;

  void start_worker(std::optional<Assignment> first) {
    auto worker = std::make_unique<Worker>(options);
    ++num_started;
    worker->process.send(hello_message(options.settings));
    worker->assignment = first;
    workers.push_back(std::move(worker));
  }

  bool all_given_out() const { return next == work->num_tasks; }

  void send_task(Worker& worker, const Assignment& assignment) {
    worker.assignment = assignment;
    worker.stage = kStageStart;
    ++worker.num_tasks;
    worker.process.send(work->make_task(assignment.index));
    worker.begin_account();
  }

  void give_out() {
    for (auto& worker : workers)
      if (worker->ready && !worker->assignment && !all_given_out()) send_task(*worker, {next++, 1});
    const auto idle = static_cast<size_t>(std::count_if(
        workers.begin(), workers.end(), [](const auto& worker) { return !worker->assignment; }));
    const size_t waiting = work->num_tasks - next;
    for (size_t i = idle; i < waiting && workers.size() < num_workers; ++i) start_worker({});
  }

  void wait() {
    std::vector<pollfd> polled;
    for (const auto& worker : workers) worker->process.add_poll(polled);
    ::poll(polled.data(), polled.size(), kPollPeriod_ms);
    std::erase_if(leaving, [](const auto& worker) { return worker->process.has_left(); });
  }

  // What a worker has said since the last time. May throw whatever on_outcome throws.
  void serve(Worker& worker) {
    worker.process.pump();
    while (const auto received = worker.process.next_message()) {
      const Json& message = *received;
      const std::string type = text_of(message, "type");
      if (type == "error") {
        if (text_of(message, "kind") == "usage") throw UsageError(text_of(message, "message"));
        throw EnvironmentError(text_of(message, "message"));
      } else if (!worker.ready) {
        check_hello(message, "the worker");
        worker.ready = true;
        if (worker.assignment) send_task(worker, *worker.assignment);
      } else if (type == "stage" && worker.assignment) {
        enter_stage(worker, text_of(message, "stage"));
      } else if (type == "answer" && worker.assignment) {
        finish(worker, message);
      } else {
        throw ProtocolError("an unexpected message of type \"" + type + "\"");
      }
    }
  }

  static void enter_stage(Worker& worker, const std::string& stage) {
    // Compiling is one account, from the dialect to the first draw; every later frame has its own.
    if (worker.stage == kStageStart || stage == kStageDialect || stage == kStageDraw)
      worker.begin_account();
    worker.stage = stage;
  }

  void finish(Worker& worker, corpus::Result<Json> outcome) {
    const size_t index = worker.assignment->index;
    worker.assignment.reset();
    ++num_done;
    work->on_outcome(index, std::move(outcome));
  }

  // A limit that the worker has passed, or nothing. `may_repeat` says that it could be the fault of
  // the tasks before this one.
  std::optional<Refusal> overrun(Worker& worker, bool& may_repeat) const {
    // Busy wires wake this process far more often than limits need to be looked at.
    if (Clock::now() - worker.checked < std::chrono::milliseconds(kPollPeriod_ms))
      return std::nullopt;
    worker.checked = Clock::now();
    if (!worker.ready || !worker.assignment) {
      if (!worker.ready && worker.wall_s() > kStartLimit_s)
        throw EnvironmentError("a worker did not start within a minute");
      return std::nullopt;
    }
    const uint64_t bytes = worker.process.resident_bytes();
    if (bytes > limits.memory_bytes) {
      may_repeat = true;
      return Refusal{Verdict::out_of_memory, worker.stage, 0,
                     "needed more than " + gibibytes(limits.memory_bytes) + " of memory"};
    }
    const double limit_s = worker.stage == kStageDraw ? limits.draw_cpu_s : limits.compile_cpu_s;
    const double cpu_s = worker.cpu_s(), wall_s = worker.wall_s();
    const bool cpu = cpu_s > limit_s;
    // Waiting for a processor is not waiting: on a loaded machine a worker gets a small share of it.
    const bool idle = wall_s > limit_s * limits.wall_factor && cpu_s < kIdleShare * wall_s;
    if (!cpu && !idle) return std::nullopt;
    return Refusal{timeout_verdict(worker.stage), worker.stage, 0,
                   cpu ? base::concat("used more than ", limit_s, " s of processor time")
                       : base::concat("did nothing for ", limit_s * limits.wall_factor, " s")};
  }

  // Replaces a worker that was killed or died; its task is tried again or charged.
  void lose(std::unique_ptr<Worker>& slot, Refusal refusal, bool may_repeat) {
    const std::unique_ptr<Worker> worker = std::move(slot);
    std::erase(workers, nullptr);
    worker->process.kill();
    if (!worker->ready)
      throw EnvironmentError(base::concat("a worker died at its start (",
                                          worker->process.describe_end(),
                                          "): ", worker->process.last_words()));
    if (!worker->assignment) return;
    Assignment again = *worker->assignment;
    if (may_repeat && again.attempt < kMaxAttempts) {
      ++again.attempt;
      return start_worker(again);
    }
    if (worker->stage == kStageStart)
      throw EnvironmentError("a worker could not start to work: " + refusal.reason);
    finish(*worker, corpus::Refused(std::move(refusal)));
  }

  void crashed(std::unique_ptr<Worker>& slot) {
    WorkerProcess& process = slot->process;
    if (!process.has_left(std::chrono::seconds(2))) process.kill();
    std::string reason = process.describe_end();
    if (const std::string words = process.last_words(); !words.empty()) reason += ": " + words;
    lose(slot, {crash_verdict(slot->stage, process.wait_status(), reason), slot->stage, 0, reason}, true);
  }

  void look_after(std::unique_ptr<Worker>& slot) {
    try {
      serve(*slot);
    } catch (const ProtocolError& e) {
      slot->process.kill();
      // Its memory is in disorder: no better than a crash.
      lose(slot,
           {slot->stage == kStageDraw ? Verdict::device_lost : Verdict::compiler_crash, slot->stage,
            0, std::string("the worker answered with garbage: ") + e.what()},
           true);
      return;
    }
    if (slot->process.has_hung_up()) return crashed(slot);
    bool may_repeat = false;
    if (auto refusal = overrun(*slot, may_repeat))
      return lose(slot, std::move(*refusal), may_repeat);
    // An old worker, or one whose memory has grown, would bring its past into the next verdicts.
    if (!slot->assignment && slot->ready && slot->num_tasks > 0 &&
        (slot->num_tasks >= limits.tasks_per_worker ||
         slot->process.resident_bytes() > limits.memory_bytes / 2)) {
      slot->process.close();
      leaving.push_back(std::move(slot));
      std::erase(workers, nullptr);
    }
  }

  // What is left half done is of no use to the next run.
  void drop_busy() {
    std::erase_if(workers, [](const auto& worker) { return worker->assignment || !worker->ready; });
  }
};

WorkerPool::WorkerPool(WorkerOptions options, WorkerLimits limits, unsigned num_workers)
    : impl_(std::make_unique<Impl>()) {
  impl_->options = std::move(options);
  if (impl_->options.executable.empty()) impl_->options.executable = find_worker();
  impl_->options.claimable_bytes = 2 * limits.memory_bytes + (uint64_t{1} << 30);
  impl_->limits = limits;
  impl_->num_workers =
      num_workers > 0 ? num_workers
                      : std::clamp(std::thread::hardware_concurrency(), 1u, kMostWorkersByDefault);
}

WorkerPool::~WorkerPool() {
  impl_->drop_busy();
  for (auto& worker : impl_->workers) {
    worker->process.close();
    impl_->leaving.push_back(std::move(worker));
  }
  const auto deadline = Clock::now() + kLeavePatience;
  for (auto& worker : impl_->leaving)
    worker->process.has_left(
        std::max(std::chrono::milliseconds(0),
                 std::chrono::duration_cast<std::chrono::milliseconds>(deadline - Clock::now())));
}

unsigned WorkerPool::num_started() const {
  return impl_->num_started;
}

bool WorkerPool::run(const Work& work) {
  Impl& pool = *impl_;
  PP_CHECK(pool.work == nullptr, "a pool runs one piece of work at a time");
  struct Guard {
    Impl& pool;
    ~Guard() {
      pool.drop_busy();
      pool.work = nullptr;
    }
  } guard{pool};
  pool.work = &work;
  pool.next = pool.num_done = 0;
  while (pool.num_done < work.num_tasks) {
    if (work.stop && *work.stop) return false;
    pool.give_out();
    pool.wait();
    // Workers come and go while they are looked after.
    for (size_t i = 0; i < pool.workers.size();) {
      const Worker* before = pool.workers[i].get();
      pool.look_after(pool.workers[i]);
      if (i < pool.workers.size() && pool.workers[i].get() == before) ++i;
    }
    if (work.on_tick) work.on_tick();
  }
  return true;
}

}  // namespace progpretrain::render
