#include "trainer/run_config.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/corpus/pack.h"
#include "trainer/encoders/encoder.h"
#include "trainer/methods/method.h"
#include "trainer/optimiser.h"
#include "trainer/precision.h"

namespace progpretrain::trainer {
namespace {

constexpr double kMany = 1e15;  // no bound that matters, and exact in a double

using C = RunConfig;
const std::array kFields = {
    RunField{"method", "pretraining method", &C::method},
    RunField{"encoder", "network that is pretrained", &C::encoder},
    RunField{"images",
             "instead of a corpus: the training pictures of a labelled set (folders as `eval --data` "
             "reads them), the control that says what programs are worth",
             &C::images},
    RunField{"corpus", "corpus file; empty = the built-in corpus", &C::corpus},
    RunField{"split", "only programs of this split of a pack: train or held-out; empty = both",
             &C::split},
    RunField{"subset", "only the fixed 1,000 programs of a pack", &C::subset},
    RunField{"families",
             "only programs of these families, separated by commas; empty = all",
             &C::families},
    RunField{"num_programs",
             "that many programs without any flag, drawn at random by seed (fewer are the first of "
             "more); 0 = all",
             &C::num_programs, 0, 1e9},
    RunField{"seed", "of everything random: initial weights, requests, augmentation", &C::seed, 0,
             kMany},
    RunField{"steps", "optimiser steps of the whole run", &C::steps, 1, kMany},
    RunField{"batch", "samples per step (images per step = batch * num_views)", &C::batch, 2, 65536},
    RunField{"views",
             "in what the views of a sample differ beside their windows: window (nothing), latent "
             "(neighbours in the program's latent space), frame (other moments)",
             &C::view_kind},
    RunField{"num_views", "images drawn per sample", &C::views, 1, 16},
    RunField{"overfit_batch", "train on the first batch only (its loss must fall)",
             &C::overfit_batch},
    RunField{"size_px", "width and height of a training image", &C::size_px, 16, 1024},
    RunField{"canvas_px", "width and height that programs see as their resolution", &C::canvas_px,
             16, 8192},
    RunField{"samples_per_axis", "supersampling: samples per pixel and axis", &C::samples_per_axis,
             1, 8},
    RunField{"stream",
             "ordered (reproducible, waits for a program that is not ready) or ready-first (takes "
             "the next ready one; order.jsonl in the run folder logs the order)",
             &C::stream},
    RunField{"working_set",
             "programs shown in turn before the next ones are loaded, twice as many are resident; "
             "0 = all where memory allows, else as many as it does",
             &C::working_set, 0, 1e7},
    RunField{"visit_samples",
             "where not all programs are resident: samples that each shows before it makes room",
             &C::visit_samples, 1, 4096},
    RunField{"freshness",
             "images that one drawing of an expensive program may serve: its canvas is drawn once "
             "and seen through a window of each image's own; 1 = every image is a drawing of its own",
             &C::freshness, 1, 4096},
    RunField{"stall_s",
             "seconds in which the device must finish something; else the run goes on without the "
             "program in its hands",
             &C::stall_s, 0.1, 86400},
    RunField{"time_min_s", "earliest moment drawn, seconds", &C::time_min_s, 0, 1e6},
    RunField{"time_max_s", "latest moment drawn, seconds", &C::time_max_s, 0, 1e6},
    RunField{"crop_scale_min", "smallest area of a crop, as a share of the canvas",
             &C::crop_scale_min, 1e-4, 1},
    RunField{"crop_scale_max", "largest area of a crop, as a share of the canvas",
             &C::crop_scale_max, 1e-4, 1},
    RunField{"crop_aspect_max", "largest width / height of a crop; the smallest is its inverse",
             &C::crop_aspect_max, 1, 10},
    RunField{"flip_probability", "horizontal flip", &C::flip_probability, 0, 1},
    RunField{"parameters_sigma",
             "how far the declared parameters of each sample lie around their defaults, as a share "
             "of their range (identity keeps its own); 0 = at the defaults",
             &C::parameters_sigma, 0, 1},
    RunField{"latent_sigma",
             "of latent views: width of the neighbourhood, relative for literals, as a share of "
             "their range for declared parameters",
             &C::latent_sigma, 0, 1},
    RunField{"latent_distance",
             "of latent views: instead of latent_sigma, mean distance of neighbours (mean absolute "
             "difference in [0,1]), for each program by its own measured sigma; 0 = off",
             &C::latent_distance, 0, 0.5},
    RunField{"jitter_probability", "colour jitter", &C::jitter_probability, 0, 1},
    RunField{"jitter_brightness", "factor in 1 +- this", &C::jitter_brightness, 0, 1},
    RunField{"jitter_contrast", "factor in 1 +- this", &C::jitter_contrast, 0, 1},
    RunField{"jitter_saturation", "factor in 1 +- this", &C::jitter_saturation, 0, 1},
    RunField{"jitter_hue", "rotation of the hue, in +- this many turns", &C::jitter_hue, 0, 0.5},
    RunField{"grey_probability", "image without colour", &C::grey_probability, 0, 1},
    RunField{"blur_probability", "Gaussian blur", &C::blur_probability, 0, 1},
    RunField{"blur_sigma_min_px", "weakest blur, pixels of the training image",
             &C::blur_sigma_min_px, 0.01, 100},
    RunField{"blur_sigma_max_px", "strongest blur, pixels of the training image",
             &C::blur_sigma_max_px, 0.01, 100},
    RunField{"optimiser", "sgd or adamw", &C::optimiser},
    RunField{"lr", "peak learning rate", &C::lr, 0, 100},
    RunField{"momentum", "of sgd", &C::momentum, 0, 0.9999},
    RunField{"weight_decay", "of weights, not of biases and normalisation", &C::weight_decay, 0,
             10},
    RunField{"warmup_steps", "steps of linear warm-up before the cosine", &C::warmup_steps, 0,
             kMany},
    RunField{"temperature", "of the contrastive losses", &C::temperature, 1e-3, 100},
    RunField{"projector_hidden", "hidden width of the contrastive projector; 0 = one linear layer",
             &C::projector_hidden, 0, 65536},
    RunField{"projector_dim", "dimensions in which contrastive losses compare", &C::projector_dim,
             2, 65536},
    RunField{"log_every", "steps between lines of metrics", &C::log_every, 1, kMany},
    RunField{"checkpoint_every", "steps between checkpoints (one more is written at the end)",
             &C::checkpoint_every, 1, kMany},
    RunField{"keep_checkpoints", "newest checkpoints to keep", &C::keep_checkpoints, 1, kMany},
    RunField{"precision",
             "in which the encoder computes: float32, or bf16 (its weights and the loss stay "
             "float32)",
             &C::precision},
    RunField{"threads", "CPU threads of training; 0 = all", &C::threads, 0, 4096},
    RunField{"device", "auto, cpu or gpu:N", &C::device},
};

void require_order(bool ordered, const std::string& where, const char* key,
                   const std::string& problem) {
  if (!ordered) base::throw_json_error(where, key, problem);
}

}  // namespace

std::span<const RunField> run_fields() {
  return kFields;
}

RunConfig default_config(std::string_view method, std::string_view encoder) {
  RunConfig config;
  config.method = method;
  config.encoder = encoder;
  config.views = find_method(method).default_views;
  config.projector_hidden = find_encoder(encoder).projector_hidden;
  return config;
}

void validate(const RunConfig& config, const std::string& where) {
  for (const RunField& field : kFields) {
    double value = field.low;
    if (const auto* whole = std::get_if<int64_t C::*>(&field.member))
      value = static_cast<double>(config.**whole);
    if (const auto* real = std::get_if<double C::*>(&field.member)) value = config.**real;
    if (!(value >= field.low && value <= field.high))  // also false for NaN
      base::throw_json_error(
          where, std::string(field.name).c_str(),
          base::concat(field_text(config, field), " is outside ", field.low, " .. ", field.high));
  }
  find_encoder(config.encoder);
  const MethodInfo& method = find_method(config.method);
  require_order(
      config.view_kind == "window" || config.view_kind == "latent" || config.view_kind == "frame",
      where, "views", "'" + config.view_kind + "' (accepted: window, latent, frame)");
  require_order(config.split.empty() || config.split == corpus::kTrain ||
                    config.split == corpus::kHeldOut,
                where, "split", "'" + config.split + "' (accepted: train, held-out)");
  require_order(config.images.empty() || (config.corpus.empty() && config.split.empty() &&
                                          !config.subset && config.families.empty() &&
                                          config.num_programs == 0),
                where, "images", "pictures are no programs: give images or a corpus and its part");
  require_order(config.images.empty() || config.view_kind == "window", where, "views",
                "pictures have windows only");
  require_order(config.parameters_sigma == 0 || config.view_kind != "latent", where,
                "parameters_sigma", "is of window and frame views (latent views: latent_sigma)");
  require_order(config.views >= method.min_views, where, "num_views",
                base::concat("method ", config.method, " needs at least ", method.min_views));
  require_order(config.optimiser == "sgd" || config.optimiser == "adamw", where, "optimiser",
                "'" + config.optimiser + "' (accepted: " + kOptimisers + ")");
  require_order(config.stream == kOrdered || config.stream == kReadyFirst, where, "stream",
                "'" + config.stream + "' (accepted: ordered, ready-first)");
  require_order(config.precision == kFloat32 || config.precision == kBf16, where, "precision",
                "'" + config.precision + "' (accepted: float32, bf16)");
  require_order(config.warmup_steps <= config.steps, where, "warmup_steps",
                base::concat(config.warmup_steps, " is more than steps = ", config.steps));
  require_order(config.time_min_s <= config.time_max_s, where, "time_min_s",
                "is more than time_max_s");
  require_order(config.crop_scale_min <= config.crop_scale_max, where, "crop_scale_min",
                "is more than crop_scale_max");
  require_order(config.blur_sigma_min_px <= config.blur_sigma_max_px, where, "blur_sigma_min_px",
                "is more than blur_sigma_max_px");
}

std::vector<std::string> families_of(const RunConfig& config) {
  std::vector<std::string> names;
  for (size_t at = 0; at < config.families.size();) {
    const size_t end = std::min(config.families.find(',', at), config.families.size());
    if (end > at) names.push_back(config.families.substr(at, end - at));
    at = end + 1;
  }
  return names;
}

uint64_t first_sample(const RunConfig& config, int64_t completed_steps) {
  return config.overfit_batch
             ? 0
             : static_cast<uint64_t>(completed_steps) * static_cast<uint64_t>(config.batch);
}

}  // namespace progpretrain::trainer
