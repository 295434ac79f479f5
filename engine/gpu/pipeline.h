#pragma once
// Compute pipelines over one fixed layout: descriptor set 0 with the four storage buffers of shaders/frame_params.h and a
// push constant of 4 bytes (the first frame of a dispatch).
#include <cstdint>
#include <span>

#include "engine/gpu/device.h"

namespace progpretrain::gpu {

/// The layout that every pipeline shares.
class PipelineLayout {
 public:
  static constexpr uint32_t kNumBindings = 4;

  explicit PipelineLayout(const Device& device);
  vk::DescriptorSetLayout set_layout() const { return *set_layout_; }
  vk::PipelineLayout handle() const { return *layout_; }

 private:
  vk::raii::DescriptorSetLayout set_layout_ = nullptr;
  vk::raii::PipelineLayout layout_ = nullptr;
};

/// Creates a pipeline from validated SPIR-V with entry point "main". `quads`: the module uses quad operations and needs
/// full subgroups. Throws EnvironmentError when the driver refuses.
vk::raii::Pipeline make_pipeline(const Device& device, const PipelineLayout& layout,
                                 std::span<const uint32_t> words, bool quads);

}  // namespace progpretrain::gpu
