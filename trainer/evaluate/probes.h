#pragma once
// How good a frozen encoder is: k-NN and linear probe, always beside a randomly initialised encoder
// of the same shape and the raw pixels, with intervals.
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/strict_json.h"
#include "trainer/evaluate/bootstrap.h"
#include "trainer/evaluate/datasets.h"
#include "trainer/evaluate/features.h"

namespace progpretrain::trainer {

enum class Probe { knn, linear };

std::string_view to_string(Probe probe);
/// "knn" or "linear"; throws UsageError that lists what is accepted.
Probe probe_from_string(std::string_view name);

struct ProbeOptions {
  std::vector<Probe> probes = {Probe::knn, Probe::linear};
  int64_t batch_size = 128;  ///< images per call of a feature function
  uint64_t seed = 0;         ///< of the bootstrap
};

/// One line of the result; accuracies are shares in 0..1 of the test images.
struct ProbeRow {
  std::string checkpoint;  ///< TrainedFeatures::checkpoint
  std::string set;
  Probe probe = Probe::knn;
  int64_t num_train = 0, num_test = 0, num_classes = 0;
  Interval pixels;  ///< raw pixels of pictures brought to at most 32 px (knn) or 16 px (linear)
  Interval random, trained;
  Interval difference;  ///< trained - random, paired
};

struct TrainedFeatures {
  std::string checkpoint;  ///< a name for tables: the path that was given
  FeatureFunction encode;
};

/// For each of `trained` one row per probe, in the order of options.probes. `random` and the pixels
/// are measured once.
std::vector<ProbeRow> evaluate(const Dataset& set, std::span<const TrainedFeatures> trained,
                               const FeatureFunction& random, const ProbeOptions& options);

/// [{"checkpoint", "set", "probe", "num_train", "num_test", "num_classes", "chance", "pixels": {"accuracy",
/// "low", "high"}, "random", "trained", "difference"}]
base::Json to_json(std::span<const ProbeRow> rows);

/// The same for people: one line per row, in percent, with a heading; ends with a newline. The
/// checkpoint is named where there are several.
std::string to_table(std::span<const ProbeRow> rows);

}  // namespace progpretrain::trainer
