#pragma once
// Compute pipelines over one fixed layout: descriptor set 0 with the buffers of shaders/frame_params.h and DispatchParams as
// push constants.
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
  static vk::DescriptorType type_of(uint32_t binding);
  /// A pool for `num_sets` sets of this layout.
  static vk::raii::DescriptorPool make_pool(const Device& device, uint32_t num_sets);

  vk::DescriptorSetLayout set_layout() const { return *set_layout_; }
  vk::PipelineLayout handle() const { return *layout_; }

 private:
  vk::raii::DescriptorSetLayout set_layout_ = nullptr;
  vk::raii::PipelineLayout layout_ = nullptr;
};

/// Whether a dispatch may draw several requests, gl_WorkGroupID.z telling them apart. On a CPU device it draws one: see
/// PP_FRAME in shaders/frame_params.h.
bool merges_requests(const Device& device);

struct PipelineOptions {
  bool quads = false;       ///< the module uses quad operations and needs full subgroups
  bool transformed = true;  ///< pictures may have a colour transform or several samples per pixel; else less code
};

/// Creates a pipeline from validated SPIR-V with entry point "main". Throws EnvironmentError when the driver refuses;
/// vk::OutOfHostMemoryError, vk::OutOfDeviceMemoryError and vk::DeviceLostError come through as they are.
vk::raii::Pipeline make_pipeline(const Device& device, const PipelineLayout& layout,
                                 std::span<const uint32_t> words, const PipelineOptions& options);

}  // namespace progpretrain::gpu
