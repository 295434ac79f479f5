#pragma once
// Peer (d) of `progpretrain bench peers`: all pictures of a data set resident on the GPU as bytes,
// batches cut out of them.
#include <torch/types.h>

#include <cstdint>

namespace progpretrain::tools {

class PoolPeer {
 public:
  /// `pictures`: u8 [N,3,H,W] on the device that delivers.
  PoolPeer(torch::Tensor pictures, uint32_t batch, uint32_t size_px);

  /// Wall seconds of `num_batches` batches f32 [batch,3,size_px,size_px] in [0,1]: pictures at
  /// random, a random window of each (20 to 100 % of the area, aspect 3/4 to 4/3), sampled
  /// bilinearly, half of them mirrored.
  double run(uint64_t num_batches);

 private:
  torch::Tensor next() const;

  const torch::Tensor pictures_;
  const int64_t batch_, size_px_;
};

}  // namespace progpretrain::tools
