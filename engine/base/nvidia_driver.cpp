#include "engine/base/nvidia_driver.h"

#include <dlfcn.h>

namespace progpretrain::base {

void* nvidia_driver() {
  static void* const library = dlopen(kNvidiaDriver, RTLD_NOW | RTLD_LOCAL);
  return library;
}

void* nvidia_symbol(const char* name) {
  void* const library = nvidia_driver();
  return library ? dlsym(library, name) : nullptr;
}

}  // namespace progpretrain::base
