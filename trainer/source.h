#pragma once
// Where training images come from: an image source delivers batches of decoded views with the
// numbers of the requests that made them. Shaders are one source; folders of pictures, generators
// and mixtures are others behind the same face.
#include <torch/types.h>

#include <cstdint>
#include <string>
#include <vector>

namespace progpretrain::trainer {

/// One training batch: B samples of V views each, sample-major (sample 0 view 0, sample 0 view 1,
/// sample 1 view 0, ...).
struct ImageBatch {
  torch::Tensor images;  ///< f32 [B*V,3,H,W] in [0,1], row 0 = top, on the training device
  torch::Tensor labels;  ///< i64 [B]: index of the program (class) in the run's program list
  uint64_t first_sample =
      0;  ///< number of sample 0 in the run; sample i has number first_sample + i
};

class ImageSource {
 public:
  virtual ~ImageSource() = default;
  /// The next batch, in order. Blocks while images are being drawn.
  virtual ImageBatch next() = 0;
  /// Number of classes that labels range over.
  virtual int64_t num_classes() const = 0;
  /// Seconds that next() has spent waiting for images since the last call of this function.
  virtual double take_wait_s() = 0;
};

}  // namespace progpretrain::trainer
