#include "trainer/device.h"

#include <dlfcn.h>
#include <ATen/Context.h>
#include <torch/cuda.h>

#include <charconv>
#include <climits>
#include <cstdlib>

#include "engine/base/check.h"
#include "engine/base/nvidia_driver.h"

namespace progpretrain::trainer {
namespace {

// libtorch_cuda.so is not linked, so that one binary also runs where NVIDIA's libraries are
// missing. It registers itself with LibTorch when it is loaded, and stays.
std::string load_torch_cuda() {
  if (!base::nvidia_driver()) return "NVIDIA's driver is not here";
  setenv("CUBLAS_WORKSPACE_CONFIG", ":4096:8", 0);  // with which cuBLAS repeats its results
  void* const torch_cpu = dlopen("libtorch_cpu.so", RTLD_LAZY | RTLD_NOLOAD);
  char folder[PATH_MAX];
  if (!torch_cpu || dlinfo(torch_cpu, RTLD_DI_ORIGIN, folder) != 0)
    return "the folder of libtorch_cpu.so is unknown";
  if (!dlopen(base::concat(folder, "/libtorch_cuda.so").c_str(), RTLD_LAZY | RTLD_GLOBAL))
    return base::concat("LibTorch's CUDA library cannot be loaded: ", dlerror());
  if (!torch::cuda::is_available()) return "LibTorch sees no GPU";
  // The same seed gives the same loss.
  at::globalContext().setDeterministicCuDNN(true);
  at::globalContext().setBenchmarkCuDNN(false);
  return {};
}

}  // namespace

const std::string& gpu_obstacle() {
  static const std::string obstacle = load_torch_cuda();
  return obstacle;
}

torch::Device training_device(const std::string& name) {
  if (name == "cpu") return torch::kCPU;
  if (name == "auto")
    return gpu_obstacle().empty() ? torch::Device(torch::kCUDA, 0) : torch::Device(torch::kCPU);
  const char* const last = name.data() + name.size();
  int index = -1;
  if (!name.starts_with("gpu:") || std::from_chars(name.data() + 4, last, index).ptr != last ||
      index < 0)
    throw UsageError("device '" + name + "' (accepted: auto, cpu, gpu:N)");
  if (!gpu_obstacle().empty()) throw EnvironmentError("device '" + name + "': " + gpu_obstacle());
  if (index >= static_cast<int>(torch::cuda::device_count()))
    throw EnvironmentError("device '" + name + "': LibTorch sees " +
                           std::to_string(torch::cuda::device_count()) + " GPUs");
  return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(index));
}

torch::Tensor upload(const torch::Tensor& host, torch::Device device) {
  if (!device.is_cuda() || !host.is_cpu()) return host.to(device);
  return host.pin_memory().to(device, /*non_blocking=*/true);
}

std::string device_name(torch::Device device) {
  return device.is_cuda() ? "gpu:" + std::to_string(device.has_index() ? device.index() : 0)
                          : "cpu";
}

}  // namespace progpretrain::trainer
