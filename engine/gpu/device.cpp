#include "engine/gpu/device.h"

#if defined(__x86_64__)
#include <xmmintrin.h>
#endif

#include <algorithm>
#include <charconv>
#include <cstdlib>
#include <cstring>
#include <fstream>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/base/nvidia_driver.h"

namespace progpretrain::gpu {
namespace {

constexpr uint32_t kApiVersion = VK_API_VERSION_1_3;
constexpr const char* kValidationLayer = "VK_LAYER_KHRONOS_validation";
constexpr std::array kExportExtensions{VK_KHR_EXTERNAL_MEMORY_FD_EXTENSION_NAME,
                                       VK_KHR_EXTERNAL_SEMAPHORE_FD_EXTENSION_NAME};

bool validation_wanted() {
  const char* value = std::getenv("PROGPRETRAIN_VALIDATION");
  return value && std::string(value) == "1";
}

VKAPI_ATTR VkBool32 VKAPI_CALL on_validation_message(VkDebugUtilsMessageSeverityFlagBitsEXT,
                                                     VkDebugUtilsMessageTypeFlagsEXT,
                                                     const VkDebugUtilsMessengerCallbackDataEXT* data,
                                                     void* counter) {
  ++*static_cast<std::atomic<uint64_t>*>(counter);
  log::error(std::string("Vulkan validation: ") + data->pMessage);
  return VK_FALSE;
}

vk::DebugUtilsMessengerCreateInfoEXT messenger_info(std::atomic<uint64_t>* counter) {
  using Severity = vk::DebugUtilsMessageSeverityFlagBitsEXT;
  using Type = vk::DebugUtilsMessageTypeFlagBitsEXT;
  return vk::DebugUtilsMessengerCreateInfoEXT(
      {}, Severity::eWarning | Severity::eError,
      Type::eGeneral | Type::eValidation | Type::ePerformance, &on_validation_message, counter);
}

vk::raii::Instance make_instance(const vk::raii::Context& context, bool validate) {
  const vk::ApplicationInfo application("progpretrain", 1, "progpretrain", 1, kApiVersion);
  std::vector<const char*> layers, extensions;
  if (validate) {
    layers.push_back(kValidationLayer);
    extensions.push_back(VK_EXT_DEBUG_UTILS_EXTENSION_NAME);
  }
  return vk::raii::Instance(context, vk::InstanceCreateInfo({}, &application, layers, extensions));
}

DeviceInfo describe(const vk::raii::PhysicalDevice& physical) {
  const auto chain =
      physical.getProperties2<vk::PhysicalDeviceProperties2, vk::PhysicalDeviceIDProperties,
                              vk::PhysicalDeviceDriverProperties, vk::PhysicalDeviceSubgroupProperties>();
  const auto& properties = chain.get<vk::PhysicalDeviceProperties2>().properties;
  const auto& driver = chain.get<vk::PhysicalDeviceDriverProperties>();
  DeviceInfo info;
  info.name = properties.deviceName.data();
  info.driver_name = driver.driverName.data();
  info.driver_info = driver.driverInfo.data();
  info.driver_id = static_cast<uint32_t>(driver.driverID);
  info.driver_version = properties.driverVersion;
  info.is_cpu = properties.deviceType == vk::PhysicalDeviceType::eCpu;
  info.subgroup_size = chain.get<vk::PhysicalDeviceSubgroupProperties>().subgroupSize;
  std::memcpy(info.uuid.data(), chain.get<vk::PhysicalDeviceIDProperties>().deviceUUID.data(), 16);
  info.max_storage_range_bytes = properties.limits.maxStorageBufferRange;
  info.storage_offset_alignment_bytes = properties.limits.minStorageBufferOffsetAlignment;
  info.timestamp_period_ns = properties.limits.timestampPeriod;
  return info;
}

bool offers_export(const vk::raii::PhysicalDevice& physical) {
  const auto offered = physical.enumerateDeviceExtensionProperties();
  return std::all_of(kExportExtensions.begin(), kExportExtensions.end(), [&](const char* wanted) {
    return std::any_of(offered.begin(), offered.end(), [&](const auto& extension) {
      return std::strcmp(extension.extensionName.data(), wanted) == 0;
    });
  });
}

// lavapipe starts its worker threads in vkCreateDevice, and threads inherit the floating-point state of the one that starts
// them. With numbers near zero flushed, as GPUs do it, denormal operands do not slow arithmetic down twentyfold.
class FlushDenormals {
 public:
#if defined(__x86_64__)
  FlushDenormals() : saved_(_mm_getcsr()) {
    constexpr unsigned kFlushToZero = 0x8000, kDenormalsAreZero = 0x0040;
    _mm_setcsr(saved_ | kFlushToZero | kDenormalsAreZero);
  }
  ~FlushDenormals() { _mm_setcsr(saved_); }
  FlushDenormals(const FlushDenormals&) = delete;
  FlushDenormals& operator=(const FlushDenormals&) = delete;

 private:
  unsigned saved_;
#endif
};

// On CPU devices the code generator uses what the processor has; elsewhere the driver's identity says it all.
std::string cpu_features() {
  std::ifstream cpuinfo("/proc/cpuinfo");
  for (std::string line; std::getline(cpuinfo, line);)
    if (line.starts_with("flags") || line.starts_with("Features")) return line;
  return {};
}

std::string make_driver_key(const DeviceInfo& info) {
  base::Sha256 hash;
  hash.update_field(std::to_string(info.driver_id)).update_field(info.driver_info);
  hash.update_field(info.name).update_field(std::to_string(info.driver_version));
  hash.update_field({reinterpret_cast<const char*>(info.uuid.data()), info.uuid.size()});
  hash.update_field(std::to_string(info.subgroup_size));
  if (info.is_cpu) hash.update_field(cpu_features());
  return hash.hex();
}

}  // namespace

std::vector<DeviceInfo> list_devices() {
  std::vector<DeviceInfo> devices;
  try {
    const vk::raii::Context context;
    const vk::raii::Instance instance = make_instance(context, false);
    for (const auto& physical : instance.enumeratePhysicalDevices()) devices.push_back(describe(physical));
  } catch (const std::runtime_error&) {  // no loader or no driver: vk::SystemError and DynamicLoader derive from it
  }
  return devices;
}

const std::vector<Uuid>& cuda_gpus() {
  static const std::vector<Uuid> gpus = [] {
    const auto init = base::nvidia_function<int(unsigned)>("cuInit");
    const auto count_devices = base::nvidia_function<int(int*)>("cuDeviceGetCount");
    const auto get = base::nvidia_function<int(int*, int)>("cuDeviceGet");
    const auto get_uuid = base::nvidia_function<int(uint8_t*, int)>("cuDeviceGetUuid");
    std::vector<Uuid> out;
    int count = 0, device = 0;
    if (!init || !count_devices || !get || !get_uuid || init(0) != 0 || count_devices(&count) != 0) return out;
    for (int i = 0; i < count; ++i) {
      out.emplace_back();
      if (get(&device, i) == 0) get_uuid(out.back().data(), device);
    }
    return out;
  }();
  return gpus;
}

std::vector<size_t> hardware_devices(const std::vector<DeviceInfo>& devices, const std::vector<Uuid>& cuda_gpus) {
  std::vector<size_t> out;
  for (size_t i = 0; i < devices.size(); ++i)
    if (!devices[i].is_cpu) out.push_back(i);
  const auto rank = [&](size_t i) { return std::find(cuda_gpus.begin(), cuda_gpus.end(), devices[i].uuid); };
  std::stable_sort(out.begin(), out.end(), [&](size_t a, size_t b) { return rank(a) < rank(b); });
  return out;
}

size_t choose_device(const std::vector<DeviceInfo>& devices, const std::string& choice,
                     const std::vector<Uuid>& cuda_gpus) {
  const std::vector<size_t> hardware = hardware_devices(devices, cuda_gpus);
  const auto software = std::find_if(devices.begin(), devices.end(), [](const DeviceInfo& d) { return d.is_cpu; });
  const auto software_index = static_cast<size_t>(software - devices.begin());
  if (choice == "cpu") {
    if (software == devices.end())
      throw EnvironmentError("no software Vulkan device: install mesa-vulkan-drivers (Mesa's lavapipe)");
    return software_index;
  }
  if (choice == "auto") {
    if (!hardware.empty()) return hardware.front();
    if (!cuda_gpus.empty())
      throw EnvironmentError(
          "CUDA sees a GPU but Vulkan does not: install NVIDIA's Vulkan driver (libnvidia-gl; in containers "
          "NVIDIA_DRIVER_CAPABILITIES must name graphics), or ask for the software device with --device cpu");
    if (software != devices.end()) return software_index;
    throw EnvironmentError("no Vulkan device: install mesa-vulkan-drivers, or the vendor's driver for your GPU");
  }
  if (choice.starts_with("gpu:") && choice.size() > 4 &&
      choice.find_first_not_of("0123456789", 4) == std::string::npos) {
    size_t n = 0;
    const auto parsed = std::from_chars(choice.data() + 4, choice.data() + choice.size(), n);
    if (parsed.ec != std::errc() || n >= hardware.size())
      throw EnvironmentError("no Vulkan device " + choice + ": " + std::to_string(hardware.size()) +
                             " GPU(s) found; see `progpretrain doctor`");
    return hardware[n];
  }
  throw UsageError("--device " + choice + ": expected auto, cpu or gpu:N");
}

Device::Device(const std::string& choice) : validates_(validation_wanted()) {
  try {
    instance_ = make_instance(context_, validates_);
  } catch (const vk::LayerNotPresentError&) {
    throw EnvironmentError("PROGPRETRAIN_VALIDATION=1: install vulkan-validationlayers");
  } catch (const vk::SystemError&) {  // no driver: the same words as for an empty list
    choose_device({}, choice, cuda_gpus());
  }
  if (validates_)
    messenger_ = vk::raii::DebugUtilsMessengerEXT(instance_, messenger_info(&num_validation_messages_));

  std::vector<DeviceInfo> infos;
  auto physicals = instance_.enumeratePhysicalDevices();
  for (const auto& physical : physicals) infos.push_back(describe(physical));
  const size_t chosen = choose_device(infos, choice, cuda_gpus());
  physical_ = std::move(physicals[chosen]);
  info_ = infos[chosen];
  driver_key_ = make_driver_key(info_);
  if (physical_.getProperties().apiVersion < kApiVersion)
    throw EnvironmentError(info_.name + ": its driver is older than Vulkan 1.3: install a newer one");

  const auto families = physical_.getQueueFamilyProperties();
  const auto computes = [](const auto& properties) {
    return static_cast<bool>(properties.queueFlags & vk::QueueFlagBits::eCompute);
  };
  // Where the driver has a family without graphics, that one: its work does not go through the graphics front end.
  auto family = std::find_if(families.begin(), families.end(), [&](const auto& properties) {
    return computes(properties) && !(properties.queueFlags & vk::QueueFlagBits::eGraphics);
  });
  if (family == families.end()) family = std::find_if(families.begin(), families.end(), computes);
  PP_CHECK(family != families.end(), info_.name, " has no compute queue");
  queue_family_ = static_cast<uint32_t>(family - families.begin());

  const auto supported =
      physical_.getFeatures2<vk::PhysicalDeviceFeatures2, vk::PhysicalDeviceVulkan11Features,
                             vk::PhysicalDeviceVulkan12Features, vk::PhysicalDeviceVulkan13Features>();
  const auto& has12 = supported.get<vk::PhysicalDeviceVulkan12Features>();
  const auto& has13 = supported.get<vk::PhysicalDeviceVulkan13Features>();
  const auto require = [&](vk::Bool32 present, const char* name) {
    if (!present) throw EnvironmentError(info_.name + ": the driver lacks the Vulkan feature " + name);
  };
  require(has12.storageBuffer8BitAccess, "storageBuffer8BitAccess");
  require(has12.shaderInt8, "shaderInt8");
  require(has12.timelineSemaphore, "timelineSemaphore");
  require(has13.synchronization2, "synchronization2");
  full_subgroups_ = has13.computeFullSubgroups && has13.subgroupSizeControl;

  vk::StructureChain<vk::DeviceCreateInfo, vk::PhysicalDeviceVulkan12Features, vk::PhysicalDeviceVulkan13Features>
      create;
  auto& enable12 = create.get<vk::PhysicalDeviceVulkan12Features>();
  enable12.storageBuffer8BitAccess = enable12.shaderInt8 = enable12.timelineSemaphore = VK_TRUE;
  auto& enable13 = create.get<vk::PhysicalDeviceVulkan13Features>();
  enable13.synchronization2 = VK_TRUE;
  enable13.computeFullSubgroups = enable13.subgroupSizeControl = full_subgroups_;
  const float priority = 1.0f;
  const vk::DeviceQueueCreateInfo queue({}, queue_family_, 1, &priority);
  create.get<vk::DeviceCreateInfo>().setQueueCreateInfos(queue);
  exports_memory_ = offers_export(physical_);
  if (exports_memory_) create.get<vk::DeviceCreateInfo>().setPEnabledExtensionNames(kExportExtensions);
  const FlushDenormals flush_denormals;
  device_ = vk::raii::Device(physical_, create.get<vk::DeviceCreateInfo>());
  queue_ = device_.getQueue(queue_family_, 0);
}

void Device::submit(const vk::SubmitInfo2& submission) {
  const std::lock_guard lock(queue_mutex_);
  queue_.submit2(submission);
}

void Device::wait_idle() const {
  const std::lock_guard lock(queue_mutex_);
  queue_.waitIdle();
}

std::shared_ptr<const void> Device::keep(const std::string& key,
                                         const std::function<std::shared_ptr<const void>()>& make) {
  const std::lock_guard lock(kept_mutex_);
  std::shared_ptr<const void>& kept = kept_[key];
  if (!kept) kept = make();
  return kept;
}

uint32_t Device::memory_type(uint32_t type_bits, vk::MemoryPropertyFlags flags,
                             vk::MemoryPropertyFlags preferred) const {
  const auto memory = physical_.getMemoryProperties();
  for (const auto wanted : {flags | preferred, flags})
    for (uint32_t i = 0; i < memory.memoryTypeCount; ++i)
      if ((type_bits >> i & 1) && (memory.memoryTypes[i].propertyFlags & wanted) == wanted) return i;
  throw EnvironmentError(info_.name + ": no memory of the kind " + vk::to_string(flags));
}

}  // namespace progpretrain::gpu
