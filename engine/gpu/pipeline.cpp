#include "engine/gpu/pipeline.h"

#include <array>

#include "engine/base/check.h"

namespace progpretrain::gpu {

PipelineLayout::PipelineLayout(const Device& device) {
  std::array<vk::DescriptorSetLayoutBinding, kNumBindings> bindings;
  for (uint32_t i = 0; i < kNumBindings; ++i)
    bindings[i] = {i, type_of(i), 1, vk::ShaderStageFlagBits::eCompute};
  set_layout_ = vk::raii::DescriptorSetLayout(device.handle(), vk::DescriptorSetLayoutCreateInfo({}, bindings));
  const vk::PushConstantRange push(vk::ShaderStageFlagBits::eCompute, 0, sizeof(shaders::DispatchParams));
  const vk::DescriptorSetLayout set = *set_layout_;
  layout_ = vk::raii::PipelineLayout(device.handle(), vk::PipelineLayoutCreateInfo({}, set, push));
}

vk::DescriptorType PipelineLayout::type_of(uint32_t binding) {
  return binding == PP_BINDING_FRAMES ? vk::DescriptorType::eUniformBufferDynamic
                                      : vk::DescriptorType::eStorageBuffer;
}

vk::raii::DescriptorPool PipelineLayout::make_pool(const Device& device, uint32_t num_sets) {
  const std::array sizes{
      vk::DescriptorPoolSize(type_of(PP_BINDING_FRAMES), num_sets),
      vk::DescriptorPoolSize(vk::DescriptorType::eStorageBuffer, num_sets * (kNumBindings - 1))};
  return {device.handle(),
          vk::DescriptorPoolCreateInfo(vk::DescriptorPoolCreateFlagBits::eFreeDescriptorSet, num_sets, sizes)};
}

bool merges_requests(const Device& device) {
  return !device.info().is_cpu;
}

vk::raii::Pipeline make_pipeline(const Device& device, const PipelineLayout& layout,
                                 std::span<const uint32_t> words, const PipelineOptions& options) {
  try {
    const vk::raii::ShaderModule module(
        device.handle(), vk::ShaderModuleCreateInfo({}, words.size_bytes(), words.data()));
    vk::PipelineShaderStageCreateInfo stage({}, vk::ShaderStageFlagBits::eCompute, *module, "main");
    const std::array<vk::Bool32, 2> values{!device.info().is_cpu, options.transformed};
    const std::array<vk::SpecializationMapEntry, 2> entries{{
        {PP_CONSTANT_ON_GPU, 0, sizeof(vk::Bool32)},
        {PP_CONSTANT_TRANSFORMED, sizeof(vk::Bool32), sizeof(vk::Bool32)},
    }};
    const vk::SpecializationInfo constants(entries.size(), entries.data(), sizeof(values), values.data());
    stage.pSpecializationInfo = &constants;
    if (options.quads && device.has_full_subgroups())
      stage.flags |= vk::PipelineShaderStageCreateFlagBits::eRequireFullSubgroups;
    return vk::raii::Pipeline(device.handle(), nullptr,
                              vk::ComputePipelineCreateInfo({}, stage, layout.handle()));
  } catch (const vk::OutOfHostMemoryError&) {
    throw;  // no fault of the program's
  } catch (const vk::OutOfDeviceMemoryError&) {
    throw;
  } catch (const vk::DeviceLostError&) {
    throw;
  } catch (const vk::SystemError& e) {
    throw EnvironmentError(device.info().name + ": the driver refused a pipeline: " + e.what());
  }
}

}  // namespace progpretrain::gpu
