#pragma once
// An encoder as the probes and reports use it.
#include <memory>

#include "trainer/encoders/encoder.h"
#include "trainer/evaluate/features.h"

namespace progpretrain::trainer {

/// Normalises images (f32 [N,3,H,W] in [0,1]) and runs the encoder, frozen and in evaluation mode
/// -> f32 [N,D].
FeatureFunction feature_function(std::shared_ptr<Encoder> encoder);

}  // namespace progpretrain::trainer
