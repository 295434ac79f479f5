#include "engine/gpu/pipeline.h"

#include <array>

#include "engine/base/check.h"

namespace progpretrain::gpu {

PipelineLayout::PipelineLayout(const Device& device) {
  std::array<vk::DescriptorSetLayoutBinding, kNumBindings> bindings;
  for (uint32_t i = 0; i < kNumBindings; ++i)
    bindings[i] = {i, vk::DescriptorType::eStorageBuffer, 1, vk::ShaderStageFlagBits::eCompute};
  set_layout_ = vk::raii::DescriptorSetLayout(device.handle(), vk::DescriptorSetLayoutCreateInfo({}, bindings));
  const vk::PushConstantRange push(vk::ShaderStageFlagBits::eCompute, 0, sizeof(shaders::DispatchParams));
  const vk::DescriptorSetLayout set = *set_layout_;
  layout_ = vk::raii::PipelineLayout(device.handle(), vk::PipelineLayoutCreateInfo({}, set, push));
}

vk::raii::Pipeline make_pipeline(const Device& device, const PipelineLayout& layout,
                                 std::span<const uint32_t> words, bool quads) {
  try {
    const vk::raii::ShaderModule module(
        device.handle(), vk::ShaderModuleCreateInfo({}, words.size_bytes(), words.data()));
    vk::PipelineShaderStageCreateInfo stage({}, vk::ShaderStageFlagBits::eCompute, *module, "main");
    if (quads && device.has_full_subgroups())
      stage.flags |= vk::PipelineShaderStageCreateFlagBits::eRequireFullSubgroups;
    return vk::raii::Pipeline(device.handle(), nullptr,
                              vk::ComputePipelineCreateInfo({}, stage, layout.handle()));
  } catch (const vk::SystemError& e) {
    throw EnvironmentError(device.info().name + ": the driver refused a pipeline: " + e.what());
  }
}

}  // namespace progpretrain::gpu
