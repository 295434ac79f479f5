#pragma once
// Three kinds of error. (1) A bad program is data: a value, see corpus/verdict.h, never an
// exception. (2) Bad usage or configuration: UsageError, one clear line, exit code 2. (3) A broken
// invariant or a failed device call: InvariantError with expression, file and line, exit code 1.
#include <sstream>
#include <stdexcept>
#include <string>

namespace progpretrain {

/// The user gave something wrong: names the file or key and what is accepted. Tools print what()
/// and exit with 2.
class UsageError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// Something outside failed that the user did not get wrong (disk full, no device): tools print
/// what() and exit with 1.
class EnvironmentError : public std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A promise inside this program was broken. what() holds the expression, its file and line.
class InvariantError : public std::logic_error {
  using std::logic_error::logic_error;
};

namespace base {

[[noreturn]] void fail_check(const char* expression, const char* file, int line,
                             const std::string& detail);

template <class... Parts>
std::string concat(const Parts&... parts) {
  std::ostringstream out;
  (static_cast<void>(out << parts), ...);
  return out.str();
}

}  // namespace base
}  // namespace progpretrain

/// Throws InvariantError unless `condition` holds; further arguments are streamed into the message.
#define PP_CHECK(condition, ...)                                                   \
  do {                                                                             \
    if (!(condition)) [[unlikely]]                                                 \
      ::progpretrain::base::fail_check(#condition, __FILE__, __LINE__,             \
                                       ::progpretrain::base::concat(__VA_ARGS__)); \
  } while (0)

/// Throws InvariantError unless `left == right`; prints both operands.
#define PP_CHECK_EQ(left, right)                                                                 \
  do {                                                                                           \
    const auto& pp_left = (left);                                                                \
    const auto& pp_right = (right);                                                              \
    if (!(pp_left == pp_right)) [[unlikely]]                                                     \
      ::progpretrain::base::fail_check(#left " == " #right, __FILE__, __LINE__,                  \
                                       ::progpretrain::base::concat(pp_left, " vs ", pp_right)); \
  } while (0)
