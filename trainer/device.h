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

/// `host` on `device`. Small tensors of every step go to a GPU from pinned memory without a wait of the host, which would
/// last as long as everything queued before.
torch::Tensor upload(const torch::Tensor& host, torch::Device device);

/// The name that training_device() maps to `device`: what a run's configuration records.
std::string device_name(torch::Device device);

}  // namespace progpretrain::trainer
