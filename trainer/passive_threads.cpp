#include "trainer/passive_threads.h"

#include <unistd.h>

#include <cstdlib>

namespace progpretrain::trainer {

void use_passive_threads(char** arguments) {
  constexpr const char* kVariable = "OMP_WAIT_POLICY";
  if (std::getenv(kVariable) != nullptr) return;
  setenv(kVariable, "passive", 1);
  execv("/proc/self/exe", arguments);
  // Where that is not possible the process goes on with spinning threads: slower, not wrong.
}

}  // namespace progpretrain::trainer
