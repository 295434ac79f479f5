// progpretrain compare: corpora side by side, with the same code and the same sizes.
#include <fmt/format.h>
#include <torch/types.h>

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/picture/codec.h"
#include "engine/picture/contact_sheet.h"
#include "engine/render/picture_statistics.h"
#include "engine/render/worker_process.h"
#include "tools/candidate_frames.h"
#include "tools/corpus_sample.h"
#include "tools/default_corpus.h"
#include "tools/near_programs.h"
#include "trainer/checkpoint.h"
#include "trainer/compare/report.h"
#include "trainer/compare/texture_features.h"
#include "trainer/feature_function.h"

namespace progpretrain::tools {
namespace {

namespace fs = std::filesystem;

struct CompareOptions {
  CommonOptions common;
  std::vector<std::string> corpora, checkpoints;
  std::string out;
  uint32_t num_programs = 1000, num_frames = 32, size_px = 64;
  uint32_t max_clusters = trainer::kDefaultMaxClusters;
  float parameters_sigma = 0;
  bool is_raw = false;
};

constexpr size_t kSheetPrograms = 60;
constexpr size_t kLeastPrograms = 2;
constexpr const char* kMixedCode = "mixed";

struct Space {
  trainer::SpaceName name;
  trainer::FeatureFunction encode;
};

std::vector<Space> feature_spaces(const CompareOptions& options) {
  std::vector<Space> spaces{{{"texture",
                              "Training-free: log-Gabor filters at 4 scales and 6 orientations "
                              "(mean and deviation of the "
                              "modulus) and moments of luma and two colour axes",
                              trainer::Units::various},
                             trainer::texture_features}};
  const fs::path selected_with = selection_encoder_file();
  const std::string forbidden =
      fs::exists(selected_with) ? base::sha256_hex(base::read_file(selected_with)) : "";
  for (const std::string& checkpoint : options.checkpoints) {
    const trainer::PretrainedEncoder trained = trainer::load_encoder(checkpoint);
    if (base::sha256_hex(base::read_file(trained.file)) == forbidden)
      throw UsageError("--checkpoint " + checkpoint +
                       ": this is the encoder that programs are selected with; give another one");
    spaces.push_back({{fmt::format("encoder {}", spaces.size()),
                       fmt::format("{}, {} at {} px, step {} ({})", trained.name, trained.method,
                                   trained.size_px, trained.step, checkpoint),
                       trainer::Units::one},
                      trainer::feature_function(trained.encoder)});
  }
  return spaces;
}

/// Names for tables and files: as short as they are unique.
std::vector<std::string> names_of(const std::vector<std::string>& corpora) {
  std::vector<std::string> names;
  std::set<std::string> seen;
  for (const std::string& corpus : corpora) {
    const std::string name = name_of_corpus(corpus);
    if (!seen.insert(name).second)
      throw UsageError(
          fmt::format("{}: two corpora would be called '{}' in the report", corpus, name));
    names.push_back(name);
  }
  return names;
}

CommonOptions common_of(const CompareOptions& options, size_t corpus) {
  CommonOptions common = options.common;
  common.corpus = options.corpora[corpus];
  return common;
}

CorpusSession session_of(const CompareOptions& options, size_t corpus) {
  CorpusSession session(common_of(options, corpus));
  session.code = render::Code::quick;
  return session;
}

std::string code_of(const CorpusSample& sample) {
  std::set<std::string> codes;
  for (const base::Json& measured : sample.measurements)
    codes.insert(measured.value("code", std::string("unknown")));
  return codes.size() == 1 ? *codes.begin() : kMixedCode;
}

picture::Image image_of(const torch::Tensor& frame) {
  const torch::Tensor planes = frame.contiguous();  // (3, S, S)
  return picture::from_planar({planes.data_ptr<uint8_t>(), static_cast<size_t>(planes.numel())},
                              static_cast<int>(planes.size(1)), static_cast<int>(planes.size(2)));
}

/// Mean power spectrum of the frames u8 [F,3,S,S] of a program.
std::vector<double> mean_power(const torch::Tensor& frames) {
  std::vector<double> sum;
  const auto num_frames = static_cast<size_t>(frames.size(0));
  const size_t bytes = static_cast<size_t>(frames.numel()) / num_frames;
  for (size_t i = 0; i < num_frames; ++i) {
    const auto power = render::power_spectrum({frames.data_ptr<uint8_t>() + i * bytes, bytes});
    sum.resize(power.size());
    for (size_t k = 0; k < power.size(); ++k) sum[k] += power[k] / static_cast<double>(num_frames);
  }
  return sum;
}

/// Keeps the first `count` programs.
void cut(trainer::DrawnCorpus& corpus, std::vector<std::string>& ids, size_t count) {
  for (torch::Tensor& features : corpus.features)
    features = features.slice(0, 0, static_cast<int64_t>(count)).contiguous();
  corpus.power.resize(count);
  for (auto* numbers :
       {&corpus.ms_per_megapixel, &corpus.colourfulness, &corpus.coverage, &corpus.motion})
    numbers->resize(count);
  ids.resize(count);
}

struct Drawn {
  trainer::DrawnCorpus corpus;
  std::vector<std::string> ids;
  std::vector<picture::Tile> tiles;
};

Drawn draw(const CompareOptions& options, size_t place, const std::string& name,
           const std::vector<Space>& spaces, CorpusSample sample) {
  const CorpusSession session = session_of(options, place);
  Drawn out;
  std::vector<std::vector<torch::Tensor>> parts(spaces.size());
  draw_sample(session, sample, {options.num_frames, options.size_px, options.parameters_sigma}, options.common.seed,
              [&](size_t, const torch::Tensor& frames) {
                const torch::Tensor images = frames.flatten(0, 1);  // (n*F, 3, S, S)
                for (size_t s = 0; s < spaces.size(); ++s) {
                  const torch::Tensor rows =
                      trainer::extract_features(spaces[s].encode, images, images.size(0));
                  parts[s].push_back(rows.view({frames.size(0), frames.size(1), rows.size(1)}));
                }
                for (int64_t i = 0; i < frames.size(0); ++i) {
                  out.corpus.power.push_back(mean_power(frames[i]));
                  if (out.tiles.size() < kSheetPrograms)
                    out.tiles.push_back({image_of(frames[i][frames.size(1) / 2]), {}});
                }
              });
  out.corpus.name = name;
  out.corpus.fingerprint = session.store.fingerprint();
  out.corpus.num_in_corpus = sample.num_in_corpus;
  out.corpus.num_tried = sample.num_tried;
  out.corpus.cost_code = code_of(sample);
  for (const auto& rows : parts)
    if (!rows.empty()) out.corpus.features.push_back(torch::cat(rows));
  const auto number = [](const base::Json& measured, const char* key) {
    return static_cast<float>(measured.value(key, 0.0));
  };
  for (size_t i = 0; i < sample.programs.size(); ++i) {
    const base::Json& measured = sample.measurements[i];
    out.ids.push_back(sample.programs[i].id);
    if (i < out.tiles.size()) out.tiles[i].caption = sample.programs[i].id;
    out.corpus.ms_per_megapixel.push_back(number(measured, "ms_per_megapixel"));
    out.corpus.colourfulness.push_back(number(measured, "colourfulness"));
    out.corpus.coverage.push_back(number(measured, "coverage"));
    out.corpus.motion.push_back(number(measured, "motion"));
  }
  return out;
}

/// How far the nearest of the other programs is in structure, of each that has a graph.
std::vector<float> nearest_distances(const CommonOptions& common,
                                     const std::vector<std::string>& ids) {
  const corpus::Store store = open_corpus(common);
  const auto structure = read_structure(store, common, render::GraphKind::all, ids);
  if (structure.features.empty())
    throw EnvironmentError(common.corpus + ": no program's structure could be read");
  const structure::NeighbourIndex index(structure.features);
  std::vector<float> out;
  for (const auto& its : search_neighbours(index, structure.features, true, 1.0, 1, common.jobs))
    out.push_back(its.empty() ? 1.0f : static_cast<float>(its[0].distance));
  return out;
}

/// As a shell wants it.
std::string quoted(const std::string& argument) {
  if (argument.find_first_of(" '\"\\$`*?&|;<>()~#!") == std::string::npos) return argument;
  std::string out = "'";
  for (const char c : argument) out += c == '\'' ? std::string("'\\''") : std::string(1, c);
  return out + "'";
}

std::string command_of(const CompareOptions& options) {
  std::string out = "progpretrain compare";
  for (const std::string& corpus : options.corpora) out += " " + quoted(corpus);
  out += fmt::format(" --programs {} --frames {} --size {} --seed {}", options.num_programs,
                     options.num_frames, options.size_px, options.common.seed);
  if (options.parameters_sigma > 0)
    out += fmt::format(" --parameters-sigma {}", options.parameters_sigma);
  if (options.is_raw) out += " --raw";
  if (options.max_clusters != trainer::kDefaultMaxClusters)
    out += fmt::format(" --clusters {}", options.max_clusters);
  for (const std::string& checkpoint : options.checkpoints)
    out += " --checkpoint " + quoted(checkpoint);
  return out + " -o FOLDER";
}

void check(const CompareOptions& options) {
  if (options.corpora.size() < 2)
    throw UsageError("compare needs two or more corpora: numbers mean something side by side only");
  if ((options.size_px & (options.size_px - 1)) != 0)
    throw UsageError(fmt::format("--size {}: 16, 32, 64, 128 or 256", options.size_px));
  std::error_code error;
  fs::create_directories(options.out, error);
  if (error) throw UsageError(options.out + ": cannot make this folder: " + error.message());
}

CorpusSample sample_of(const CompareOptions& options, size_t corpus, size_t count) {
  CorpusSession session = session_of(options, corpus);
  return sample_corpus(session, static_cast<uint32_t>(count), options.common.seed,
                       options.is_raw ? Flagged::keep : Flagged::leave_out);
}

/// The samples of all corpora, of equal size.
std::vector<CorpusSample> samples_of(const CompareOptions& options) {
  std::vector<CorpusSample> samples;
  size_t smallest = options.num_programs;
  for (size_t i = 0; i < options.corpora.size(); ++i) {
    samples.push_back(sample_of(options, i, smallest));
    const size_t count = samples.back().programs.size();
    if (count < kLeastPrograms)
      throw UsageError(
          fmt::format("{}: {} programs that can be compared; at least {} are needed",
                      options.corpora[i], count, kLeastPrograms));
    if (count < smallest)
      log::warn(fmt::format(
          "{}: {} programs that can be compared; of every corpus that many are taken",
          options.corpora[i], count));
    smallest = std::min(smallest, count);
  }
  for (size_t i = 0; i < samples.size(); ++i)
    if (samples[i].programs.size() > smallest) samples[i] = sample_of(options, i, smallest);
  return samples;
}

void print_result(const CompareOptions& options, const std::vector<trainer::DrawnCorpus>& corpora,
                  const trainer::Comparison& numbers) {
  print_line(fmt::format("{:<24} {:>20} {:>14} {:>16} {:>10}", "corpus (texture)",
                         "effective programs", "frame spread", "identifiability", "clusters"));
  for (size_t c = 0; c < corpora.size(); ++c) {
    const trainer::SpaceNumbers& its = numbers.corpora[c].spaces[0];
    print_line(fmt::format("{:<24} {:>20.1f} {:>14.2f} {:>16.2f} {:>10.0f}", corpora[c].name,
                           its.effective.programs.value, its.spread.value,
                           its.identifiability.value, its.curve.points.back().clusters.value));
  }
  print_line(
      fmt::format("{}/CORPUS.md: {} programs of each corpus, {} frames each; all numbers in "
                  "comparison.json",
                  options.out, corpora[0].num_programs(), options.num_frames));
}

int run_compare(const CompareOptions& options) {
  check(options);
  render::use_quick_code();
  const GracefulStop stop;
  const std::vector<std::string> names = names_of(options.corpora);
  const std::vector<Space> spaces = feature_spaces(options);
  std::vector<CorpusSample> samples = samples_of(options);

  std::vector<Drawn> drawn;
  size_t smallest = samples[0].programs.size();
  for (size_t i = 0; i < samples.size(); ++i) {
    drawn.push_back(draw(options, i, names[i], spaces, std::move(samples[i])));
    smallest = std::min(smallest, drawn.back().ids.size());
  }
  if (smallest < kLeastPrograms) throw EnvironmentError("too few programs could be drawn");
  trainer::ComparisonRun run;
  run.command = command_of(options);
  run.num_frames = options.num_frames;
  run.size_px = options.size_px;
  run.parameters_sigma = options.parameters_sigma;
  run.is_raw = options.is_raw;
  run.seed = options.common.seed;
  run.device = gpu::Device(options.common.device).info().name;
  for (const Space& space : spaces) run.spaces.push_back(space.name);
  std::vector<trainer::DrawnCorpus> corpora;
  for (size_t i = 0; i < drawn.size(); ++i) {
    cut(drawn[i].corpus, drawn[i].ids, smallest);
    drawn[i].corpus.nearest_distance = nearest_distances(common_of(options, i), drawn[i].ids);
    run.sheets.push_back("sheet-" + names[i] + ".png");
    picture::write_png(fs::path(options.out) / run.sheets[i],
                       picture::contact_sheet(drawn[i].tiles));
    corpora.push_back(std::move(drawn[i].corpus));
  }
  if (std::any_of(corpora.begin(), corpora.end(), [&](const trainer::DrawnCorpus& corpus) {
        return corpus.cost_code != corpora[0].cost_code || corpus.cost_code == kMixedCode;
      }))
    log::warn(
        "costs were measured of quick code in some programs and of optimised code in others: "
        "screen all of them with --warm, or none");
  const trainer::Comparison numbers =
      trainer::compare_corpora(corpora, run.spaces, options.common.seed, options.max_clusters);
  trainer::write_comparison(options.out, run, corpora, numbers);
  if (options.common.json)
    print_json(trainer::to_json(run, corpora, numbers));
  else
    print_result(options, corpora, numbers);
  return kDone;
}

}  // namespace

void add_compare(CLI::App& app) {
  auto options = std::make_shared<CompareOptions>();
  CLI::App* command = app.add_subcommand(
      "compare",
      "A report on corpora side by side: effective number of programs, spread, kinds of pictures, "
      "cost.\nOf each corpus as many programs, drawn at random among those with verdict ok and no "
      "flag; what the sample needs is screened first. `synth --baseline` makes corpora to compare "
      "with, of which white_noise should come out last.");
  add_common_options(*command, options->common, kDevice | kSeed | kJobs);
  command
      ->add_option("corpora", options->corpora,
                   "Two or more: corpus files, packs (.jsonl.xz), names of built-in corpora")
      ->required();
  command
      ->add_option("-o,--out", options->out,
                   "Report folder: CORPUS.md, comparison.json, curves, contact sheets")
      ->required();
  command->add_option("--programs", options->num_programs, "Programs of each corpus")
      ->capture_default_str()
      ->check(CLI::Range(2, 100000));
  command->add_option("--frames", options->num_frames, "Moments drawn of each program")
      ->capture_default_str()
      ->check(CLI::Range(4, 256));
  command->add_option("--size", options->size_px, "Width and height in pixels, a power of two")
      ->capture_default_str()
      ->check(CLI::Range(16, 256));
  command
      ->add_option("--parameters-sigma", options->parameters_sigma,
                   "How far the declared parameters of each frame lie around their defaults, as a "
                   "share of their range; identity keeps its own")
      ->capture_default_str()
      ->check(CLI::Range(0.0, 1.0));
  command->add_flag("--raw", options->is_raw,
                    "Programs with flags (blank, static, budget, nan) take part as well");
  command
      ->add_option("--clusters", options->max_clusters,
                   "Kinds of pictures that frames are sorted into, at most one for every 8 frames; "
                   "curves of many programs need many, for of few they find all")
      ->capture_default_str()
      ->check(CLI::Range(2, 100000));
  command
      ->add_option("--checkpoint", options->checkpoints,
                   "Run whose encoder is a further feature space; may be given several times")
      ->allow_extra_args(false);
  set_run(*command, [options] { return run_compare(*options); });
}

}  // namespace progpretrain::tools
