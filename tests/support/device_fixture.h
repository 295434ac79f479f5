#pragma once
// The Vulkan device of the tests, made once per process, with the validation layers on: Mesa's software device, or what
// PROGPRETRAIN_TEST_DEVICE names (gpu:0). A test that uses it ends with `REQUIRE_CLEAN()`: the layers reported nothing.
// PROGPRETRAIN_VALIDATION=0 does without the layers, for machines that lack them.
#include <doctest/doctest.h>

#include <cstdlib>
#include <memory>
#include <string>

#include "engine/gpu/device.h"

namespace progpretrain::testing {

inline std::string device_choice() {
  const char* const named = std::getenv("PROGPRETRAIN_TEST_DEVICE");
  return named && *named ? named : "cpu";
}

inline std::shared_ptr<gpu::Device> cpu_device() {
  static const std::shared_ptr<gpu::Device> device = [] {
    setenv("PROGPRETRAIN_VALIDATION", "1", 0);
    return std::make_shared<gpu::Device>(device_choice());
  }();
  return device;
}

}  // namespace progpretrain::testing

#define REQUIRE_CLEAN() REQUIRE(::progpretrain::testing::cpu_device()->num_validation_messages() == 0)
