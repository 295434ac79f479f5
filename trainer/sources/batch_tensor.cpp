#include "trainer/sources/batch_tensor.h"

#include <ATen/ops/from_blob.h>
#include <c10/core/impl/VirtualGuardImpl.h>
#include <torch/types.h>

#include <memory>

namespace progpretrain::trainer {
namespace {

torch::Device device_of(const frames::Lease& lease) {
  return lease.on_cuda()
             ? torch::Device(torch::kCUDA, static_cast<torch::DeviceIndex>(lease.cuda_device()))
             : torch::Device(torch::kCPU);
}

// LibTorch's current stream as an opaque handle, without CUDA's headers.
void* current_stream(torch::Device device) {
  return c10::impl::VirtualGuardImpl(device.type()).getStream(device).native_handle();
}

}  // namespace

torch::Tensor view_of(frames::Lease lease, void* stream) {
  const frames::SlotShape shape = lease.shape();
  const torch::Device device = device_of(lease);
  if (device.is_cuda() && !stream) stream = current_stream(device);
  // from_blob takes a mutable pointer; nobody writes through a view of a drawn batch.
  auto* data = const_cast<uint8_t*>(lease.acquire(stream));
  auto held = std::make_shared<frames::Lease>(std::move(lease));
  // The device is named, so that LibTorch does not ask the driver whose pointer this is.
  return at::from_blob(
      data, {shape.batch, 3, shape.height_px, shape.width_px},
      [held = std::move(held)](void*) { held->release(); },
      torch::TensorOptions(torch::kUInt8).device(device), device);
}

torch::Tensor take_as_float(frames::Lease lease, torch::Device reader) {
  const torch::Tensor bytes = view_of(std::move(lease)).to(reader);
  return bytes.to(torch::kFloat32).div_(255.0);
}

}  // namespace progpretrain::trainer
