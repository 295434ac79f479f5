// A Vulkan layer for tests: the drawing of a program whose text holds the number 0x5ca1ab1e does
// not come to an end, on any device and however fast that is. Everything else goes through.
#include <vulkan/vk_layer.h>

#include <algorithm>
#include <mutex>
#include <set>
#include <string_view>
#include <vector>

namespace {

constexpr uint32_t kEndless = 0x5ca1ab1e;

// One instance and one device at a time, as the tool has them.
VkInstance instance = nullptr;
PFN_vkGetInstanceProcAddr next_of_instance = nullptr;
VkDevice device = nullptr;
PFN_vkGetDeviceProcAddr next_of_device = nullptr;
VkEvent never = nullptr;

std::mutex mutex;  // of what follows
std::set<VkShaderModule> modules;
std::set<VkPipeline> pipelines;
std::set<VkCommandBuffer> bound;  // that have such a pipeline bound

template <class Function>
Function next(const char* name) {
  return reinterpret_cast<Function>(next_of_device(device, name));
}

template <class T>
void mark(std::set<T>& set, T handle, bool is_endless) {
  const std::lock_guard lock(mutex);
  if (is_endless)
    set.insert(handle);
  else
    set.erase(handle);  // handles are used again
}

template <class T>
bool is_marked(const std::set<T>& set, T handle) {
  const std::lock_guard lock(mutex);
  return set.contains(handle);
}

// The loader's entry in the chain of a creation.
template <class Link>
Link* find_link(const void* chain, VkStructureType type) {
  for (auto* link = static_cast<const Link*>(chain); link;
       link = static_cast<const Link*>(link->pNext))
    if (link->sType == type && link->function == VK_LAYER_LINK_INFO) return const_cast<Link*>(link);
  return nullptr;
}

VKAPI_ATTR VkResult VKAPI_CALL create_instance(const VkInstanceCreateInfo* info,
                                               const VkAllocationCallbacks* allocator,
                                               VkInstance* out) {
  auto* link = find_link<VkLayerInstanceCreateInfo>(info->pNext,
                                                    VK_STRUCTURE_TYPE_LOADER_INSTANCE_CREATE_INFO);
  if (!link) return VK_ERROR_INITIALIZATION_FAILED;
  next_of_instance = link->u.pLayerInfo->pfnNextGetInstanceProcAddr;
  link->u.pLayerInfo = link->u.pLayerInfo->pNext;
  const auto create =
      reinterpret_cast<PFN_vkCreateInstance>(next_of_instance(nullptr, "vkCreateInstance"));
  const VkResult result = create(info, allocator, out);
  if (result == VK_SUCCESS) instance = *out;
  return result;
}

VKAPI_ATTR VkResult VKAPI_CALL create_device(VkPhysicalDevice physical,
                                             const VkDeviceCreateInfo* info,
                                             const VkAllocationCallbacks* allocator,
                                             VkDevice* out) {
  auto* link =
      find_link<VkLayerDeviceCreateInfo>(info->pNext, VK_STRUCTURE_TYPE_LOADER_DEVICE_CREATE_INFO);
  if (!link) return VK_ERROR_INITIALIZATION_FAILED;
  next_of_device = link->u.pLayerInfo->pfnNextGetDeviceProcAddr;
  link->u.pLayerInfo = link->u.pLayerInfo->pNext;
  const auto create =
      reinterpret_cast<PFN_vkCreateDevice>(next_of_instance(instance, "vkCreateDevice"));
  const VkResult result = create(physical, info, allocator, out);
  if (result != VK_SUCCESS) return result;
  device = *out;
  const VkEventCreateInfo event{VK_STRUCTURE_TYPE_EVENT_CREATE_INFO, nullptr, 0};
  return next<PFN_vkCreateEvent>("vkCreateEvent")(device, &event, nullptr, &never);
}

VKAPI_ATTR VkResult VKAPI_CALL create_shader_module(VkDevice its_device,
                                                    const VkShaderModuleCreateInfo* info,
                                                    const VkAllocationCallbacks* allocator,
                                                    VkShaderModule* out) {
  const VkResult result =
      next<PFN_vkCreateShaderModule>("vkCreateShaderModule")(its_device, info, allocator, out);
  const uint32_t* end = info->pCode + info->codeSize / sizeof(uint32_t);
  if (result == VK_SUCCESS) mark(modules, *out, std::find(info->pCode, end, kEndless) != end);
  return result;
}

VKAPI_ATTR VkResult VKAPI_CALL create_pipelines(VkDevice its_device, VkPipelineCache cache,
                                                uint32_t count,
                                                const VkComputePipelineCreateInfo* infos,
                                                const VkAllocationCallbacks* allocator,
                                                VkPipeline* out) {
  const VkResult result = next<PFN_vkCreateComputePipelines>("vkCreateComputePipelines")(
      its_device, cache, count, infos, allocator, out);
  for (uint32_t i = 0; result == VK_SUCCESS && i < count; ++i)
    mark(pipelines, out[i], is_marked(modules, infos[i].stage.module));
  return result;
}

VKAPI_ATTR void VKAPI_CALL bind_pipeline(VkCommandBuffer commands, VkPipelineBindPoint point,
                                         VkPipeline pipeline) {
  next<PFN_vkCmdBindPipeline>("vkCmdBindPipeline")(commands, point, pipeline);
  mark(bound, commands, is_marked(pipelines, pipeline));
}

VKAPI_ATTR void VKAPI_CALL dispatch(VkCommandBuffer commands, uint32_t x, uint32_t y, uint32_t z) {
  if (is_marked(bound, commands))
    next<PFN_vkCmdWaitEvents>("vkCmdWaitEvents")(commands, 1, &never, VK_PIPELINE_STAGE_HOST_BIT,
                                                 VK_PIPELINE_STAGE_COMPUTE_SHADER_BIT, 0, nullptr,
                                                 0, nullptr, 0, nullptr);
  next<PFN_vkCmdDispatch>("vkCmdDispatch")(commands, x, y, z);
}

PFN_vkVoidFunction own_device_function(std::string_view name) {
  const auto any = [](auto* function) { return reinterpret_cast<PFN_vkVoidFunction>(function); };
  if (name == "vkCreateShaderModule") return any(create_shader_module);
  if (name == "vkCreateComputePipelines") return any(create_pipelines);
  if (name == "vkCmdBindPipeline") return any(bind_pipeline);
  if (name == "vkCmdDispatch") return any(dispatch);
  return nullptr;
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL get_device_function(VkDevice its_device,
                                                             const char* name) {
  const auto own = own_device_function(name);
  return own ? own : next_of_device(its_device, name);
}

VKAPI_ATTR PFN_vkVoidFunction VKAPI_CALL get_instance_function(VkInstance its_instance,
                                                               const char* name) {
  const std::string_view wanted = name;
  if (wanted == "vkCreateInstance") return reinterpret_cast<PFN_vkVoidFunction>(create_instance);
  if (wanted == "vkCreateDevice") return reinterpret_cast<PFN_vkVoidFunction>(create_device);
  if (wanted == "vkGetDeviceProcAddr")
    return reinterpret_cast<PFN_vkVoidFunction>(get_device_function);
  if (wanted == "vkGetInstanceProcAddr")
    return reinterpret_cast<PFN_vkVoidFunction>(get_instance_function);
  const auto own = own_device_function(wanted);
  return own ? own : next_of_instance(its_instance, name);
}

}  // namespace

extern "C" VK_LAYER_EXPORT VKAPI_ATTR VkResult VKAPI_CALL
vkNegotiateLoaderLayerInterfaceVersion(VkNegotiateLayerInterface* interface) {
  interface->loaderLayerInterfaceVersion = 2;
  interface->pfnGetInstanceProcAddr = get_instance_function;
  interface->pfnGetDeviceProcAddr = get_device_function;
  interface->pfnGetPhysicalDeviceProcAddr = nullptr;
  return VK_SUCCESS;
}
