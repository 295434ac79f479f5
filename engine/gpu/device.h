#pragma once
// One Vulkan device with one compute queue: chosen by name, checked for what the renderer needs, identified by a driver key.
#include <array>
#include <atomic>
#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "engine/gpu/vulkan.h"

namespace progpretrain::gpu {

using Uuid = std::array<uint8_t, 16>;

struct DeviceInfo {
  std::string name, driver_name, driver_info;
  bool is_cpu = false;
  uint32_t driver_id = 0, driver_version = 0;
  uint32_t subgroup_size = 0;
  Uuid uuid{};
  uint64_t max_storage_range_bytes = 0;
  uint64_t storage_offset_alignment_bytes = 1;  ///< of a storage buffer descriptor's start
  double timestamp_period_ns = 0;
};

/// All Vulkan devices of this machine in the loader's order. Empty when there is no loader or no driver.
std::vector<DeviceInfo> list_devices();

/// The GPUs that NVIDIA's driver gives to CUDA (libcuda.so.1, loaded at run time), in CUDA's order: what CUDA_VISIBLE_DEVICES
/// hides is not among them. Asked once per process.
const std::vector<Uuid>& cuda_gpus();

/// Indices of the hardware devices in the order that gpu:N counts: those of `cuda_gpus` first, in CUDA's order, so that
/// gpu:N is the GPU that LibTorch calls cuda:N; then the others in the loader's order.
std::vector<size_t> hardware_devices(const std::vector<DeviceInfo>& devices, const std::vector<Uuid>& cuda_gpus);

/// Throws EnvironmentError when `devices` lacks what `choice` asks for, with the remedy; UsageError when `choice` is not
/// auto, cpu or gpu:N. Returns an index into `devices`. When CUDA sees a GPU, auto refuses a software device (it hides
/// behind `auto` in containers that lack NVIDIA's Vulkan driver).
size_t choose_device(const std::vector<DeviceInfo>& devices, const std::string& choice,
                     const std::vector<Uuid>& cuda_gpus);

class Device {
 public:
  /// `choice` is auto, cpu or gpu:N (N counts as hardware_devices() does). Environment PROGPRETRAIN_VALIDATION=1 turns the validation
  /// layers on; their messages are counted.
  explicit Device(const std::string& choice);
  Device(const Device&) = delete;
  Device& operator=(const Device&) = delete;

  const DeviceInfo& info() const { return info_; }
  /// SHA-256 of everything that decides what this driver makes of SPIR-V: driver, device, subgroup size, CPU features.
  const std::string& driver_key() const { return driver_key_; }

  const vk::raii::PhysicalDevice& physical() const { return physical_; }
  const vk::raii::Device& handle() const { return device_; }
  uint32_t queue_family() const { return queue_family_; }
  bool has_full_subgroups() const { return full_subgroups_; }
  /// Whether memory and semaphores can be given to other APIs as file descriptors; see exported_resources.h.
  bool exports_memory() const { return exports_memory_; }

  /// Submits under the queue's lock (queues are not thread-safe).
  void submit(const vk::SubmitInfo2& submission);
  /// Waits until the queue has done everything, signals included.
  void wait_idle() const;
  /// Index of a memory type among `type_bits` that has all of `flags`; prefers one that has `preferred` too.
  uint32_t memory_type(uint32_t type_bits, vk::MemoryPropertyFlags flags,
                       vk::MemoryPropertyFlags preferred = {}) const;

  /// What many users of the device share and nobody makes twice: made at the first call with this key, kept as long as the
  /// device. `make` must not call keep(). Safe from several threads.
  std::shared_ptr<const void> keep(const std::string& key,
                                   const std::function<std::shared_ptr<const void>()>& make);

  /// Warnings and errors of the validation layers so far (0 when they are off).
  uint64_t num_validation_messages() const { return num_validation_messages_; }
  bool validates() const { return validates_; }

 private:
  bool validates_ = false, full_subgroups_ = false, exports_memory_ = false;
  std::atomic<uint64_t> num_validation_messages_{0};
  vk::raii::Context context_;
  vk::raii::Instance instance_ = nullptr;
  vk::raii::DebugUtilsMessengerEXT messenger_ = nullptr;
  vk::raii::PhysicalDevice physical_ = nullptr;
  DeviceInfo info_;
  std::string driver_key_;
  uint32_t queue_family_ = 0;
  vk::raii::Device device_ = nullptr;
  vk::raii::Queue queue_ = nullptr;
  mutable std::mutex queue_mutex_;
  std::mutex kept_mutex_;
  std::map<std::string, std::shared_ptr<const void>> kept_;  // ends before the device
};

}  // namespace progpretrain::gpu
