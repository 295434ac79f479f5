#pragma once
// Request k of a run: a pure function of the run's frozen configuration, its program list, the seed and k.
#include <array>
#include <cstdint>
#include <memory>
#include <vector>

#include "engine/render/canvas_sharing.h"
#include "engine/render/frame_request.h"

namespace progpretrain::render {

/// A program that is shown no more from a sample on, because it stopped the run.
struct Quarantined {
  uint32_t program = 0;
  uint64_t first_sample = 0;
};

/// In what the views of a sample differ, beside their windows.
enum class ViewKind {
  window,  ///< nothing: the same moment of the same program
  latent,  ///< view 0 is the program itself, the others are neighbours of it in its latent space (GenRep)
  frame    ///< each shows a moment of its own
};

/// How the requests of a run are drawn. Frozen in the run's configuration, but that the quarantine
/// grows.
struct RequestPlan {
  uint64_t seed = 0;
  uint32_t num_programs = 0;
  uint32_t working_set = 0, visit_samples = 1;  ///< see Rotation
  std::shared_ptr<const CanvasSharing> sharing;  ///< may be empty: every request is a drawing of its own
  std::vector<Quarantined> quarantine;
  uint32_t views = 2;       ///< requests per sample
  uint32_t size_px = 64;    ///< output width and height
  uint32_t canvas_px = 128; ///< width and height that programs see
  uint32_t samples_per_axis = 1;  ///< supersampling
  std::array<float, 2> time_s{0.0f, 10.0f};      ///< time ~ uniform; the same for all views of a sample unless they are frames
  std::array<float, 2> crop_area{0.2f, 1.0f};    ///< share of the canvas; torchvision's RandomResizedCrop
  std::array<float, 2> crop_aspect{0.75f, 4.0f / 3.0f};  ///< width / height, log-uniform
  float flip_probability = 0.5f;  ///< horizontal
  float parameters_sigma = 0.0f;  ///< of what all views of a sample have in common (Latent::parameters_sigma); not of latent views
  ViewKind kind = ViewKind::window;
  float latent_sigma = 0.0f;            ///< of latent views (Latent::constants_sigma, parameters_sigma)
  std::vector<float> sigma_of_program;  ///< instead of latent_sigma, when it is normalised by program
};

Rotation rotation_of(const RequestPlan& plan);

/// Index of the program of sample k: the rotation's, or, when that is in quarantine, another of its block. Throws
/// EnvironmentError when the whole block is in quarantine.
uint32_t program_of_sample(const RequestPlan& plan, uint64_t sample);

/// View `view` of sample `sample`; as request of the run it has the number sample * views + view.
FrameRequest request_of_view(const RequestPlan& plan, uint64_t sample, uint32_t view);

}  // namespace progpretrain::render
