#pragma once
// Runs the built progpretrain as a user does and captures what it says.
#include <sys/types.h>

#include <cstdint>
#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace progpretrain::testing {

struct ToolResult {
  int exit_code = -1;  ///< 128 + signal when it was killed
  std::string out, err;

  /// Number of lines on stderr that are not progress.
  int num_error_lines() const;
};

/// progpretrain ARGS..., with `environment` added to this process's. Waits for the end. `max_file_bytes` > 0: no file may
/// grow beyond it, which fails writes as a full disk does.
ToolResult run_tool(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment = {},
                    uint64_t max_file_bytes = 0);

/// Starts it and returns at once; what it prints on stdout goes to the file `out`.
pid_t start_tool(const std::vector<std::string>& arguments, const std::map<std::string, std::string>& environment = {},
                 const std::string& out = "/dev/null");
/// Sends a signal and waits; the exit code as in ToolResult.
int end_tool(pid_t process, int signal);

}  // namespace progpretrain::testing
