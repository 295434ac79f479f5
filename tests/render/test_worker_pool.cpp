// Faults are injected into real worker processes.
#include <doctest/doctest.h>
#include <spawn.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <set>
#include <sstream>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/render/worker_pool.h"
#include "tests/render/worker_support.h"
#include "tests/support/processes.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;
using base::Json;
using corpus::Verdict;
using testing::fault;
using testing::run_all;
using testing::worker_options;

extern char** environ;

namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

// Processor time of all children that have ended (s): what a loaded machine does not change.
double cpu_of_children_s() {
  rusage usage{};
  getrusage(RUSAGE_CHILDREN, &usage);
  return static_cast<double>(usage.ru_utime.tv_sec + usage.ru_stime.tv_sec) +
         1e-6 * static_cast<double>(usage.ru_utime.tv_usec + usage.ru_stime.tv_usec);
}

// Beyond what a busy machine needs to start or end a process.
constexpr std::chrono::minutes kPatience{2};

// Writes a script that stands in for a worker.
std::filesystem::path write_script(const std::filesystem::path& path, const std::string& text) {
  base::write_file_atomically(path, "#!/bin/sh\n" + text);
  std::filesystem::permissions(path, std::filesystem::perms::owner_all);
  return path;
}

std::string octal(const std::string& bytes) {
  std::ostringstream out;
  for (const unsigned char c : bytes)
    out << '\\' << std::oct << (c >> 6) << (c >> 3 & 7) << (c & 7);
  return out.str();
}

}  // namespace

TEST_CASE("worker pool: every task has one outcome, whatever the number of workers") {
  for (const unsigned num_workers : {1u, 3u}) {
    WorkerPool pool(worker_options(), {}, num_workers);
    std::vector<Json> tasks(20, fault("none"));
    for (const auto& outcome : run_all(pool, tasks)) CHECK(outcome.has_value());
    CHECK(pool.num_started() <= num_workers);
    CHECK(run_all(pool, {fault("none")})[0].has_value());  // a pool can be used again
  }
}

TEST_CASE(
    "worker pool: a worker that computes for ever is killed at its limit, the next tasks go on") {
  WorkerLimits limits;
  limits.compile_cpu_s = 1;
  limits.draw_cpu_s = 0.5;
  limits.wall_factor = 30;  // not what ends it
  WorkerPool pool(worker_options(), limits, 1);
  const double before_s = cpu_of_children_s();
  const auto outcomes =
      run_all(pool, {fault("hang", "driver"), fault("hang", "draw"), fault("none")});
  const double used_s = cpu_of_children_s() - before_s;
  REQUIRE_FALSE(outcomes[0].has_value());
  CHECK(outcomes[0].error().verdict == Verdict::compile_timeout);
  CHECK(outcomes[0].error().stage == "driver");
  REQUIRE_FALSE(outcomes[1].has_value());
  CHECK(outcomes[1].error().verdict == Verdict::draw_timeout);
  CHECK(outcomes[2].has_value());
  CHECK(used_s >= 1.4);
  CHECK(used_s < 1.5 + 2);
}

TEST_CASE(
    "worker pool: a worker that sleeps is ended by the clock, though it uses no processor time") {
  WorkerLimits limits;
  limits.compile_cpu_s = 0.3;
  limits.wall_factor = 3;
  WorkerPool pool(worker_options(), limits, 1);
  const auto start = Clock::now();
  const auto outcomes = run_all(pool, {fault("sleep", "compile"), fault("none")});
  CHECK(seconds_since(start) >= 0.9);
  REQUIRE_FALSE(outcomes[0].has_value());
  CHECK(outcomes[0].error().verdict == Verdict::compile_timeout);
  CHECK(outcomes[0].error().reason == "did nothing for 0.9 s");
  CHECK(outcomes[1].has_value());
}

TEST_CASE("worker pool: a crash is charged only when it happens again in a fresh worker") {
  testing::TemporaryFolder folder;
  WorkerPool pool(worker_options(), {}, 1);
  Json once = fault("abort_once");
  once["mark"] = (folder / "mark").string();
  const auto outcomes = run_all(pool, {once, fault("abort", "driver"), fault("abort", "draw"),
                                       fault("lose_device", "driver"), fault("none")});
  CHECK(outcomes[0].has_value());
  CHECK(std::filesystem::exists(folder / "mark"));
  REQUIRE_FALSE(outcomes[1].has_value());
  CHECK(outcomes[1].error().verdict == Verdict::compiler_crash);
  CHECK(outcomes[1].error().stage == "driver");
  CHECK(outcomes[1].error().reason.find("Aborted") != std::string::npos);
  CHECK(outcomes[1].error().reason.find("about to abort") != std::string::npos);
  REQUIRE_FALSE(outcomes[2].has_value());
  CHECK(outcomes[2].error().verdict == Verdict::device_lost);
  REQUIRE_FALSE(outcomes[3].has_value());
  CHECK(outcomes[3].error().verdict == Verdict::device_lost);
  CHECK(outcomes[4].has_value());
  CHECK(pool.num_started() == 1 + 1 + 3 * 2);  // one replaced, three tried twice
}

TEST_CASE("worker pool: a program that eats memory is stopped at the limit") {
  WorkerLimits limits;
  limits.memory_bytes = 300ull << 20;
  WorkerPool pool(worker_options(), limits, 1);
  const auto outcomes = run_all(pool, {fault("exhaust_memory"), fault("none")});
  REQUIRE_FALSE(outcomes[0].has_value());
  CHECK(outcomes[0].error().verdict == Verdict::out_of_memory);
  CHECK(outcomes[1].has_value());
}

TEST_CASE("worker pool: memory claimed at one go, far beyond the limit, ends the worker") {
  WorkerLimits limits;
  limits.memory_bytes = 300ull << 20;
  WorkerPool pool(worker_options(), limits, 1);
  const auto claim = [](uint64_t bytes) {
    Json task = fault("claim_memory", "driver");
    task["bytes"] = bytes;
    return task;
  };
  // Nothing touches what is claimed: the memory that the parent looks at stays small.
  const auto outcomes = run_all(pool, {claim(1ull << 30), claim(6ull << 30), fault("none")});
  CHECK(outcomes[0].has_value());
  REQUIRE_FALSE(outcomes[1].has_value());
  CHECK(outcomes[1].error().verdict == Verdict::out_of_memory);
  CHECK(outcomes[1].error().stage == "driver");
  CHECK(outcomes[1].error().reason.find("out of memory") != std::string::npos);
  CHECK(outcomes[2].has_value());
  CHECK(pool.num_started() == 1 + 2);  // tried again in a fresh worker
}

TEST_CASE("worker pool: a device's memory that runs out is charged when it does so in a fresh worker") {
  WorkerPool pool(worker_options(), {}, 1);
  const auto outcomes = run_all(pool, {fault("exhaust_device", "driver"), fault("none")});
  REQUIRE_FALSE(outcomes[0].has_value());
  CHECK(outcomes[0].error().verdict == Verdict::out_of_memory);
  CHECK(outcomes[0].error().stage == "driver");
  CHECK(outcomes[0].error().reason.find("injected") != std::string::npos);
  CHECK(outcomes[1].has_value());
  CHECK(pool.num_started() == 1 + 2);
}

TEST_CASE("worker pool: a worker leaves no core and writes no endless file") {
  WorkerPool pool(worker_options(), {}, 1);
  const auto outcomes = run_all(pool, {fault("limits")});
  REQUIRE(outcomes[0].has_value());
  CHECK(outcomes[0]->at("core_bytes").get<uint64_t>() == 0);
  CHECK(outcomes[0]->at("file_bytes").get<uint64_t>() <= 8ull << 30);
}

TEST_CASE("worker pool: garbage on the wire is a crash, what drivers print is not on the wire") {
  WorkerPool pool(worker_options(), {}, 1);
  const auto outcomes = run_all(pool, {fault("print"), fault("garbage"), fault("print")});
  CHECK(outcomes[0].has_value());
  REQUIRE_FALSE(outcomes[1].has_value());
  CHECK(outcomes[1].error().verdict == Verdict::compiler_crash);
  CHECK(outcomes[2].has_value());
}

TEST_CASE("worker pool: a worker is replaced after its share of tasks") {
  WorkerLimits limits;
  limits.tasks_per_worker = 4;
  WorkerPool pool(worker_options(), limits, 1);
  std::set<int> pids;
  for (const auto& outcome : run_all(pool, std::vector<Json>(12, fault("none"))))
    pids.insert(outcome->at("pid").get<int>());
  CHECK(pids.size() == 3);
}

TEST_CASE("worker pool: faults exist only in workers started for tests") {
  WorkerPool pool(worker_options(false), {}, 1);
  CHECK_THROWS_AS(run_all(pool, {fault("none")}), UsageError);
}

TEST_CASE("worker pool: no process and no open file is left behind") {
  const size_t files_before = testing::num_open_files();
  std::set<int> pids;
  {
    WorkerLimits limits;
    limits.compile_cpu_s = 0.2;
    limits.tasks_per_worker = 2;
    WorkerPool pool(worker_options(), limits, 2);
    std::vector<Json> tasks(6, fault("none"));
    tasks.push_back(fault("abort"));
    tasks.push_back(fault("hang"));
    for (const auto& outcome : run_all(pool, tasks))
      if (outcome) pids.insert(outcome->at("pid").get<int>());
  }
  CHECK(testing::num_open_files() == files_before);
  REQUIRE(pids.size() >= 3);
  for (const int pid : pids) CHECK_FALSE(std::filesystem::exists("/proc/" + std::to_string(pid)));
  CHECK(waitpid(-1, nullptr, WNOHANG) == -1);  // no child, dead or alive
}

TEST_CASE("worker pool: the stop flag ends the work soon, with what is done") {
  WorkerPool pool(worker_options(), {}, 1);
  std::atomic<bool> stop = false;
  std::vector<size_t> done;
  WorkerPool::Work work;
  work.num_tasks = 1000;
  work.make_task = [](size_t i) { return fault(i < 3 ? "none" : "sleep"); };
  work.on_outcome = [&](size_t i, const auto&) { done.push_back(i); };
  work.stop = &stop;
  Clock::time_point stopped;
  int num_ticks = 0;
  work.on_tick = [&] {
    if (done.size() < 3 || ++num_ticks < 10 || stop) return;
    stop = true;
    stopped = Clock::now();
  };
  CHECK_FALSE(pool.run(work));
  CHECK(seconds_since(stopped) < 40);  // half of what a sleeping worker is given
  CHECK(done == std::vector<size_t>{0, 1, 2});
}

TEST_CASE(
    "worker pool: a missing worker, one of another version and one that dies are one line each") {
  testing::TemporaryFolder folder;
  const auto message = [&](const std::filesystem::path& executable) -> std::string {
    try {
      WorkerOptions options = worker_options();
      options.executable = executable;
      WorkerPool pool(options, {}, 1);
      run_all(pool, {fault("none")});
    } catch (const EnvironmentError& e) {
      return e.what();
    }
    return "no error";
  };
  CHECK(message(folder / "absent").find("absent: cannot start the worker") != std::string::npos);

  const std::string hello =
      frame_message({{"type", "hello"}, {"protocol", kWorkerProtocol}, {"version", "stone age"}});
  const auto old = write_script(folder / "old", "printf '" + octal(hello) + "'\nsleep 20\n");
  CHECK(message(old).find("stone age") != std::string::npos);

  const auto dying = write_script(folder / "dying", "echo libfancy.so: not found >&2\nexit 127\n");
  CHECK(message(dying).find("exit code 127") != std::string::npos);
  CHECK(message(dying).find("libfancy.so: not found") != std::string::npos);
  CHECK(message(dying).find('\n') == std::string::npos);
}

TEST_CASE("worker process: a parent of another version is refused by the worker") {
  WorkerProcess worker(worker_options());
  Json hello = hello_message({});
  hello["version"] = "stone age";
  worker.send(hello);
  REQUIRE(worker.has_left(kPatience));
  CHECK(worker.describe_end() == "exit code 1");
  CHECK(worker.last_words().find("stone age") != std::string::npos);
}

TEST_CASE("worker process: a large task reaches a worker that is slow to read") {
  WorkerPool pool(worker_options(), {}, 1);
  Json large = fault("none");
  large["padding"] = std::string(20 << 20, 'x');
  CHECK(run_all(pool, {large})[0].has_value());
}

TEST_CASE("worker process: a worker that is asked to leave leaves by itself") {
  WorkerProcess worker(worker_options());
  worker.send(hello_message({}));
  worker.close();
  REQUIRE(worker.has_left(kPatience));
  CHECK(worker.describe_end() == "exit code 0");
}

// Runs in a process of its own, which the test below kills.
TEST_CASE("worker victim: two workers at work" * doctest::skip()) {
  const char* report = std::getenv("PROGPRETRAIN_TEST_PIDS");
  REQUIRE(report != nullptr);
  WorkerPool pool(worker_options(), {}, 2);
  std::ofstream pids(report);
  WorkerPool::Work work;
  work.num_tasks = 4;
  int num_known = 0;
  // The first task of each worker tells its pid; the others never end.
  work.make_task = [&](size_t i) { return fault(i < 2 ? "none" : i == 2 ? "sleep" : "hang"); };
  work.on_outcome = [&](size_t, const corpus::Result<Json>& outcome) {
    pids << outcome->at("pid").get<int>() << std::endl;
    if (++num_known == 2) pids << "complete" << std::endl;
  };
  pool.run(work);
}

TEST_CASE("worker process: kill -9 of the parent leaves no worker behind") {
  testing::TemporaryFolder folder;
  const std::string report = (folder / "pids").string();
  std::string self = std::filesystem::read_symlink("/proc/self/exe").string();
  std::string filter = "--test-case=worker victim*", no_skip = "--no-skip";
  char* arguments[] = {self.data(), filter.data(), no_skip.data(), nullptr};
  setenv("PROGPRETRAIN_TEST_PIDS", report.c_str(), 1);
  pid_t parent = -1;
  REQUIRE(posix_spawn(&parent, self.c_str(), nullptr, nullptr, arguments, environ) == 0);
  unsetenv("PROGPRETRAIN_TEST_PIDS");
  const bool complete = testing::becomes_true([&] {
    std::ifstream file(report);
    std::stringstream text;
    text << file.rdbuf();
    return text.str().find("complete") != std::string::npos;
  });
  std::this_thread::sleep_for(std::chrono::milliseconds(200));  // both are in endless tasks now
  kill(parent, SIGKILL);
  waitpid(parent, nullptr, 0);
  REQUIRE(complete);
  std::ifstream file(report);
  for (pid_t worker; file >> worker;)
    CHECK(testing::becomes_true([&] { return !testing::is_alive(worker); }));
}
