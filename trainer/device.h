#pragma once
// From the name a person gives to LibTorch's device.
#include <torch/types.h>

#include <string>

namespace progpretrain::trainer {

/// "cpu", "gpu:N" or "auto" (the first GPU that LibTorch sees, else the CPU). Throws UsageError for
/// another name, and EnvironmentError when a GPU is asked for and LibTorch sees none.
torch::Device training_device(const std::string& name);

/// The name that training_device() maps to `device`: what a run's configuration records.
std::string device_name(torch::Device device);

}  // namespace progpretrain::trainer
