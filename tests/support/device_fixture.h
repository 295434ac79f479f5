#pragma once
// The Vulkan device of the tests: Mesa's software device, made once per process, with the validation layers on. A test that
// uses it ends with `REQUIRE_CLEAN()`: the layers reported nothing.
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>

#include "engine/gpu/device.h"

namespace progpretrain::testing {

inline std::shared_ptr<gpu::Device> cpu_device() {
  static const std::shared_ptr<gpu::Device> device = [] {
    setenv("PROGPRETRAIN_VALIDATION", "1", 1);
    return std::make_shared<gpu::Device>("cpu");
  }();
  return device;
}

}  // namespace progpretrain::testing

#define REQUIRE_CLEAN() REQUIRE(::progpretrain::testing::cpu_device()->num_validation_messages() == 0)
