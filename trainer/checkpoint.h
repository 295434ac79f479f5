#pragma once
// The state of a run on disk, safe against kill -9 and full disks. RUN/checkpoints/step-00001234/
// holds
//   encoder.safetensors   the encoder alone, torchvision's names; metadata: encoder, size_px, step,
//   method method.safetensors    projector or head state.safetensors     optimiser state.json
//   format version, step, configuration provenance.json       what the caller knows about the
//   images DONE                  written last: a folder without it does not count
// The files are written and synced under a temporary folder name, the folder is renamed, then DONE
// is written.
#include <cstdint>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>

#include "engine/base/strict_json.h"
#include "trainer/encoders/encoder.h"

namespace progpretrain::trainer {

class TrainStep;

/// Writes the checkpoint of step.completed_steps() and then removes all but the newest `keep`. `stream` is what the image
/// source's state has beyond the step (programs in quarantine); it goes into state.json.
/// Returns its folder. Throws EnvironmentError (disk full, ...); then earlier checkpoints are
/// intact.
std::filesystem::path save_checkpoint(const std::filesystem::path& run_folder, TrainStep& step,
                                      const base::Json& provenance, int64_t keep,
                                      const base::Json& stream = base::Json::object());

/// The folder of the complete checkpoint with the highest step, if there is one.
std::optional<std::filesystem::path> newest_checkpoint(const std::filesystem::path& run_folder);

/// Puts a checkpoint's weights, optimiser state and step into `step`. Throws UsageError naming
/// file, key and both shapes when it does not fit the configuration of `step`.
void load_checkpoint(const std::filesystem::path& checkpoint_folder, TrainStep& step);

struct PretrainedEncoder {
  std::shared_ptr<Encoder> encoder;  ///< on the CPU, in evaluation mode
  std::string name;
  std::string method;
  int64_t size_px = 0;  ///< images it was trained on
  int64_t step = 0;
  std::filesystem::path file;  ///< where it came from
};

/// The encoder of a run folder (newest checkpoint), a checkpoint folder or an encoder.safetensors
/// file. Throws UsageError naming the path and what is accepted.
PretrainedEncoder load_encoder(const std::filesystem::path& path);

}  // namespace progpretrain::trainer
