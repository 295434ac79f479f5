#pragma once
// Draws one frame with a module on the CPU's Vulkan device, by plain Vulkan calls: for tests that
// stand below the gpu room.
#include <array>
#include <cstdint>
#include <iostream>
#include <optional>
#include <string>
#include <vector>

#include "shaders/frame_params.h"

/// Leaves the test case as skipped (see tests/CMakeLists.txt) on a machine without a Vulkan device.
#define PP_NEEDS_DEVICE()                                                            \
  do {                                                                               \
    if (!::progpretrain::testing::missing_device().empty()) {                        \
      std::cout << "SKIPPED: " << ::progpretrain::testing::missing_device() << "\n"; \
      return;                                                                        \
    }                                                                                \
  } while (0)

namespace progpretrain::testing {

struct Frame {
  uint32_t size_px = 0;
  std::vector<uint8_t> bytes;  ///< u8 [3,H,W], row 0 = top
  std::vector<float> floats;   ///< f32 [H,W,3]: the same frame before quantisation
  shaders::FrameStatistics statistics{};
  double first_wall_s = 0;  ///< first dispatch: the driver generates code
  double wall_s = 0;        ///< second dispatch
  double cpu_s = 0;         ///< CPU time of this process during the second dispatch

  float at(uint32_t column, uint32_t row, uint32_t channel) const {
    return floats[3 * (row * size_px + column) + channel];
  }
};

struct FrameOptions {
  uint32_t size_px = 64;
  float time_s = 0;
  bool uses_derivatives = false;
  std::vector<uint32_t> texels{};       ///< what programs read as stand-ins; empty: one black texel
  std::array<float, 32> constants{};    ///< what a lifted module reads
  std::vector<float> buffers{};         ///< rgba32f texels of the passes' buffers; empty: one texel of zeros
  shaders::DispatchParams dispatch{};   ///< first_frame is not read
};

/// Empty when there is a Vulkan device to draw on, else the reason why not.
const std::string& missing_device();

/// Draws size_px x size_px pixels, once into bytes and once into floats. Throws std::runtime_error
/// when a Vulkan call fails or the device does not end within a minute.
Frame run_compute(const std::vector<uint32_t>& words, const FrameOptions& options = {});

}  // namespace progpretrain::testing
