#include "tests/support/run_compute.h"

#include <sys/resource.h>
#include <vulkan/vulkan.h>
#if defined(__SSE3__) || defined(__x86_64__)
#include <pmmintrin.h>
#include <xmmintrin.h>
#endif

#include <algorithm>
#include <chrono>
#include <cstring>
#include <stdexcept>

namespace progpretrain::testing {
namespace {

void check(VkResult result, const char* what) {
  if (result != VK_SUCCESS)
    throw std::runtime_error(std::string(what) + ": VkResult " + std::to_string(result));
}

template <class T>
T tagged(VkStructureType type) {
  T structure{};
  structure.sType = type;
  return structure;
}

double cpu_s() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  const auto seconds = [](const timeval& t) { return t.tv_sec + 1e-6 * t.tv_usec; };
  return seconds(usage.ru_utime) + seconds(usage.ru_stime);
}

// Threads inherit the floating-point state of the one that starts them, and lavapipe starts its
// workers in vkCreateDevice. With numbers near zero flushed, as GPUs do it, no arithmetic is slowed
// down a hundredfold by denormal operands.
class FlushDenormals {
 public:
#if defined(__x86_64__)
  FlushDenormals() : saved_(_mm_getcsr()) {
    _MM_SET_FLUSH_ZERO_MODE(_MM_FLUSH_ZERO_ON);
    _mm_setcsr(_mm_getcsr() | 0x40);  // denormals are zero
  }
  ~FlushDenormals() {
    _mm_setcsr(saved_);
  }
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  unsigned saved_;
#endif
};

// One instance, device and queue for the whole test binary; the driver frees them when the process
// ends.
struct Context {
  std::string problem;
  VkInstance instance = VK_NULL_HANDLE;
  VkPhysicalDevice physical = VK_NULL_HANDLE;
  VkDevice device = VK_NULL_HANDLE;
  VkQueue queue = VK_NULL_HANDLE;
  uint32_t memory_type = 0, family = 0;

  Context() {
    try {
      open();
    } catch (const std::exception& e) {
      problem = e.what();
    }
  }

  void open() {
    auto application = tagged<VkApplicationInfo>(VK_STRUCTURE_TYPE_APPLICATION_INFO);
    application.apiVersion = VK_API_VERSION_1_3;
    auto create = tagged<VkInstanceCreateInfo>(VK_STRUCTURE_TYPE_INSTANCE_CREATE_INFO);
    create.pApplicationInfo = &application;
    check(vkCreateInstance(&create, nullptr, &instance), "vkCreateInstance");
    uint32_t count = 0;
    vkEnumeratePhysicalDevices(instance, &count, nullptr);
    std::vector<VkPhysicalDevice> all(count);
    vkEnumeratePhysicalDevices(instance, &count, all.data());
    for (const VkPhysicalDevice candidate : all) {
      VkPhysicalDeviceProperties properties;
      vkGetPhysicalDeviceProperties(candidate, &properties);
      if (properties.deviceType == VK_PHYSICAL_DEVICE_TYPE_CPU) physical = candidate;
    }
    if (physical == VK_NULL_HANDLE) throw std::runtime_error("no CPU Vulkan device");

    VkPhysicalDeviceMemoryProperties memory;
    vkGetPhysicalDeviceMemoryProperties(physical, &memory);
    constexpr VkMemoryPropertyFlags kFlags =
        VK_MEMORY_PROPERTY_HOST_VISIBLE_BIT | VK_MEMORY_PROPERTY_HOST_COHERENT_BIT;
    while (memory_type < memory.memoryTypeCount &&
           (memory.memoryTypes[memory_type].propertyFlags & kFlags) != kFlags)
      ++memory_type;

    uint32_t num_families = 0;
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &num_families, nullptr);
    std::vector<VkQueueFamilyProperties> families(num_families);
    vkGetPhysicalDeviceQueueFamilyProperties(physical, &num_families, families.data());
    while (family < num_families && !(families[family].queueFlags & VK_QUEUE_COMPUTE_BIT)) ++family;

    auto v13 = tagged<VkPhysicalDeviceVulkan13Features>(
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_3_FEATURES);
    v13.subgroupSizeControl = VK_TRUE;
    v13.computeFullSubgroups = VK_TRUE;
    auto v12 = tagged<VkPhysicalDeviceVulkan12Features>(
        VK_STRUCTURE_TYPE_PHYSICAL_DEVICE_VULKAN_1_2_FEATURES);
    v12.pNext = &v13;
    v12.storageBuffer8BitAccess = VK_TRUE;
    v12.uniformAndStorageBuffer8BitAccess = VK_TRUE;
    v12.shaderInt8 = VK_TRUE;
    v12.timelineSemaphore = VK_TRUE;
    const float priority = 1;
    auto queue_info = tagged<VkDeviceQueueCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_QUEUE_CREATE_INFO);
    queue_info.queueFamilyIndex = family;
    queue_info.queueCount = 1;
    queue_info.pQueuePriorities = &priority;
    auto device_info = tagged<VkDeviceCreateInfo>(VK_STRUCTURE_TYPE_DEVICE_CREATE_INFO);
    device_info.pNext = &v12;
    device_info.queueCreateInfoCount = 1;
    device_info.pQueueCreateInfos = &queue_info;
    const FlushDenormals flush_denormals;
    check(vkCreateDevice(physical, &device_info, nullptr, &device), "vkCreateDevice");
    vkGetDeviceQueue(device, family, 0, &queue);
  }
};

const Context& context() {
  static const Context the_context;
  return the_context;
}

struct MappedBuffer {
  VkBuffer buffer = VK_NULL_HANDLE;
  VkDeviceMemory memory = VK_NULL_HANDLE;
  void* data = nullptr;
  VkDeviceSize num_bytes;

  explicit MappedBuffer(VkDeviceSize bytes) : num_bytes(bytes) {
    const VkDevice device = context().device;
    auto create = tagged<VkBufferCreateInfo>(VK_STRUCTURE_TYPE_BUFFER_CREATE_INFO);
    create.size = bytes;
    create.usage = VK_BUFFER_USAGE_STORAGE_BUFFER_BIT | VK_BUFFER_USAGE_UNIFORM_BUFFER_BIT;
    check(vkCreateBuffer(device, &create, nullptr, &buffer), "vkCreateBuffer");
    VkMemoryRequirements needs;
    vkGetBufferMemoryRequirements(device, buffer, &needs);
    auto allocate = tagged<VkMemoryAllocateInfo>(VK_STRUCTURE_TYPE_MEMORY_ALLOCATE_INFO);
    allocate.allocationSize = needs.size;
    allocate.memoryTypeIndex = context().memory_type;
    check(vkAllocateMemory(device, &allocate, nullptr, &memory), "vkAllocateMemory");
    check(vkBindBufferMemory(device, buffer, memory, 0), "vkBindBufferMemory");
    check(vkMapMemory(device, memory, 0, VK_WHOLE_SIZE, 0, &data), "vkMapMemory");
    std::memset(data, 0, bytes);
  }
  ~MappedBuffer() {
    vkDestroyBuffer(context().device, buffer, nullptr);
    vkFreeMemory(context().device, memory, nullptr);
  }
  MappedBuffer(const MappedBuffer&) = delete;
  MappedBuffer& operator=(const MappedBuffer&) = delete;
};

constexpr uint32_t kNumBindings = PP_NUM_BINDINGS;

VkDescriptorType type_of(uint32_t binding) {
  return binding == PP_BINDING_FRAMES ? VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER
                                      : VK_DESCRIPTOR_TYPE_STORAGE_BUFFER;
}

// The Vulkan objects of one pipeline; freed in reverse order.
struct Pipeline {
  VkDescriptorSetLayout set_layout = VK_NULL_HANDLE;
  VkPipelineLayout layout = VK_NULL_HANDLE;
  VkShaderModule shader = VK_NULL_HANDLE;
  VkPipeline pipeline = VK_NULL_HANDLE;
  VkDescriptorPool pool = VK_NULL_HANDLE;
  VkDescriptorSet set = VK_NULL_HANDLE;
  VkCommandPool commands = VK_NULL_HANDLE;
  VkFence fence = VK_NULL_HANDLE;

  Pipeline(const std::vector<uint32_t>& words, bool full_subgroups) {
    const VkDevice device = context().device;
    VkDescriptorSetLayoutBinding bindings[kNumBindings] = {};
    for (uint32_t i = 0; i < kNumBindings; ++i)
      bindings[i] = {i, type_of(i), 1, VK_SHADER_STAGE_COMPUTE_BIT, nullptr};
    auto set_info = tagged<VkDescriptorSetLayoutCreateInfo>(
        VK_STRUCTURE_TYPE_DESCRIPTOR_SET_LAYOUT_CREATE_INFO);
    set_info.bindingCount = kNumBindings;
    set_info.pBindings = bindings;
    check(vkCreateDescriptorSetLayout(device, &set_info, nullptr, &set_layout), "set layout");
    const VkPushConstantRange push{VK_SHADER_STAGE_COMPUTE_BIT, 0, sizeof(shaders::DispatchParams)};
    auto layout_info =
        tagged<VkPipelineLayoutCreateInfo>(VK_STRUCTURE_TYPE_PIPELINE_LAYOUT_CREATE_INFO);
    layout_info.setLayoutCount = 1;
    layout_info.pSetLayouts = &set_layout;
    layout_info.pushConstantRangeCount = 1;
    layout_info.pPushConstantRanges = &push;
    check(vkCreatePipelineLayout(device, &layout_info, nullptr, &layout), "pipeline layout");
    auto shader_info =
        tagged<VkShaderModuleCreateInfo>(VK_STRUCTURE_TYPE_SHADER_MODULE_CREATE_INFO);
    shader_info.codeSize = words.size() * sizeof(uint32_t);
    shader_info.pCode = words.data();
    check(vkCreateShaderModule(device, &shader_info, nullptr, &shader), "vkCreateShaderModule");
    auto create =
        tagged<VkComputePipelineCreateInfo>(VK_STRUCTURE_TYPE_COMPUTE_PIPELINE_CREATE_INFO);
    create.stage.sType = VK_STRUCTURE_TYPE_PIPELINE_SHADER_STAGE_CREATE_INFO;
    create.stage.stage = VK_SHADER_STAGE_COMPUTE_BIT;
    create.stage.module = shader;
    create.stage.pName = "main";
    if (full_subgroups)
      create.stage.flags = VK_PIPELINE_SHADER_STAGE_CREATE_REQUIRE_FULL_SUBGROUPS_BIT;
    create.layout = layout;
    check(vkCreateComputePipelines(device, VK_NULL_HANDLE, 1, &create, nullptr, &pipeline),
          "vkCreateComputePipelines");
    const VkDescriptorPoolSize sizes[] = {{VK_DESCRIPTOR_TYPE_STORAGE_BUFFER, kNumBindings - 1},
                                          {VK_DESCRIPTOR_TYPE_UNIFORM_BUFFER, 1}};
    auto pool_info =
        tagged<VkDescriptorPoolCreateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_POOL_CREATE_INFO);
    pool_info.maxSets = 1;
    pool_info.poolSizeCount = 2;
    pool_info.pPoolSizes = sizes;
    check(vkCreateDescriptorPool(device, &pool_info, nullptr, &pool), "vkCreateDescriptorPool");
    auto allocate =
        tagged<VkDescriptorSetAllocateInfo>(VK_STRUCTURE_TYPE_DESCRIPTOR_SET_ALLOCATE_INFO);
    allocate.descriptorPool = pool;
    allocate.descriptorSetCount = 1;
    allocate.pSetLayouts = &set_layout;
    check(vkAllocateDescriptorSets(device, &allocate, &set), "vkAllocateDescriptorSets");
    auto commands_info =
        tagged<VkCommandPoolCreateInfo>(VK_STRUCTURE_TYPE_COMMAND_POOL_CREATE_INFO);
    commands_info.queueFamilyIndex = context().family;
    check(vkCreateCommandPool(device, &commands_info, nullptr, &commands), "vkCreateCommandPool");
    auto fence_info = tagged<VkFenceCreateInfo>(VK_STRUCTURE_TYPE_FENCE_CREATE_INFO);
    check(vkCreateFence(device, &fence_info, nullptr, &fence), "vkCreateFence");
  }
  ~Pipeline() {
    const VkDevice device = context().device;
    vkDestroyFence(device, fence, nullptr);
    vkDestroyCommandPool(device, commands, nullptr);
    vkDestroyDescriptorPool(device, pool, nullptr);
    vkDestroyPipeline(device, pipeline, nullptr);
    vkDestroyShaderModule(device, shader, nullptr);
    vkDestroyPipelineLayout(device, layout, nullptr);
    vkDestroyDescriptorSetLayout(device, set_layout, nullptr);
  }
  Pipeline(const Pipeline&) = delete;
  Pipeline& operator=(const Pipeline&) = delete;

  void dispatch(uint32_t num_tiles, uint32_t first_frame, shaders::DispatchParams params) {
    constexpr uint64_t kTimeoutNs = 60'000'000'000;
    const VkDevice device = context().device;
    auto allocate =
        tagged<VkCommandBufferAllocateInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_ALLOCATE_INFO);
    allocate.commandPool = commands;
    allocate.commandBufferCount = 1;
    VkCommandBuffer buffer = VK_NULL_HANDLE;
    check(vkAllocateCommandBuffers(device, &allocate, &buffer), "vkAllocateCommandBuffers");
    auto begin = tagged<VkCommandBufferBeginInfo>(VK_STRUCTURE_TYPE_COMMAND_BUFFER_BEGIN_INFO);
    check(vkBeginCommandBuffer(buffer, &begin), "vkBeginCommandBuffer");
    vkCmdBindPipeline(buffer, VK_PIPELINE_BIND_POINT_COMPUTE, pipeline);
    vkCmdBindDescriptorSets(buffer, VK_PIPELINE_BIND_POINT_COMPUTE, layout, 0, 1, &set, 0, nullptr);
    params.first_frame = first_frame;
    vkCmdPushConstants(buffer, layout, VK_SHADER_STAGE_COMPUTE_BIT, 0, sizeof(params), &params);
    vkCmdDispatch(buffer, num_tiles, num_tiles, 1);
    check(vkEndCommandBuffer(buffer), "vkEndCommandBuffer");
    auto submit = tagged<VkSubmitInfo>(VK_STRUCTURE_TYPE_SUBMIT_INFO);
    submit.commandBufferCount = 1;
    submit.pCommandBuffers = &buffer;
    check(vkResetFences(device, 1, &fence), "vkResetFences");
    check(vkQueueSubmit(context().queue, 1, &submit, fence), "vkQueueSubmit");
    check(vkWaitForFences(device, 1, &fence, VK_TRUE, kTimeoutNs), "vkWaitForFences");
  }
};

}  // namespace

const std::string& missing_device() {
  return context().problem;
}

Frame run_compute(const std::vector<uint32_t>& words, const FrameOptions& options) {
  if (!missing_device().empty()) throw std::runtime_error(missing_device());
  Frame frame;
  frame.size_px = options.size_px;
  const size_t num_values = size_t{3} * options.size_px * options.size_px;
  const float size = static_cast<float>(options.size_px);

  // Request 0 writes bytes and statistics 0, request 1 floats and statistics 1.
  shaders::FrameParams params[PP_FRAMES_PER_WINDOW] = {};
  for (uint32_t i = 0; i < 2; ++i) {
    params[i].canvas = {size, size, options.time_s, 1.0f / 60.0f};
    params[i].window_x = {1, 0, 0, 60};
    params[i].window_y = {0, -1, size, 0};
    params[i].colour_r = {1, 0, 0, 0};
    params[i].colour_g = {0, 1, 0, 0};
    params[i].colour_b = {0, 0, 1, 0};
    params[i].target = {0, options.size_px, options.size_px, i};
    params[i].frame = {0, 1, 1, 0};
    params[i].layout_ = {0, 0, i, 0};
    static_assert(sizeof(params[i].constants) == sizeof(options.constants));
    std::memcpy(params[i].constants, options.constants.data(), sizeof(options.constants));
  }
  const MappedBuffer frames(sizeof(params)), slot(num_values), scratch(num_values * sizeof(float));
  const MappedBuffer statistics(2 * sizeof(shaders::FrameStatistics));
  const MappedBuffer texels(std::max<size_t>(1, options.texels.size()) * sizeof(uint32_t));
  const MappedBuffer canvases(std::max<size_t>(4, options.buffers.size()) * sizeof(float));
  std::copy(options.texels.begin(), options.texels.end(), static_cast<uint32_t*>(texels.data));
  std::copy(options.buffers.begin(), options.buffers.end(), static_cast<float*>(canvases.data));
  std::memcpy(frames.data, params, sizeof(params));

  Pipeline pipeline(words, options.uses_derivatives);
  const MappedBuffer* buffers[kNumBindings] = {};
  buffers[PP_BINDING_FRAMES] = &frames;
  buffers[PP_BINDING_SLOT] = &slot;
  buffers[PP_BINDING_SCRATCH] = &scratch;
  buffers[PP_BINDING_STATISTICS] = &statistics;
  buffers[PP_BINDING_TEXELS] = &texels;
  buffers[PP_BINDING_BUFFERS] = &canvases;
  for (uint32_t i = 0; i < kNumBindings; ++i) {
    const VkDescriptorBufferInfo info{buffers[i]->buffer, 0, VK_WHOLE_SIZE};
    auto write = tagged<VkWriteDescriptorSet>(VK_STRUCTURE_TYPE_WRITE_DESCRIPTOR_SET);
    write.dstSet = pipeline.set;
    write.dstBinding = i;
    write.descriptorCount = 1;
    write.descriptorType = type_of(i);
    write.pBufferInfo = &info;
    vkUpdateDescriptorSets(context().device, 1, &write, 0, nullptr);
  }

  using Clock = std::chrono::steady_clock;
  const auto seconds_since = [](Clock::time_point start) {
    return std::chrono::duration<double>(Clock::now() - start).count();
  };
  const uint32_t num_tiles = (options.size_px + PP_TILE_PX - 1) / PP_TILE_PX;
  const auto first = Clock::now();
  pipeline.dispatch(num_tiles, 0, options.dispatch);
  frame.first_wall_s = seconds_since(first);
  const auto second = Clock::now();
  const double cpu_before = cpu_s();
  pipeline.dispatch(num_tiles, 1, options.dispatch);
  frame.wall_s = seconds_since(second);
  frame.cpu_s = cpu_s() - cpu_before;

  const auto* bytes = static_cast<const uint8_t*>(slot.data);
  frame.bytes.assign(bytes, bytes + num_values);
  frame.floats.resize(num_values);
  std::memcpy(frame.floats.data(), scratch.data, num_values * sizeof(float));
  std::memcpy(&frame.statistics, statistics.data, sizeof(frame.statistics));
  return frame;
}

}  // namespace progpretrain::testing
