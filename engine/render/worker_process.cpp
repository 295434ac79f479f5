#include "engine/render/worker_process.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstdlib>
#include <cstring>
#include <fstream>
#include <sstream>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/file.h"

extern char** environ;

namespace progpretrain::render {
namespace fs = std::filesystem;
namespace {

constexpr const char* kWorkerName = "progpretrain-worker";
// Mesa's cache of machine code ends at 1 GiB otherwise; NVIDIA's too, and is off for root.
constexpr std::pair<const char*, const char*> kCacheVariables[] = {
    {"MESA_SHADER_CACHE_MAX_SIZE", "4G"},
    {"__GL_SHADER_DISK_CACHE", "1"},
    {"__GL_SHADER_DISK_CACHE_SIZE", "4294967296"},
    {"__GL_SHADER_DISK_CACHE_SKIP_CLEANUP", "1"}};
constexpr size_t kMaxStderrBytes = 4096;

void close_file(int& file) {
  if (file >= 0) ::close(file);
  file = -1;
}

[[noreturn]] void throw_start_error(const fs::path& executable, int error) {
  throw EnvironmentError(
      base::concat(executable.string(), ": cannot start the worker: ", std::strerror(error)));
}

std::vector<std::string> worker_environment(Code code) {
  std::vector<std::string> out;
  constexpr std::string_view kFlags = "GALLIVM_PERF=";
  for (char** variable = environ; *variable; ++variable)
    if (code != Code::quick || !std::string_view(*variable).starts_with(kFlags)) out.emplace_back(*variable);
  // Mesa keeps the machine code of the two kinds apart in its cache.
  if (code == Code::quick) out.push_back(base::concat(kFlags, "nopt"));
  for (const auto& [name, value] : kCacheVariables)
    if (!std::getenv(name)) out.push_back(base::concat(name, "=", value));
  return out;
}

std::vector<char*> pointers(std::vector<std::string>& strings) {
  std::vector<char*> out;
  for (std::string& s : strings) out.push_back(s.data());
  out.push_back(nullptr);
  return out;
}

// posix_spawn's two parameter objects, released together.
struct SpawnParameters {
  posix_spawn_file_actions_t files;
  posix_spawnattr_t attributes;

  SpawnParameters(int socket, int error) {
    posix_spawn_file_actions_init(&files);
    posix_spawn_file_actions_adddup2(&files, socket, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&files, socket, STDOUT_FILENO);
    posix_spawn_file_actions_adddup2(&files, error, STDERR_FILENO);
    // Whatever the parent or its libraries opened without O_CLOEXEC stays out of untrusted hands.
    posix_spawn_file_actions_addclosefrom_np(&files, STDERR_FILENO + 1);
    posix_spawnattr_init(&attributes);
    sigset_t none, all;
    sigemptyset(&none);
    sigfillset(&all);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setsigdefault(&attributes, &all);
    posix_spawnattr_setpgroup(&attributes, 0);
    posix_spawnattr_setflags(
        &attributes, POSIX_SPAWN_SETPGROUP | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF);
  }
  ~SpawnParameters() {
    posix_spawn_file_actions_destroy(&files);
    posix_spawnattr_destroy(&attributes);
  }
};

}  // namespace

fs::path WorkerOptions::default_module_cache_folder() {
  return base::cache_folder() / "spirv";
}

fs::path find_worker() {
  const fs::path folder = base::executable_folder();
  std::vector<fs::path> places{folder / kWorkerName};
  if (const char* named = std::getenv("PROGPRETRAIN_WORKER"); named && *named)
    places.emplace_back(named);
  places.push_back(folder.parent_path() / kWorkerName);
  std::string tried;
  for (const fs::path& place : places) {
    if (::access(place.c_str(), X_OK) == 0) return place;
    tried += (tried.empty() ? "" : ", ") + place.string();
  }
  throw EnvironmentError(base::concat(kWorkerName, " is missing (looked for ", tried,
                                      "): build it or set PROGPRETRAIN_WORKER to its path"));
}

void set_driver_environment() {
  for (const auto& [name, value] : kCacheVariables) setenv(name, value, 0);
}

void use_quick_code() {
  setenv("GALLIVM_PERF", "nopt", 0);
}

WorkerProcess::WorkerProcess(const WorkerOptions& options) {
  const fs::path executable = options.executable.empty() ? find_worker() : options.executable;
  int sockets[2], errors[2];
  if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, sockets) != 0)
    throw_start_error(executable, errno);
  if (::pipe2(errors, O_CLOEXEC) != 0) {
    const int error = errno;
    ::close(sockets[0]);
    ::close(sockets[1]);
    throw_start_error(executable, error);
  }
  socket_ = sockets[0];
  stderr_ = errors[0];
  ::fcntl(socket_, F_SETFL, O_NONBLOCK);
  ::fcntl(stderr_, F_SETFL, O_NONBLOCK);

  std::vector<std::string> arguments{executable.string(), "--parent", std::to_string(::getpid())};
  if (options.claimable_bytes > 0) {
    arguments.emplace_back("--claimable-bytes");
    arguments.push_back(std::to_string(options.claimable_bytes));
  }
  if (options.allow_faults) arguments.emplace_back("--allow-faults");
  std::vector<std::string> environment = worker_environment(options.settings.code);
  int error = 0;
  {
    const SpawnParameters parameters(sockets[1], errors[1]);
    error = ::posix_spawn(&pid_, executable.c_str(), &parameters.files, &parameters.attributes,
                          pointers(arguments).data(), pointers(environment).data());
  }
  ::close(sockets[1]);
  ::close(errors[1]);
  if (error != 0) {
    close_file(socket_);
    close_file(stderr_);
    throw_start_error(executable, error);
  }
}

WorkerProcess::~WorkerProcess() {
  kill();
  close_file(socket_);
  close_file(stderr_);
}

void WorkerProcess::send(const base::Json& message) {
  unsent_ += frame_message(message);
  write_some();
}

void WorkerProcess::add_poll(std::vector<pollfd>& polled) const {
  const short writing = unsent_.empty() ? 0 : POLLOUT;
  if (socket_ >= 0 && !hung_up_)
    polled.push_back({socket_, static_cast<short>(POLLIN | writing), 0});
  if (stderr_ >= 0) polled.push_back({stderr_, POLLIN, 0});
}

void WorkerProcess::pump() {
  write_some();
  read_some();
  read_stderr();
}

void WorkerProcess::write_some() {
  size_t done = 0;
  while (socket_ >= 0 && done < unsent_.size()) {
    // A worker that is gone must not end this process with SIGPIPE; the reader notices it.
    const ssize_t count =
        ::send(socket_, unsent_.data() + done, unsent_.size() - done, MSG_NOSIGNAL);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno != EAGAIN) done = unsent_.size();
    if (count < 0) break;
    done += static_cast<size_t>(count);
  }
  unsent_.erase(0, done);
}

void WorkerProcess::read_some() {
  char buffer[65536];
  while (socket_ >= 0 && !hung_up_) {
    const ssize_t count = ::recv(socket_, buffer, sizeof buffer, 0);
    if (count > 0) reader_.append({buffer, static_cast<size_t>(count)});
    if (count > 0 || (count < 0 && errno == EINTR)) continue;
    if (count < 0 && errno == EAGAIN) break;
    hung_up_ = true;  // end of stream, or reset because it died with unread bytes
  }
}

void WorkerProcess::read_stderr() {
  char buffer[4096];
  while (stderr_ >= 0) {
    const ssize_t count = ::read(stderr_, buffer, sizeof buffer);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0 && errno == EAGAIN) return;
    if (count <= 0) return close_file(stderr_);
    stderr_tail_.append(buffer, static_cast<size_t>(count));
    if (stderr_tail_.size() > kMaxStderrBytes)
      stderr_tail_.erase(0, stderr_tail_.size() - kMaxStderrBytes);
  }
}

double WorkerProcess::cpu_time_s() const {
  std::ifstream file(base::concat("/proc/", pid_, "/stat"));
  std::string text;
  std::getline(file, text);
  // The name of the executable (field 2, in parentheses) may itself hold anything.
  const size_t name_end = text.rfind(')');
  if (name_end == std::string::npos) return 0;
  std::istringstream fields(text.substr(name_end + 1));
  std::string skipped;
  for (int field = 3; field < 14; ++field) fields >> skipped;
  uint64_t user_ticks = 0, system_ticks = 0;
  fields >> user_ticks >> system_ticks;
  return static_cast<double>(user_ticks + system_ticks) /
         static_cast<double>(::sysconf(_SC_CLK_TCK));
}

uint64_t WorkerProcess::resident_bytes() const {
  std::ifstream file(base::concat("/proc/", pid_, "/statm"));
  uint64_t size_pages = 0, resident_pages = 0;
  file >> size_pages >> resident_pages;
  return resident_pages * static_cast<uint64_t>(::sysconf(_SC_PAGESIZE));
}

void WorkerProcess::close() {
  if (socket_ >= 0) ::shutdown(socket_, SHUT_WR);
}

bool WorkerProcess::has_left(std::chrono::milliseconds patience) {
  const auto deadline = std::chrono::steady_clock::now() + patience;
  while (!has_left_) {
    const pid_t reaped = ::waitpid(pid_, &wait_status_, WNOHANG);
    // An error can only mean that somebody else reaped it: it is gone all the same.
    has_left_ = reaped == pid_ || (reaped < 0 && errno != EINTR);
    read_stderr();  // a full pipe would keep it from leaving
    if (has_left_ || std::chrono::steady_clock::now() >= deadline) break;
    std::this_thread::sleep_for(std::chrono::milliseconds(2));
  }
  return has_left_;
}

void WorkerProcess::kill() {
  if (has_left_) return;
  ::kill(-pid_, SIGKILL);
  while (::waitpid(pid_, &wait_status_, 0) < 0 && errno == EINTR) {
  }
  has_left_ = true;
}

std::string WorkerProcess::describe_end() const {
  if (WIFSIGNALED(wait_status_))
    return base::concat(::strsignal(WTERMSIG(wait_status_)), " (signal ", WTERMSIG(wait_status_),
                        ")");
  return base::concat("exit code ", WEXITSTATUS(wait_status_));
}

std::string WorkerProcess::last_words() const {
  std::string line = stderr_tail_.substr(0, stderr_tail_.find_last_not_of(" \r\n") + 1);
  line = line.substr(line.rfind('\n') + 1);
  std::replace_if(
      line.begin(), line.end(), [](unsigned char c) { return c < ' '; }, ' ');
  return line.substr(0, 400);
}

}  // namespace progpretrain::render
