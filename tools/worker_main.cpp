// progpretrain-worker: compiles and draws untrusted programs for a parent, one at a time, and may
// be killed at any moment. The protocol is that of engine/render/worker_protocol.h. Not for people.
#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <memory>
#include <new>
#include <optional>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/out_of_memory.h"
#include "engine/frames/frame_ring.h"
#include "engine/gpu/device.h"
#include "engine/render/measure_latents.h"
#include "engine/render/measure_nodes.h"
#include "engine/render/program_structure.h"
#include "engine/render/screen_program.h"
#include "engine/render/worker_pool.h"
#include "engine/render/worker_protocol.h"

namespace {

using namespace progpretrain;
using base::Json;

struct Arguments {
  pid_t parent = 0;
  uint64_t claimable_bytes = 0;
  bool allow_faults = false;
};

std::optional<Arguments> parse_arguments(int argc, char** argv) {
  Arguments out;
  for (int i = 1; i < argc; ++i) {
    const std::string argument = argv[i];
    if (argument == "--parent" && i + 1 < argc)
      out.parent = static_cast<pid_t>(std::atol(argv[++i]));
    else if (argument == "--claimable-bytes" && i + 1 < argc)
      out.claimable_bytes = std::strtoull(argv[++i], nullptr, 10);
    else if (argument == "--allow-faults")
      out.allow_faults = true;
    else
      return std::nullopt;
  }
  if (out.parent <= 0) return std::nullopt;
  return out;
}

// The worker's end of the socket, kept away from drivers that print and compilers that read.
struct Wire {
  int in = ::fcntl(STDIN_FILENO, F_DUPFD_CLOEXEC, 3);
  int out = ::fcntl(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3);

  Wire() {
    const int null = ::open("/dev/null", O_RDONLY | O_CLOEXEC);
    ::dup2(null, STDIN_FILENO);
    ::dup2(STDERR_FILENO, STDOUT_FILENO);
    ::close(null);
  }
};

// Private writable memory that this process maps (sanitizers map terabytes).
uint64_t data_bytes() {
  std::ifstream file("/proc/self/status");
  for (std::string word; file >> word;)
    if (uint64_t kib = 0; word == "VmData:" && file >> kib) return kib << 10;
  return 0;
}

// The largest file of Mesa's cache may grow to its limit (set_driver_environment()).
constexpr rlim_t kMaxFileBytes = rlim_t{8} << 30;

// From here on this process may claim so much memory more, within what it was started with; 0 = all of that.
void limit_claims(uint64_t claimable_bytes) {
  static const rlimit at_start = [] {
    rlimit limit{RLIM_INFINITY, RLIM_INFINITY};
    ::getrlimit(RLIMIT_DATA, &limit);
    return limit;
  }();
  rlimit data = at_start;
  if (claimable_bytes > 0) data.rlim_cur = std::min<rlim_t>(at_start.rlim_cur, data_bytes() + claimable_bytes);
  ::setrlimit(RLIMIT_DATA, &data);
}

// No limit of our own while a driver starts: it may reserve a whole GPU's worth for itself.
class UnlimitedClaims {
 public:
  explicit UnlimitedClaims(uint64_t claimable_bytes) : claimable_bytes_(claimable_bytes) { limit_claims(0); }
  ~UnlimitedClaims() { limit_claims(claimable_bytes_); }
  UnlimitedClaims(const UnlimitedClaims&) = delete;
  UnlimitedClaims& operator=(const UnlimitedClaims&) = delete;

 private:
  const uint64_t claimable_bytes_;
};

// Nothing outlives the parent, no crash writes a core, no file and no memory grows without end, and
// when memory runs out the kernel ends workers before anybody else.
bool become_expendable(const Arguments& arguments) {
  ::prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (::getppid() != arguments.parent) return false;  // it died before the line above
  const rlimit no_core{0, 0}, file{kMaxFileBytes, kMaxFileBytes};
  ::setrlimit(RLIMIT_CORE, &no_core);
  ::setrlimit(RLIMIT_FSIZE, &file);
  limit_claims(arguments.claimable_bytes);
  ::signal(SIGPIPE, SIG_IGN);
  std::ofstream("/proc/self/oom_score_adj") << 500;
  return true;
}

class Server {
 public:
  Server(Wire& wire, render::WorkerSettings settings, const Arguments& arguments)
      : wire_(wire),
        settings_(std::move(settings)),
        allow_faults_(arguments.allow_faults),
        claimable_bytes_(arguments.claimable_bytes) {}

  Json answer(const Json& task) {
    stage_.clear();
    try {
      return carry_out(task);
    } catch (const frames::DeviceLost&) {
      throw;
    } catch (const OutOfMemory& e) {
      leave_without_memory(e.what());
    } catch (const std::bad_alloc& e) {
      leave_without_memory(e.what());
    } catch (const UsageError& e) {
      return {{"type", "error"}, {"kind", "usage"}, {"message", e.what()}};
    } catch (const EnvironmentError& e) {
      return {{"type", "error"}, {"kind", "environment"}, {"message", e.what()}};
    } catch (const std::exception& e) {
      return refuse(corpus::Verdict::compiler_crash, e.what());
    }
  }

 private:
  Json carry_out(const Json& task) {
    const auto type = base::require<std::string>(task, "type", "task");
    const auto on_stage = [this](std::string_view stage) { enter_stage(std::string(stage)); };
    if (type == "translate") {
      const auto translated = render::translate_program(
          render::read_program(task), spirv::ModuleCache(settings_.cache_folder), on_stage);
      if (!translated) return render::answer(corpus::Refused(translated.error()));
      return render::answer(translated->translation);
    }
    if (type == "screen") {
      const auto program = render::read_program(task);
      return render::answer(screener().screen(program, on_stage, render::read_known_translation(task)),
                            device()->driver_key());
    }
    if (type == "latents") {
      const auto latents = render::measure_latents(device(), render::read_program(task),
                                                   spirv::ModuleCache(settings_.cache_folder), on_stage);
      return render::latents_answer(latents.map(render::to_json));
    }
    if (type == "graph") {
      make_graph(task, on_stage);
      return render::graph_answer();
    }
    if (type == "describe")
      return {{"type", "answer"},
              {"device_key", device()->driver_key()},
              {"device", device()->info().name}};
    if (type == "fault" && allow_faults_) return commit_fault(task);
    throw UsageError("the worker knows no task \"" + type + "\"");
  }

  // The tasks before may have taken it: the parent tries again in a fresh worker.
  [[noreturn]] static void leave_without_memory(const char* what) {
    std::fprintf(stderr, "out of memory: %s\n", what);
    std::fflush(stderr);
    ::_exit(1);
  }

  void make_graph(const Json& task, const render::OnStage& on_stage) {
    const spirv::ModuleCache cache(settings_.cache_folder);
    const auto program = render::read_program(task);
    const auto known = render::read_known_translation(task);
    const auto graph =
        base::require<bool>(task, "counted", "task")
            ? render::measure_nodes(device(), program, cache, on_stage, known)
                  .map([](render::NodeMeasurement m) { return std::move(m.counted); })
            : render::graph_of(program, cache, on_stage, known);
    render::graph_cache(settings_.cache_folder)
        .save(base::require<std::string>(task, "key", "task"), graph);
  }

  void enter_stage(const std::string& stage) {
    stage_ = stage;
    render::write_message(wire_.out, {{"type", "stage"}, {"stage", stage}});
  }

  Json refuse(corpus::Verdict verdict, const std::string& reason) const {
    corpus::Screening out;
    out.verdict = verdict;
    out.stage = stage_;
    out.reason = reason;
    return render::answer(out, device_ ? device_->driver_key() : "");
  }

  const std::shared_ptr<gpu::Device>& device() {
    if (device_) return device_;
    const UnlimitedClaims claims(claimable_bytes_);
    device_ = std::make_shared<gpu::Device>(settings_.device);
    return device_;
  }

  render::ProgramScreener& screener() {
    if (!screener_) screener_.emplace(device(), spirv::ModuleCache(settings_.cache_folder), settings_.code);
    return *screener_;
  }

  // What hostile programs might do to a worker, for the tests of its parent.
  // Memory that is asked for and all but never touched.
  static std::vector<std::unique_ptr<char[]>> claim(uint64_t bytes) {
    constexpr uint64_t kBlock = 256 << 20;
    std::vector<std::unique_ptr<char[]>> blocks;
    for (uint64_t claimed = 0; claimed < bytes; claimed += kBlock) {
      blocks.emplace_back(new char[kBlock]);
      *static_cast<volatile char*>(blocks.back().get()) = 1;  // or the compiler asks for nothing
    }
    return blocks;
  }

  static uint64_t limit_of(int resource) {
    rlimit limit{};
    ::getrlimit(static_cast<__rlimit_resource_t>(resource), &limit);
    return limit.rlim_max;
  }

  Json commit_fault(const Json& task) {
    const auto kind = base::require<std::string>(task, "kind", "task");
    enter_stage(base::require<std::string>(task, "stage", "task"));
    if (kind == "hang") {
      volatile uint64_t n = 0;
      while (true) n = n + 1;
    } else if (kind == "sleep") {
      while (true) ::pause();
    } else if (kind == "abort") {
      std::fprintf(stderr, "about to abort\n");
      std::abort();
    } else if (kind == "abort_once") {
      const auto mark = base::require<std::string>(task, "mark", "task");
      if (::access(mark.c_str(), F_OK) != 0) {
        std::ofstream(mark) << "aborted once";
        std::abort();
      }
    } else if (kind == "exhaust_memory") {
      constexpr size_t kBlock = 16 << 20;
      for (std::vector<std::unique_ptr<char[]>> blocks;;) {
        blocks.emplace_back(new char[kBlock]);
        std::memset(blocks.back().get(), 1, kBlock);
      }
    } else if (kind == "claim_memory") {
      const std::vector<std::unique_ptr<char[]>> blocks = claim(base::require<uint64_t>(task, "bytes", "task"));
    } else if (kind == "limits") {
      return {{"type", "answer"}, {"core_bytes", limit_of(RLIMIT_CORE)}, {"file_bytes", limit_of(RLIMIT_FSIZE)}};
    } else if (kind == "garbage") {
      const std::string text("\x08\0\0\0{\"type\":", 12);
      if (::write(wire_.out, text.data(), text.size()) < 0) std::abort();
    } else if (kind == "print") {
      std::puts("a driver prints to stdout");
      std::fflush(stdout);
    } else if (kind == "exhaust_device") {
      throw OutOfMemory("injected");
    } else if (kind == "lose_device") {
      throw frames::DeviceLost("injected");
    } else if (kind != "none") {
      throw UsageError("the worker knows no fault \"" + kind + "\"");
    }
    return {{"type", "answer"}, {"kind", kind}, {"pid", ::getpid()}};
  }

  Wire& wire_;
  render::WorkerSettings settings_;
  bool allow_faults_;
  uint64_t claimable_bytes_;
  std::string stage_;
  std::shared_ptr<gpu::Device> device_;
  std::optional<render::ProgramScreener> screener_;
};

int serve(Wire& wire, const Arguments& arguments) {
  const auto hello = render::read_message(wire.in);
  if (!hello) return 0;
  render::write_message(wire.out, {{"type", "hello"},
                                   {"protocol", render::kWorkerProtocol},
                                   {"version", render::worker_version()}});
  render::check_hello(*hello, "the parent");
  Server server(wire, render::read_settings(*hello), arguments);
  while (const auto task = render::read_message(wire.in))
    render::write_message(wire.out, server.answer(*task));
  return 0;
}

}  // namespace

int main(int argc, char** argv) {
  const auto arguments = parse_arguments(argc, argv);
  if (!arguments) {
    std::fprintf(stderr, "progpretrain-worker is started by progpretrain, not by hand\n");
    return 2;
  }
  if (!become_expendable(*arguments)) return 1;
  Wire wire;
  try {
    return serve(wire, *arguments);
  } catch (const frames::DeviceLost& e) {
    std::fprintf(stderr, "device lost: %s\n", e.what());
    std::fflush(stderr);
    ::_exit(render::kExitDeviceLost);  // destructors would wait for the device
  } catch (const std::exception& e) {
    std::fprintf(stderr, "%s\n", e.what());
    return 1;
  }
}
