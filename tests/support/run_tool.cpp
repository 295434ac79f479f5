#include "tests/support/run_tool.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <sstream>

#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"

namespace progpretrain::testing {
namespace {

pid_t start(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
            const std::string& out, const std::string& err, uint64_t max_file_bytes = 0) {
  const std::string program = std::string(PROGPRETRAIN_BUILD_FOLDER) + "/progpretrain";
  std::vector<char*> argv{const_cast<char*>(program.c_str())};
  for (const auto& argument : arguments) argv.push_back(const_cast<char*>(argument.c_str()));
  argv.push_back(nullptr);
  const pid_t child = fork();
  if (child != 0) return child;
  for (const auto& [name, value] : environment) setenv(name.c_str(), value.c_str(), 1);
  dup2(open("/dev/null", O_RDONLY), STDIN_FILENO);
  dup2(open(out.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDOUT_FILENO);
  dup2(open(err.c_str(), O_WRONLY | O_CREAT | O_TRUNC, 0600), STDERR_FILENO);
  if (max_file_bytes > 0) {
    const rlimit limit{max_file_bytes, max_file_bytes};
    setrlimit(RLIMIT_FSIZE, &limit);
  }
  execv(program.c_str(), argv.data());
  _exit(127);
}

int wait_for(pid_t process) {
  int status = 0;
  waitpid(process, &status, 0);
  return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

}  // namespace

int ToolResult::num_error_lines() const {
  std::istringstream lines(err);
  int count = 0;
  for (std::string line; std::getline(lines, line);) count += line.starts_with("error") || line.starts_with("progpretrain:") ? 1 : 0;
  return count;
}

ToolResult run_tool(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
                    uint64_t max_file_bytes) {
  const TemporaryFolder folder;
  ToolResult result;
  result.exit_code = wait_for(start(arguments, environment, folder / "out", folder / "err", max_file_bytes));
  result.out = base::read_file(folder / "out");
  result.err = base::read_file(folder / "err");
  return result;
}

pid_t start_tool(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment,
                 const std::string& out) {
  return start(arguments, environment, out, "/dev/null");
}

int end_tool(pid_t process, int signal) {
  kill(process, signal);
  return wait_for(process);
}

}  // namespace progpretrain::testing
