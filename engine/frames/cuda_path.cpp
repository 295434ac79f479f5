#include "engine/frames/cuda_path.h"

#include <dlfcn.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <initializer_list>

#include "engine/base/check.h"
#include "engine/base/nvidia_driver.h"
#include "engine/frames/cuda_ring.h"
#include "engine/gpu/exported_resources.h"

namespace progpretrain::frames {
namespace {

namespace fs = std::filesystem;

constexpr int kNoDevice = 100, kDriverMismatch = 803, kNotPermitted = 800;  // of CUresult
constexpr int kTimelineAttribute = 114;  // CU_DEVICE_ATTRIBUTE_TIMELINE_SEMAPHORE_INTEROP_SUPPORTED
constexpr uint32_t kNvidiaDriver = 4;    // VK_DRIVER_ID_NVIDIA_PROPRIETARY

bool can_load(const char* library) {
  void* handle = dlopen(library, RTLD_LAZY | RTLD_LOCAL);
  return handle != nullptr;  // never closed: drivers do not like to be unloaded
}

std::string variable(std::initializer_list<const char*> names) {
  for (const char* name : names)
    if (const char* value = std::getenv(name); value && *value) return value;
  return {};
}

bool any_nvidia_manifest() {
  for (const char* folder :
       {"/etc/vulkan/icd.d", "/usr/share/vulkan/icd.d", "/usr/local/share/vulkan/icd.d",
        "/usr/local/nvidia/share/vulkan/icd.d"}) {
    std::error_code missing;
    for (const auto& entry : fs::directory_iterator(folder, missing))
      if (entry.path().filename().string().find("nvidia") != std::string::npos) return true;
  }
  return false;
}

void ask_cuda(CudaPathFacts& facts) {
  facts.has_cuda_library = base::nvidia_driver() != nullptr;
  if (!facts.has_cuda_library) return;
  const auto init = base::nvidia_function<int(unsigned)>("cuInit");
  const auto version = base::nvidia_function<int(int*)>("cuDriverGetVersion");
  const auto count = base::nvidia_function<int(int*)>("cuDeviceGetCount");
  const auto get = base::nvidia_function<int(int*, int)>("cuDeviceGet");
  const auto name = base::nvidia_function<int(char*, int, int)>("cuDeviceGetName");
  const auto uuid = base::nvidia_function<int(uint8_t*, int)>("cuDeviceGetUuid");
  const auto attribute = base::nvidia_function<int(int*, int, int)>("cuDeviceGetAttribute");
  if (!init || !version || !count || !get || !name || !uuid || !attribute) {
    facts.cuda_error = -1;
    return;
  }
  version(&facts.cuda_version);
  facts.cuda_error = init(0);
  int num_gpus = 0;
  if (facts.cuda_error != 0 || count(&num_gpus) != 0) return;
  for (int i = 0; i < num_gpus; ++i) {
    CudaGpu gpu;
    int device = 0, timelines = 0;
    char text[256] = {};
    if (get(&device, i) != 0) continue;
    name(text, sizeof text, device);
    uuid(gpu.uuid.data(), device);
    attribute(&timelines, kTimelineAttribute, device);
    gpu.name = text;
    gpu.imports_timelines = timelines != 0;
    facts.gpus.push_back(gpu);
  }
}

std::string version_text(int version) {
  return std::to_string(version / 1000) + "." + std::to_string(version % 1000 / 10);
}

bool is_nvidia(const gpu::DeviceInfo& device) {
  return device.driver_id == kNvidiaDriver;
}

// A Vulkan device that CUDA sees too.
const gpu::DeviceInfo* shared_device(const CudaPathFacts& facts) {
  for (const gpu::DeviceInfo& device : facts.vulkan_devices)
    for (const CudaGpu& gpu : facts.gpus)
      if (device.uuid == gpu.uuid) return &device;
  return nullptr;
}

bool has_mig(const CudaPathFacts& facts) {
  return facts.visible_devices.find("MIG-") != std::string::npos ||
         std::any_of(facts.gpus.begin(), facts.gpus.end(),
                     [](const CudaGpu& gpu) { return gpu.name.find("MIG") != std::string::npos; });
}

std::string in_container_remedy(const CudaPathFacts& facts, const std::string& library) {
  return facts.in_container
             ? "start the container with NVIDIA's container toolkit (--gpus all), whose "
               "NVIDIA_DRIVER_CAPABILITIES must name compute,utility,graphics"
             : "install " + library + " of the version of the kernel driver";
}

Finding check_cuda_driver(const CudaPathFacts& facts) {
  if (!facts.has_cuda_library)
    return {"CUDA driver", false,
            "NVIDIA's kernel driver is loaded, but libcuda.so.1 is missing: " +
                in_container_remedy(facts, "libcuda1")};
  const std::string code = " (cuInit: error " + std::to_string(facts.cuda_error) + ")";
  if (facts.cuda_error == kDriverMismatch)
    return {"CUDA driver", false,
            "libcuda.so.1 and the kernel driver are of different versions: reboot after a driver "
            "update, or make the container's driver that of its host" +
                code};
  if (facts.cuda_error == kNotPermitted)
    return {"CUDA driver", false,
            "the GPU may not be used by this process: ask for access to /dev/nvidia*, or whether "
            "it is in exclusive mode" +
                code};
  if (facts.cuda_error == kNoDevice || (facts.cuda_error == 0 && facts.gpus.empty()))
    return {"CUDA driver", false,
            facts.visible_devices.empty()
                ? "the driver finds no GPU that this process may use: see nvidia-smi, and give the "
                  "container a GPU (--gpus all)" +
                      code
                : "no GPU is left by CUDA_VISIBLE_DEVICES/NVIDIA_VISIBLE_DEVICES = " +
                      facts.visible_devices + ": change it" + code};
  if (facts.cuda_error != 0)
    return {"CUDA driver", false,
            "CUDA does not start: see nvidia-smi, and whether /dev/nvidia-uvm exists" + code};
  return {
      "CUDA driver", true,
      "CUDA " + version_text(facts.cuda_version) + ", " + facts.gpus.front().name +
          (facts.gpus.size() > 1 ? " and " + std::to_string(facts.gpus.size() - 1) + " more" : "")};
}

Finding check_build(const CudaPathFacts& facts) {
  if (facts.build_cuda_version == 0)
    return {"CUDA build", false,
            "this program was built without CUDA: install the CUDA toolkit and configure with the "
            "preset cuda"};
  // Minor versions are compatible within a major one.
  if (facts.cuda_version / 1000 < facts.build_cuda_version / 1000)
    return {"CUDA build", false,
            "the driver supports CUDA " + version_text(facts.cuda_version) +
                " and this program needs " + version_text(facts.build_cuda_version) +
                ": install a newer NVIDIA driver"};
  return {"CUDA build", true, "built with CUDA " + version_text(facts.build_cuda_version)};
}

Finding check_torch(const CudaPathFacts& facts) {
  if (!facts.torch_sees_gpu)
    return {"LibTorch on the GPU", false,
            "LibTorch sees no GPU: install the CUDA build of PyTorch for a CUDA version that the "
            "driver supports"};
  return {"LibTorch on the GPU", true, "sees the GPU"};
}

Finding check_vulkan_driver(const CudaPathFacts& facts) {
  const std::string name = "NVIDIA's Vulkan driver";
  if (!facts.has_vulkan_loader)
    return {name, false, "libvulkan.so.1 is missing: install libvulkan1 (the Vulkan loader)"};
  if (has_mig(facts))
    return {name, false,
            "the GPU is divided by MIG, and NVIDIA's Vulkan driver does not work on a part of a "
            "GPU: use a whole one, or one with MIG off"};
  if (std::any_of(facts.vulkan_devices.begin(), facts.vulkan_devices.end(), is_nvidia))
    return {name, true, "found"};
  if (!facts.icd_override.empty() && facts.icd_override.find("nvidia") == std::string::npos)
    return {name, false,
            "VK_DRIVER_FILES/VK_ICD_FILENAMES = " + facts.icd_override +
                " keeps the loader from it: unset it"};
  const std::string& capabilities = facts.container_capabilities;
  if (facts.in_container && !facts.has_nvidia_vulkan_library &&
      capabilities.find("graphics") == std::string::npos &&
      capabilities.find("all") == std::string::npos)
    return {name, false,
            "missing in this container: start it with -e "
            "NVIDIA_DRIVER_CAPABILITIES=compute,utility,graphics (now: " +
                (capabilities.empty() ? std::string("not set") : capabilities) + ")"};
  if (!facts.has_nvidia_vulkan_library)
    return {name, false,
            "libGLX_nvidia.so.0 is missing: " + in_container_remedy(facts, "libnvidia-gl")};
  if (!facts.has_nvidia_icd_file)
    return {name, false,
            "its manifest nvidia_icd.json is missing: install libnvidia-gl, or write "
            "/etc/vulkan/icd.d/nvidia_icd.json that names libGLX_nvidia.so.0"};
  return {name, false,
          "it is installed and shows no device: run `VK_LOADER_DEBUG=all vulkaninfo`; often "
          "libX11/libXext is missing, or driver and kernel module differ"};
}

Finding check_uuid(const CudaPathFacts& facts) {
  if (const auto* device = shared_device(facts)) return {"same GPU in both", true, device->name};
  std::string seen;
  for (const auto& gpu : facts.gpus) seen += (seen.empty() ? "" : ", ") + gpu.name;
  return {"same GPU in both", false,
          "no Vulkan device has the UUID of a GPU that CUDA sees (" + seen +
              "): let both see the same GPUs (CUDA_VISIBLE_DEVICES hides them from CUDA only), or "
              "choose another with --device gpu:N"};
}

Finding check_export(const CudaPathFacts& facts) {
  const auto* device = shared_device(facts);
  if (!facts.export_obstacle.empty())
    return {"sharing memory", false,
            facts.export_obstacle + ": install a newer NVIDIA driver (580 or later)"};
  for (const CudaGpu& gpu : facts.gpus)
    if (device && gpu.uuid == device->uuid && !gpu.imports_timelines)
      return {"sharing memory", false,
              gpu.name +
                  ": its CUDA driver cannot import timeline semaphores: install a newer NVIDIA "
                  "driver (580 or later)"};
  return {"sharing memory", true,
          "memory and timeline semaphores can be exported: CUDA reads drawn images in place"};
}

}  // namespace

CudaPathFacts gather_cuda_path_facts(bool torch_sees_gpu) {
  CudaPathFacts facts;
  facts.has_kernel_driver =
      fs::exists("/proc/driver/nvidia/version") || fs::exists("/dev/nvidiactl");
  ask_cuda(facts);
  facts.build_cuda_version = cuda_build_version();
  facts.torch_sees_gpu = torch_sees_gpu;
  facts.has_vulkan_loader = can_load("libvulkan.so.1");
  facts.vulkan_devices = gpu::list_devices();
  facts.icd_override = variable({"VK_DRIVER_FILES", "VK_ICD_FILENAMES"});
  facts.has_nvidia_icd_file =
      any_nvidia_manifest() || facts.icd_override.find("nvidia") != std::string::npos;
  facts.has_nvidia_vulkan_library = can_load("libGLX_nvidia.so.0");
  facts.in_container = fs::exists("/.dockerenv") || fs::exists("/run/.containerenv") ||
                       !variable({"container", "KUBERNETES_SERVICE_HOST"}).empty();
  facts.container_capabilities = variable({"NVIDIA_DRIVER_CAPABILITIES"});
  facts.visible_devices = variable({"CUDA_VISIBLE_DEVICES", "NVIDIA_VISIBLE_DEVICES"});
  if (const auto* shared = shared_device(facts)) {
    const auto index = static_cast<size_t>(shared - facts.vulkan_devices.data());
    const std::vector<size_t> hardware = gpu::hardware_devices(facts.vulkan_devices, gpu::cuda_gpus());
    const auto number = std::find(hardware.begin(), hardware.end(), index) - hardware.begin();
    try {
      facts.export_obstacle = gpu::export_obstacle(gpu::Device("gpu:" + std::to_string(number)));
    } catch (const std::exception& e) {
      facts.export_obstacle = e.what();
    }
  }
  return facts;
}

std::vector<Finding> check_cuda_path(const CudaPathFacts& facts) {
  if (!facts.has_kernel_driver && !facts.has_cuda_library && facts.gpus.empty())
    return {{"NVIDIA GPU", true,
             "none: everything runs on the CPU (if there is one, its kernel driver is not loaded "
             "or not given to this container)"}};
  std::vector<Finding> out{check_cuda_driver(facts)};
  if (facts.has_cuda_library && facts.cuda_error == 0 && !facts.gpus.empty()) {
    out.push_back(check_build(facts));
    out.push_back(check_torch(facts));
  }
  out.push_back(check_vulkan_driver(facts));
  if (out.front().passed && out.back().passed) {
    out.push_back(check_uuid(facts));
    if (out.back().passed) out.push_back(check_export(facts));
  }
  return out;
}

}  // namespace progpretrain::frames
