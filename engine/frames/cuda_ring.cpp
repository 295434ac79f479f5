#include "engine/frames/cuda_ring.h"

#include <cuda_runtime_api.h>
#include <unistd.h>

#include <condition_variable>
#include <cstring>
#include <deque>
#include <mutex>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/gpu/exported_resources.h"
#include "engine/gpu/timeline.h"

namespace progpretrain::frames {
namespace {

// Vulkan allows a device to ask for at most this alignment of storage buffer offsets.
constexpr uint64_t kSlotAlignmentBytes = 256;

// Failed calls are also remembered by the runtime, which LibTorch shares: the read clears that.
std::string cuda_error(cudaError_t result) {
  cudaGetLastError();
  return cudaGetErrorString(result);
}

void check(cudaError_t result, const char* what) {
  if (result != cudaSuccess)
    throw EnvironmentError(base::concat("CUDA: ", what, ": ", cuda_error(result)));
}

// A successful import owns the descriptor.
void check_import(cudaError_t result, int fd, const char* what) {
  if (result != cudaSuccess) close(fd);
  check(result, what);
}

// Makes a device current on this thread for a scope; the null stream means that of the current
// device.
class OnDevice {
 public:
  explicit OnDevice(int device) {
    check(cudaGetDevice(&before_), "cudaGetDevice");
    changed_ = before_ != device;
    if (changed_) check(cudaSetDevice(device), "cudaSetDevice");
  }
  ~OnDevice() {
    if (changed_) cudaSetDevice(before_);
  }
  OnDevice(const OnDevice&) = delete;
  OnDevice& operator=(const OnDevice&) = delete;

 private:
  int before_ = 0;
  bool changed_ = false;
};

struct Destroy {
  void operator()(cudaExternalSemaphore_t semaphore) const {
    cudaDestroyExternalSemaphore(semaphore);
  }
  void operator()(cudaExternalMemory_t memory) const { cudaDestroyExternalMemory(memory); }
  void operator()(uint8_t* mapping) const { cudaFree(mapping); }
};
using Semaphore = std::unique_ptr<std::remove_pointer_t<cudaExternalSemaphore_t>, Destroy>;
using Memory = std::unique_ptr<std::remove_pointer_t<cudaExternalMemory_t>, Destroy>;
using Mapping = std::unique_ptr<uint8_t, Destroy>;

Semaphore import_timeline(const gpu::Device& device, const gpu::ExportedTimeline& timeline) {
  cudaExternalSemaphoreHandleDesc description{};
  description.type = cudaExternalSemaphoreHandleTypeTimelineSemaphoreFd;
  description.handle.fd = timeline.export_fd(device);
  cudaExternalSemaphore_t semaphore = nullptr;
  check_import(cudaImportExternalSemaphore(&semaphore, &description), description.handle.fd,
               "cudaImportExternalSemaphore");
  return Semaphore(semaphore);
}

Memory import_memory(const gpu::Device& device, const gpu::ExportedBuffer& buffer) {
  cudaExternalMemoryHandleDesc description{};
  description.type = cudaExternalMemoryHandleTypeOpaqueFd;
  description.handle.fd = buffer.export_fd(device);
  description.size = buffer.allocation_bytes();
  description.flags = cudaExternalMemoryDedicated;
  cudaExternalMemory_t memory = nullptr;
  check_import(cudaImportExternalMemory(&memory, &description), description.handle.fd,
               "cudaImportExternalMemory");
  return Memory(memory);
}

Mapping map_memory(cudaExternalMemory_t memory, uint64_t size_bytes) {
  cudaExternalMemoryBufferDesc description{};
  description.size = size_bytes;
  void* mapping = nullptr;
  check(cudaExternalMemoryGetMappedBuffer(&mapping, memory, &description),
        "cudaExternalMemoryGetMappedBuffer");
  return Mapping(static_cast<uint8_t*>(mapping));
}

// CUDA's side of the shared objects. Members end in reverse order: semaphores, mapping, memory.
struct Imports {
  Memory memory;
  Mapping mapping;
  Semaphore drawn;
  std::vector<Semaphore> consumed;
};

// Everything that leases need after the ring itself is gone.
struct CudaMemory : Lease::Memory {
  CudaMemory(std::shared_ptr<gpu::Device> its_device, const SlotShape& its_shape,
             uint32_t num_slots, int its_cuda_device)
      : device(std::move(its_device)),
        slot_shape(its_shape),
        cuda_number(its_cuda_device),
        stride_bytes((its_shape.num_bytes() + kSlotAlignmentBytes - 1) / kSlotAlignmentBytes *
                     kSlotAlignmentBytes),
        buffer(*device, stride_bytes * num_slots),
        rendered(*device),
        drawn(*device),
        reader_streams(num_slots, nullptr) {
    const OnDevice current(cuda_number);
    imports.emplace();
    imports->memory = import_memory(*device, buffer);
    imports->mapping = map_memory(imports->memory.get(), stride_bytes * num_slots);
    imports->drawn = import_timeline(*device, drawn);
    for (uint32_t i = 0; i < num_slots; ++i) {
      consumed.emplace_back(*device);
      imports->consumed.push_back(import_timeline(*device, consumed.back()));
      free_slots.push_back(i);
    }
  }

  // Nothing is freed while CUDA reads or Vulkan draws; CUDA's imports end before the Vulkan
  // objects.
  ~CudaMemory() override {
    try {
      const OnDevice current(cuda_number);
      check(cudaDeviceSynchronize(), "cudaDeviceSynchronize");
      rendered.wait(last_submitted, std::chrono::seconds(60));
      imports.reset();
    } catch (const std::exception& e) {
      log::warn(std::string("frame ring: ") + e.what());
    }
  }

  const SlotShape& shape() const override { return slot_shape; }
  bool on_cuda() const override { return true; }
  int cuda_device() const override { return cuda_number; }

  const uint8_t* acquire(const WriteSlot& slot, void* stream, std::chrono::nanoseconds) override {
    const OnDevice current(cuda_number);
    const cudaExternalSemaphore_t semaphore = imports->drawn.get();
    cudaExternalSemaphoreWaitParams wait{};
    wait.params.fence.value = slot.rendered;
    check(cudaWaitExternalSemaphoresAsync(&semaphore, &wait, 1, static_cast<cudaStream_t>(stream)),
          "cudaWaitExternalSemaphoresAsync");
    reader_streams[slot.index] = stream;
    return imports->mapping.get() + slot.index * stride_bytes;
  }

  // The slot becomes free for the writer only when its signal is queued: nobody waits for one that
  // will never come.
  void release(const WriteSlot& slot, void* stream) noexcept override {
    try {
      const OnDevice current(cuda_number);
      if (!stream) stream = reader_streams[slot.index];
      const cudaExternalSemaphore_t semaphore = imports->consumed[slot.index].get();
      cudaExternalSemaphoreSignalParams signal{};
      signal.params.fence.value = slot.generation;
      check(cudaSignalExternalSemaphoresAsync(&semaphore, &signal, 1,
                                              static_cast<cudaStream_t>(stream)),
            "cudaSignalExternalSemaphoresAsync");
      const std::lock_guard lock(mutex);
      free_slots.push_back(slot.index);
    } catch (const std::exception& e) {
      log::error(std::string("frame ring: cannot release a slot: ") + e.what());
    }
    slot_freed.notify_one();
  }

  const std::shared_ptr<gpu::Device> device;
  const SlotShape slot_shape;
  const int cuda_number;
  const uint64_t stride_bytes;
  const gpu::ExportedBuffer buffer;
  const gpu::Timeline rendered;       // what the host waits for
  const gpu::ExportedTimeline drawn;  // the same values for CUDA
  std::vector<gpu::ExportedTimeline> consumed;
  std::optional<Imports> imports;
  std::vector<void*> reader_streams;  // per slot: where its lease was acquired
  std::mutex mutex;
  std::condition_variable slot_freed;
  std::deque<uint32_t> free_slots;  // oldest release first: its reader is done first
  std::atomic<uint64_t> last_submitted{0};
};

class CudaRing : public FrameRing {
 public:
  CudaRing(std::shared_ptr<gpu::Device> device, const SlotShape& shape, uint32_t num_slots,
           int cuda_device)
      : memory_(std::make_shared<CudaMemory>(std::move(device), shape, num_slots, cuda_device)),
        generations_(num_slots, 0) {}

  const SlotShape& shape() const override { return memory_->slot_shape; }
  uint32_t num_slots() const override { return static_cast<uint32_t>(generations_.size()); }
  SlotBuffer buffer(const WriteSlot& slot) const override {
    return {memory_->buffer.handle(), slot.index * memory_->stride_bytes, {}};
  }
  const gpu::Timeline& rendered() const override { return memory_->rendered; }

  std::optional<DeviceSync> device_sync(const WriteSlot& slot) const override {
    return DeviceSync{{memory_->consumed[slot.index].handle(), slot.generation - 1},
                      {memory_->drawn.handle(), slot.rendered}};
  }

  std::optional<WriteSlot> begin_write(std::chrono::nanoseconds timeout) override {
    std::unique_lock lock(memory_->mutex);
    if (!memory_->slot_freed.wait_for(lock, timeout, [&] { return !memory_->free_slots.empty(); }))
      return std::nullopt;
    const uint32_t index = memory_->free_slots.front();
    memory_->free_slots.pop_front();
    return WriteSlot{index, ++generations_[index], ++num_batches_};
  }

  Lease end_write(const WriteSlot& slot) override {
    memory_->reader_streams[slot.index] = nullptr;
    memory_->last_submitted = slot.rendered;
    return Lease(memory_, slot);
  }

 private:
  std::shared_ptr<CudaMemory> memory_;
  std::vector<uint64_t> generations_;  // of the latest batch of each slot
  uint64_t num_batches_ = 0;
};

}  // namespace

std::optional<int> cuda_device_of(const gpu::Device& device) {
  int num_devices = 0;
  if (const cudaError_t result = cudaGetDeviceCount(&num_devices); result != cudaSuccess) {
    cuda_error(result);
    return std::nullopt;
  }
  for (int i = 0; i < num_devices; ++i) {
    cudaDeviceProp properties{};
    check(cudaGetDeviceProperties(&properties, i), "cudaGetDeviceProperties");
    if (std::memcmp(properties.uuid.bytes, device.info().uuid.data(), device.info().uuid.size()) ==
        0)
      return i;
  }
  return std::nullopt;
}

int cuda_build_version() { return CUDART_VERSION; }

std::string cuda_ring_support(const gpu::Device& device) {
  if (const std::string obstacle = gpu::export_obstacle(device); !obstacle.empty()) return obstacle;
  const auto number = cuda_device_of(device);
  if (!number) return "CUDA sees no device with the UUID of " + device.info().name;
  int timelines = 0;
  check(cudaDeviceGetAttribute(&timelines, cudaDevAttrTimelineSemaphoreInteropSupported, *number),
        "cudaDeviceGetAttribute");
  return timelines ? ""
                   : device.info().name + ": its CUDA driver cannot import timeline semaphores";
}

std::unique_ptr<FrameRing> make_cuda_ring(std::shared_ptr<gpu::Device> device,
                                          const SlotShape& shape, uint32_t num_slots) {
  PP_CHECK(num_slots >= 1);
  if (const std::string obstacle = cuda_ring_support(*device); !obstacle.empty())
    throw EnvironmentError("no CUDA ring: " + obstacle);
  const int cuda_device = cuda_device_of(*device).value();
  return std::make_unique<CudaRing>(std::move(device), shape, num_slots, cuda_device);
}

}  // namespace progpretrain::frames
