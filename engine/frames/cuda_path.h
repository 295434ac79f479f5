#pragma once
// Whether CUDA can read what Vulkan draws on this machine (cuda_ring.h), and if not, each reason
// with its remedy. What is known about the machine is gathered apart from what follows from it, so
// that every case can be tested anywhere.
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "engine/gpu/device.h"

namespace progpretrain::frames {

/// A GPU as CUDA's driver sees it.
struct CudaGpu {
  std::string name;
  std::array<uint8_t, 16> uuid{};
  bool imports_timelines = false;  ///< timeline semaphores of Vulkan
};

struct CudaPathFacts {
  bool has_kernel_driver = false;  ///< NVIDIA's kernel module is loaded
  bool has_cuda_library = false;   ///< libcuda.so.1 can be loaded
  int cuda_error = 0;              ///< of cuInit; 0 = success
  int cuda_version = 0;            ///< that the driver supports: 13000 = CUDA 13.0
  std::vector<CudaGpu> gpus;
  int build_cuda_version = 0;  ///< that this program was built with; 0 = without CUDA
  bool torch_sees_gpu = false;

  bool has_vulkan_loader = false;  ///< libvulkan.so.1 can be loaded
  std::vector<gpu::DeviceInfo> vulkan_devices;
  bool has_nvidia_icd_file = false;  ///< the manifest that leads the loader to NVIDIA's driver
  bool has_nvidia_vulkan_library = false;  ///< libGLX_nvidia.so.0 can be loaded
  std::string icd_override;                ///< VK_DRIVER_FILES or VK_ICD_FILENAMES
  bool in_container = false;
  std::string container_capabilities;  ///< NVIDIA_DRIVER_CAPABILITIES
  std::string visible_devices;         ///< CUDA_VISIBLE_DEVICES, else NVIDIA_VISIBLE_DEVICES

  std::string
      export_obstacle;  ///< of the Vulkan device that is one of `gpus`; empty when it has none
};

/// What this machine offers. `torch_sees_gpu` comes from the caller. Starts no device but the one
/// that it asks for export.
CudaPathFacts gather_cuda_path_facts(bool torch_sees_gpu);

struct Finding {
  std::string name;
  bool passed = true;
  std::string detail;  ///< what was found, or the reason and its remedy
};

/// In the order in which one would mend them. A machine without an NVIDIA GPU has one finding,
/// which passed: it draws and trains on the CPU.
std::vector<Finding> check_cuda_path(const CudaPathFacts& facts);

}  // namespace progpretrain::frames
