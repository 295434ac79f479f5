#pragma once
// A CUDA stream that plays the reader of a ring, without CUDA's headers.
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace progpretrain::testing {

class CudaStream {
 public:
  virtual ~CudaStream() = default;
  /// What Lease::acquire() and release() take.
  virtual void* handle() const = 0;
  /// Queues a copy of `num_bytes` of device memory; finish() returns all copies, one after the
  /// other (at most 64 KiB).
  virtual void queue_copy(const uint8_t* from, size_t num_bytes) = 0;
  /// Work queued from now on waits until resume().
  virtual void pause() = 0;
  virtual void resume() = 0;
  /// Whether all queued work is done.
  virtual bool is_idle() const = 0;
  /// Waits for all queued work and returns what was copied since the last call.
  virtual std::vector<uint8_t> finish() = 0;
};

/// A new non-blocking stream on device number `cuda_device`; nullptr in a build without CUDA.
std::unique_ptr<CudaStream> make_cuda_stream(int cuda_device);

}  // namespace progpretrain::testing
