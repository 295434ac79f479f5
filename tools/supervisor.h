#pragma once
// A drawing that does not end cannot be aborted: the process that drew it has to go. So training
// runs in a process of its own, and this one starts it again without the program that stopped it.
#include <functional>
#include <string>
#include <vector>

namespace progpretrain::tools {

/// Whether this process is the one that supervise() started. Then it is also made to end with its
/// parent.
bool is_supervised();

/// Runs this command line again in a supervised process, and whenever that ends with kStuck,
/// `restart_arguments` instead (without the program's name). SIGINT and SIGTERM are passed on.
/// Returns its exit code, 128 + signal when it was killed; gives up with kFailure when `progress`
/// (a number that must grow from one restart to the next) does not.
int supervise(const std::vector<std::string>& restart_arguments,
              const std::function<uint64_t()>& progress);

}  // namespace progpretrain::tools
