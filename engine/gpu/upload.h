#pragma once
// Device-local buffers with contents that the host writes once.
#include <cstddef>
#include <functional>
#include <memory>
#include <span>

#include "engine/gpu/buffer.h"

namespace progpretrain::gpu {

/// A device-local buffer of `size_bytes` > 0 (a multiple of 4) with what `fill` writes. Waits for
/// the copy. Throws EnvironmentError when the memory cannot be had.
std::shared_ptr<const Buffer> make_filled_buffer(
    Device& device, uint64_t size_bytes, const std::function<void(std::span<std::byte>)>& fill);

}  // namespace progpretrain::gpu
