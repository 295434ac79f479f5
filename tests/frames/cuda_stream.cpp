#include "tests/frames/cuda_stream.h"

#include <cuda_runtime_api.h>

#include <atomic>

#include "engine/base/check.h"

namespace progpretrain::testing {
namespace {

constexpr size_t kStageBytes = 64 << 10;

class Stream : public CudaStream {
 public:
  explicit Stream(int cuda_device) {
    PP_CHECK_EQ(cudaSetDevice(cuda_device), cudaSuccess);
    PP_CHECK_EQ(cudaStreamCreateWithFlags(&stream_, cudaStreamNonBlocking), cudaSuccess);
    // Page-locked: a copy into other memory may block the host, and with it the test that must open
    // the gate.
    PP_CHECK_EQ(cudaMallocHost(reinterpret_cast<void**>(&stage_), kStageBytes), cudaSuccess);
  }
  ~Stream() override {
    resume();
    cudaStreamSynchronize(stream_);
    cudaFreeHost(stage_);
    cudaStreamDestroy(stream_);
  }

  void* handle() const override { return stream_; }

  void queue_copy(const uint8_t* from, size_t num_bytes) override {
    PP_CHECK(num_staged_ + num_bytes <= kStageBytes);
    PP_CHECK_EQ(
        cudaMemcpyAsync(stage_ + num_staged_, from, num_bytes, cudaMemcpyDeviceToHost, stream_),
        cudaSuccess);
    num_staged_ += num_bytes;
  }

  void pause() override {
    paused_ = true;
    const auto wait = [](void* paused) { static_cast<std::atomic<bool>*>(paused)->wait(true); };
    PP_CHECK_EQ(cudaLaunchHostFunc(stream_, wait, &paused_), cudaSuccess);
  }

  void resume() override {
    paused_ = false;
    paused_.notify_all();
  }

  bool is_idle() const override { return cudaStreamQuery(stream_) == cudaSuccess; }

  std::vector<uint8_t> finish() override {
    PP_CHECK_EQ(cudaStreamSynchronize(stream_), cudaSuccess);
    std::vector<uint8_t> copied(stage_, stage_ + num_staged_);
    num_staged_ = 0;
    return copied;
  }

 private:
  cudaStream_t stream_ = nullptr;
  uint8_t* stage_ = nullptr;
  size_t num_staged_ = 0;
  std::atomic<bool> paused_{false};
};

}  // namespace

std::unique_ptr<CudaStream> make_cuda_stream(int cuda_device) {
  return std::make_unique<Stream>(cuda_device);
}

}  // namespace progpretrain::testing
