#pragma once
// What a worker finds out about a program's latent space: which of its literals are worth lifting,
// whether the lifted variant draws what the program draws and at what cost, and how far neighbours
// lie from the program's own picture.
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "engine/render/latent.h"
#include "engine/render/screen_program.h"

namespace progpretrain::render {

struct LatentMeasurement {
  std::vector<uint32_t> literals;  ///< those to lift (spirv::Variant), ascending; may be empty
  std::vector<float> values;       ///< what they are in the text
  std::vector<float> effects;      ///< mean absolute difference in [0,1] when one grows by 5 %
  uint32_t num_probed = 0;         ///< literals that were tried
  std::string lifted_key;          ///< of the lifted variant in the module cache; empty: none
  /// The lifted variant with the original values against the plain program: mean absolute
  /// difference (of 255) of the worst of five frames, its share of pixels that differ by more than
  /// 8, and device time lifted / plain.
  double lifted_difference = 0, lifted_far_share = 0, lifted_cost = 1;
  DistanceCurve distances;  ///< of declared parameters and lifted literals together

  /// The rule of the comparison with other renderers: mean at most 2, or at most 2 % of the pixels
  /// far.
  bool lifted_matches() const { return lifted_difference <= 2.0 || lifted_far_share <= 0.02; }
};

base::Json to_json(const LatentMeasurement& measurement);
/// Throws UsageError naming `where` when a field is missing.
LatentMeasurement latents_from_json(const base::Json& json, const std::string& where);

/// Of the literals that were tried, at most kMaxLifted to lift, the largest effect first, of those
/// that are seen at all and bounded. A literal whose pictures differ as much for a small further
/// change as for the whole one (the factors of hash functions) has no neighbourhood, and one that
/// breaks the picture no use.
struct LiteralEffect {
  float effect = 0;     ///< of a change by kProbeStep, on the program's own picture
  float roughness = 0;  ///< of an eighth of that change, on the changed picture
  bool breaks = false;  ///< pixels without a number, or a uniform picture
};
std::vector<uint32_t> choose_literals(const std::vector<LiteralEffect>& effects);

/// Translates, compiles and draws the program's variants, each change of a literal as one small
/// picture, many to a dispatch, and fewer literals where the program is slow. The lifted variant is
/// saved in `cache` and has been drawn when this returns, so that the driver knows it. Where
/// lifting makes the program more than 15 % slower, only its most effective literals are lifted (4
/// at least); a variant that does not match the plain program is not used. Throws
/// frames::DeviceLost and OutOfMemory; runs in a worker.
corpus::Result<LatentMeasurement> measure_latents(const std::shared_ptr<gpu::Device>& device,
                                                  const corpus::Program& program,
                                                  const spirv::ModuleCache& cache,
                                                  const OnStage& on_stage);

inline constexpr float kProbeStep = 0.05f;
inline constexpr uint32_t kProbeSize_px = 32;

}  // namespace progpretrain::render
