// progpretrain eval: how good a frozen encoder is, on labelled images; export: its weights alone.
#include <fmt/format.h>
#include <torch/types.h>
#include <torch/utils.h>

#include <filesystem>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "tools/command.h"
#include "tools/labelled_set.h"
#include "trainer/checkpoint.h"
#include "trainer/evaluate/probes.h"
#include "trainer/feature_function.h"

namespace progpretrain::tools {
namespace {

struct EvalOptions {
  CommonOptions common;
  std::vector<std::string> checkpoints, data;
  std::vector<std::string> probes{"knn", "linear"};
};

int run_eval(const EvalOptions& options) {
  trainer::ProbeOptions probe_options;
  probe_options.probes.clear();
  for (const auto& name : options.probes) probe_options.probes.push_back(trainer::probe_from_string(name));
  probe_options.seed = options.common.seed;
  std::vector<trainer::PretrainedEncoder> encoders;
  std::vector<trainer::TrainedFeatures> trained;
  for (const std::string& checkpoint : options.checkpoints) {
    encoders.push_back(trainer::load_encoder(checkpoint));
    const auto &first = encoders.front(), &other = encoders.back();
    if (other.name != first.name || other.size_px != first.size_px)
      throw UsageError(fmt::format("{}: {} at {} px, but {} is {} at {} px; one table compares encoders of one architecture and size",
                                   checkpoint, other.name, other.size_px, options.checkpoints[0], first.name, first.size_px));
    trained.push_back({checkpoint, trainer::feature_function(other.encoder)});
  }
  // The same architecture with weights that it could have started from.
  torch::manual_seed(options.common.seed);
  const auto untrained = trainer::make_encoder(encoders[0].name);

  std::vector<std::filesystem::path> folders(options.data.begin(), options.data.end());
  if (folders.empty()) folders.push_back(labelled_set(options.common));
  std::vector<trainer::Dataset> sets;  // all are read before anything is computed
  for (const auto& folder : folders) sets.push_back(trainer::load_dataset(folder, static_cast<int>(encoders[0].size_px)));
  std::vector<trainer::ProbeRow> rows;
  for (const trainer::Dataset& set : sets) {
    for (auto& row : trainer::evaluate(set, trained, trainer::feature_function(untrained), probe_options))
      rows.push_back(std::move(row));
  }
  if (options.common.json) {
    base::Json checkpoints = base::Json::array();
    for (size_t i = 0; i < encoders.size(); ++i)
      checkpoints.push_back({{"checkpoint", options.checkpoints[i]}, {"file", encoders[i].file.string()},
                             {"method", encoders[i].method}, {"step", encoders[i].step}});
    print_json({{"encoder", encoders[0].name}, {"checkpoints", checkpoints}, {"rows", trainer::to_json(rows)}});
  } else {
    for (size_t i = 0; i < encoders.size(); ++i)
      print_line(fmt::format("{}: {} ({}, step {}), frozen", options.checkpoints[i], encoders[i].name, encoders[i].method, encoders[i].step));
    print_line(trainer::to_table(rows));
  }
  return kDone;
}

struct ExportOptions {
  CommonOptions common;
  std::string checkpoint, out;
};

int run_export(const ExportOptions& options) {
  const trainer::PretrainedEncoder encoder = trainer::load_encoder(options.checkpoint);
  base::write_file_atomically(options.out, base::read_file(encoder.file));
  if (options.common.json)
    print_json({{"out", options.out}, {"encoder", encoder.name}, {"step", encoder.step}});
  else
    print_line(fmt::format("{}: {} after {} steps, torchvision's parameter names", options.out, encoder.name, encoder.step));
  return kDone;
}

}  // namespace

void add_eval(CLI::App& app) {
  auto options = std::make_shared<EvalOptions>();
  CLI::App* command = app.add_subcommand("eval", "k-NN and linear probe of a frozen encoder, beside a random encoder and raw pixels");
  add_common_options(*command, options->common, kDevice | kSeed | kJobs);
  command->add_option("--checkpoint", options->checkpoints, "Run folder, checkpoint folder or encoder.safetensors; several of one architecture give one table")->required();
  command->add_option("--data", options->data, "Labelled sets: folders with train.bin/test.bin/meta.json, CIFAR-10, MNIST idx, or images by class "
                                               "(default: the project's own set, drawn at first use)");
  command->add_option("--probe", options->probes, "knn, linear")->delimiter(',')->capture_default_str();
  set_run(*command, [options] { return run_eval(*options); });
}

void add_export(CLI::App& app) {
  auto options = std::make_shared<ExportOptions>();
  CLI::App* command = app.add_subcommand("export", "The encoder's weights as safetensors with torchvision's names");
  add_common_options(*command, options->common, 0);
  command->add_option("--checkpoint", options->checkpoint, "Run folder or checkpoint folder")->required();
  command->add_option("-o,--out", options->out, "encoder.safetensors")->required();
  set_run(*command, [options] { return run_export(*options); });
}

}  // namespace progpretrain::tools
