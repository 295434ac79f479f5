#pragma once
// Device-local working memory that is made at first use and grows with what is asked of it.
#include <cstdint>
#include <memory>

#include "engine/gpu/buffer.h"

namespace progpretrain::gpu {

class GrowingBuffer {
 public:
  /// Never larger than `limit_bytes`. `device` must outlive this object and every buffer it gave.
  GrowingBuffer(const Device& device, uint64_t limit_bytes)
      : device_(&device), limit_bytes_(limit_bytes) {}

  uint64_t limit_bytes() const { return limit_bytes_; }

  /// A buffer of at least `size_bytes` (> 0, at most the limit), contents undefined: the one given
  /// last when it is large enough, else a new one of at least twice its size. Whoever bound the old
  /// one keeps it alive.
  std::shared_ptr<const Buffer> at_least(uint64_t size_bytes);

 private:
  const Device* device_;
  uint64_t limit_bytes_;
  std::shared_ptr<const Buffer> buffer_;
};

}  // namespace progpretrain::gpu
