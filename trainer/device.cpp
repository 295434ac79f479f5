#include "trainer/device.h"

#include <torch/cuda.h>

#include <charconv>

#include "engine/base/check.h"

namespace progpretrain::trainer {

torch::Device training_device(const std::string& name) {
  if (name == "cpu") return torch::kCPU;
  if (name == "auto")
    return torch::cuda::is_available() ? torch::Device(torch::kCUDA, 0)
                                       : torch::Device(torch::kCPU);
  const char* const last = name.data() + name.size();
  int index = -1;
  if (!name.starts_with("gpu:") || std::from_chars(name.data() + 4, last, index).ptr != last ||
      index < 0)
    throw UsageError("device '" + name + "' (accepted: auto, cpu, gpu:N)");
  if (!torch::cuda::is_available() || index >= static_cast<int>(torch::cuda::device_count()))
    throw EnvironmentError("device '" + name + "': LibTorch sees " +
                           std::to_string(torch::cuda::device_count()) + " GPUs");
  return torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(index));
}

std::string device_name(torch::Device device) {
  return device.is_cuda() ? "gpu:" + std::to_string(device.has_index() ? device.index() : 0)
                          : "cpu";
}

}  // namespace progpretrain::trainer
