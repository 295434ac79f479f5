#include "tools/supervisor.h"

#include <signal.h>
#include <spawn.h>
#include <sys/prctl.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <cstdlib>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "tools/command.h"

extern char** environ;

namespace progpretrain::tools {
namespace {

constexpr const char* kVariable = "PROGPRETRAIN_SUPERVISOR";

std::vector<std::string> own_arguments() {
  const std::string text = base::read_file("/proc/self/cmdline");
  std::vector<std::string> out;
  for (size_t begin = 0; begin < text.size();) {
    const size_t end = text.find('\0', begin);
    out.push_back(text.substr(begin, end - begin));
    begin = end == std::string::npos ? text.size() : end + 1;
  }
  return out;
}

pid_t start(std::vector<std::string> arguments) {
  std::vector<char*> pointers;
  for (std::string& argument : arguments) pointers.push_back(argument.data());
  pointers.push_back(nullptr);
  setenv(kVariable, std::to_string(getpid()).c_str(), 1);
  // In a process group of its own: a Ctrl-C reaches it once, through this process.
  posix_spawnattr_t attributes;
  posix_spawnattr_init(&attributes);
  posix_spawnattr_setpgroup(&attributes, 0);
  posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETPGROUP);
  pid_t process = -1;
  const int error =
      posix_spawn(&process, "/proc/self/exe", nullptr, &attributes, pointers.data(), environ);
  posix_spawnattr_destroy(&attributes);
  if (error != 0)
    throw EnvironmentError(std::string("cannot start the training process: ") +
                           std::strerror(error));
  return process;
}

int wait_for(pid_t process) {
  bool told = false;
  for (;;) {
    int status = 0;
    const pid_t ended = waitpid(process, &status, told ? 0 : WNOHANG);
    if (ended == process) return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    if (ended < 0 && errno != EINTR)
      throw EnvironmentError(std::string("waitpid: ") + std::strerror(errno));
    if (stop_flag() && !told) {
      kill(process, SIGINT);
      told = true;
    }
    if (!told) usleep(20'000);
  }
}

}  // namespace

bool is_supervised() {
  const char* parent = std::getenv(kVariable);
  if (!parent || std::to_string(getppid()) != parent) return false;
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  if (std::to_string(getppid()) != parent) std::_Exit(kFailure);  // it was gone before that
  return true;
}

int supervise(const std::vector<std::string>& restart_arguments,
              const std::function<uint64_t()>& progress) {
  const GracefulStop graceful;
  std::vector<std::string> arguments = own_arguments();
  for (uint64_t before = progress();;) {
    const int code = wait_for(start(arguments));
    if (code != kStuck) return code;
    const uint64_t now = progress();
    if (stop_flag()) return kInterrupted;
    if (now <= before) {
      log::error(
          "the device got stuck and no program could be found that is to blame: the run ends here");
      return kFailure;
    }
    before = now;
    arguments.resize(1);
    arguments.insert(arguments.end(), restart_arguments.begin(), restart_arguments.end());
  }
}

}  // namespace progpretrain::tools
