#pragma once
// Training images from a fixed set of pictures, such as photographs: the control that says what
// programs are worth. The same windows, augmentation and training, another source.
#include <torch/types.h>

#include <memory>

#include "trainer/run_config.h"
#include "trainer/source.h"

namespace progpretrain::trainer {

struct PictureSet {
  torch::Tensor images;  ///< u8 [N,3,S,S], N >= 2
  torch::Tensor labels;  ///< i64 [N], in 0 .. num_classes - 1
  int64_t num_classes = 0;
};

/// Batches of config.batch samples of config.views views, from sample first_sample(config,
/// completed_steps) on, on `device`. Every epoch of N samples shows each picture once, in another
/// order; views are torchvision's RandomResizedCrop (whole pixels, bilinear with antialias) and
/// horizontal flips, as the configuration says, of size_px. All of it is a pure function of (seed,
/// sample).
std::unique_ptr<ImageSource> make_picture_source(PictureSet pictures, const RunConfig& config,
                                                 int64_t completed_steps, torch::Device device);

}  // namespace progpretrain::trainer
