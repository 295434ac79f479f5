#include "engine/gpu/growing_buffer.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::gpu {

std::shared_ptr<const Buffer> GrowingBuffer::at_least(uint64_t size_bytes) {
  PP_CHECK(size_bytes <= limit_bytes_, size_bytes, " bytes of ", limit_bytes_);
  if (!buffer_ || buffer_->size_bytes() < size_bytes) {
    const uint64_t doubled = buffer_ ? 2 * buffer_->size_bytes() : 0;
    buffer_ = std::make_shared<const Buffer>(
        *device_, std::min(limit_bytes_, std::max(size_bytes, doubled)), Visibility::device);
  }
  return buffer_;
}

}  // namespace progpretrain::gpu
