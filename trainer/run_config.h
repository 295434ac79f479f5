#pragma once
// The complete configuration of a pretraining run. One table of fields serves the configuration
// file, the command line, --help and the run folder; a run is reproduced by its config.json.
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/strict_json.h"

namespace progpretrain::trainer {

/// Values of RunConfig::stream.
inline constexpr const char* kOrdered = "ordered";
inline constexpr const char* kReadyFirst = "ready-first";

/// What each field means, its unit and bounds: run_fields(). Defaults that depend on method or
/// encoder: default_config().
struct RunConfig {
  std::string method = "simclr";
  std::string encoder = "resnet18-half";
  std::string images;
  std::string corpus;
  std::string split;
  bool subset = false;
  std::string families;
  int64_t num_programs = 0;
  int64_t seed = 0;
  int64_t steps = 2000;
  int64_t batch = 128;
  std::string view_kind = "window";
  int64_t views = 2;
  bool overfit_batch = false;

  int64_t size_px = 64;
  int64_t canvas_px = 128;
  int64_t samples_per_axis = 1;
  std::string stream = "ordered";
  int64_t working_set = 0;
  int64_t visit_samples = 8;
  int64_t freshness = 8;
  double stall_s = 30.0;
  double time_min_s = 0.0;
  double time_max_s = 10.0;
  double crop_scale_min = 0.2;
  double crop_scale_max = 1.0;
  double crop_aspect_max = 4.0 / 3.0;
  double flip_probability = 0.5;
  double parameters_sigma = 0.0;
  double latent_sigma = 0.1;
  double latent_distance = 0.0;

  double jitter_probability = 0.8;
  double jitter_brightness = 0.4;
  double jitter_contrast = 0.4;
  double jitter_saturation = 0.4;
  double jitter_hue = 0.1;
  double grey_probability = 0.2;
  double blur_probability = 0.5;
  double blur_sigma_min_px = 0.1;
  double blur_sigma_max_px = 2.0;

  std::string optimiser = "adamw";
  double lr = 1e-3;
  double momentum = 0.9;
  double weight_decay = 1e-4;
  int64_t warmup_steps = 100;
  double temperature = 0.1;
  int64_t projector_hidden = 256;
  int64_t projector_dim = 128;

  int64_t log_every = 10;
  int64_t checkpoint_every = 500;
  int64_t keep_checkpoints = 2;
  std::string precision = "float32";
  int64_t threads = 0;
  std::string device = "auto";

  bool operator==(const RunConfig&) const = default;
};

/// One setting: its JSON key, what it means, and where it lies. Numbers are accepted in [low,
/// high].
struct RunField {
  using Member = std::variant<std::string RunConfig::*, int64_t RunConfig::*, double RunConfig::*,
                              bool RunConfig::*>;

  std::string_view name;
  std::string_view help;
  Member member;
  double low = 0.0, high = 0.0;
};

/// All settings, in the order of the struct.
std::span<const RunField> run_fields();

/// "crop_scale_min" -> "--crop-scale-min".
std::string option_name(const RunField& field);

/// The value of a field as text: "0.07", "true", "simclr".
std::string field_text(const RunConfig& config, const RunField& field);

/// A command-line argument as the JSON value of the field. Throws UsageError naming the option and
/// what is accepted.
base::Json parse_field(const RunField& field, const std::string& text);

/// What a run of this method and encoder uses where nothing else is said. Throws UsageError for
/// unknown names.
RunConfig default_config(std::string_view method, std::string_view encoder);

/// default_config() of the method and encoder that `settings` names (or of the defaults of both),
/// with everything else in `settings` put over it. Throws UsageError naming `where`, the key and
/// what is accepted, for unknown keys, wrong types, values out of bounds and settings that
/// contradict each other.
RunConfig resolve_config(const base::Json& settings, const std::string& where);

/// Every field with its value, in the order of the struct; resolve_config() of it is the same
/// configuration.
nlohmann::ordered_json to_json(const RunConfig& config);

/// Bounds and contradictions; resolve_config() calls it. Throws UsageError as above.
void validate(const RunConfig& config, const std::string& where);

/// All effective settings, one "name = value" per line, for the start of a run.
std::string describe(const RunConfig& config);

/// RUN/config.json, written atomically / read back and resolved.
void write_run_config(const std::filesystem::path& run_folder, const RunConfig& config);
RunConfig read_run_config(const std::filesystem::path& run_folder);

/// The names in `families`.
std::vector<std::string> families_of(const RunConfig& config);

/// Number of the first sample of a step: where the image source of a run that resumes after
/// `completed_steps` starts.
uint64_t first_sample(const RunConfig& config, int64_t completed_steps);

}  // namespace progpretrain::trainer
