#include "engine/base/check.h"

namespace progpretrain::base {

void fail_check(const char* expression, const char* file, int line, const std::string& detail) {
  throw InvariantError(
      concat(file, ":", line, ": check failed: ", expression, detail.empty() ? "" : ": ", detail));
}

}  // namespace progpretrain::base
