#pragma once
// From the name a person gives to LibTorch's device.
#include <torch/types.h>

#include <string>

namespace progpretrain::trainer {

/// Why LibTorch cannot train on a GPU of this machine; empty when it can. The first call loads
/// LibTorch's CUDA library if NVIDIA's driver is here: nothing may ask LibTorch about CUDA before
/// (its generators' seeds do), because LibTorch looks for that library once.
const std::string& gpu_obstacle();

/// "cpu", "gpu:N" or "auto" (the first GPU that LibTorch sees, else the CPU). Throws UsageError for
/// another name, and EnvironmentError when a GPU is asked for and LibTorch sees none.
torch::Device training_device(const std::string& name);

/// The name that training_device() maps to `device`: what a run's configuration records.
std::string device_name(torch::Device device);

}  // namespace progpretrain::trainer
