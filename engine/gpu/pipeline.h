#pragma once
// Compute pipelines over one fixed layout: descriptor set 0 with the storage buffers of shaders/frame_params.h and
// DispatchParams as push constants.
#include <cstdint>
#include <span>

#include "engine/gpu/device.h"
#include "shaders/frame_params.h"

namespace progpretrain::gpu {

/// The layout that every pipeline shares.
class PipelineLayout {
 public:
  static constexpr uint32_t kNumBindings = PP_NUM_BINDINGS;

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
