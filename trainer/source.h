#pragma once
// Where training images come from: an image source delivers batches of decoded views with the
// numbers of the requests that made them. Shaders are one source; folders of pictures, generators
// and mixtures are others behind the same face.
#include <torch/types.h>

#include <algorithm>
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

/// What a source did since it was made. A source that has nothing to say about a field leaves it 0.
struct SourceCounters {
  uint64_t num_images = 0;       ///< delivered
  double draw_ms = 0;            ///< device time of drawing
  uint64_t num_hits = 0;         ///< programs of batches that were resident when they were wanted
  uint64_t num_misses = 0;       ///< that had to be loaded first
  uint64_t num_loads = 0;        ///< programs loaded, ahead of their use or not
  double load_s = 0;             ///< time of that, on other threads but for the misses
  uint64_t num_looks = 0;        ///< images that share the drawing of a canvas
  uint64_t num_canvases = 0;     ///< drawings that they share
  uint64_t num_warmed = 0;       ///< programs compiled for the driver's cache

  /// Images that needed no drawing of their own, as a share of those drawn.
  double reuse_share() const {
    return num_images == 0 ? 0.0 : static_cast<double>(num_looks - std::min(num_looks, num_canvases)) / static_cast<double>(num_images);
  }
  double hit_share() const {
    const uint64_t all = num_hits + num_misses;
    return all == 0 ? 1.0 : static_cast<double>(num_hits) / static_cast<double>(all);
  }
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
  virtual SourceCounters counters() const { return {}; }
};

}  // namespace progpretrain::trainer
