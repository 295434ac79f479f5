// progpretrain bench: ratios measured side by side in one run (a machine's speed drifts; only
// paired ratios mean something).
#include <memory>

#include "tools/bench_options.h"

namespace progpretrain::tools {
namespace {

constexpr const char* kHelp =
    "Contenders take short turns; the result is the median of their ratios within a round.\n"
    "  render    bare dispatches (the floor) and the renderer; cost percentiles of the programs\n"
    "  stream    the same and the stream, delivered as a normalised float batch\n"
    "  peers     the stream against other ways to get the same images: OpenGL with one read-back "
    "and one pickle per\n"
    "            image, OpenGL done well (atlas, asynchronous read-back), 256 px JPEG files of the "
    "images on all cores,\n"
    "            and, with CUDA, a resident pool of images\n"
    "  pretrain  training steps on live images against the same steps on one resident batch\n"
    "Examples: progpretrain bench stream --size 64,224\n"
    "          progpretrain bench peers --size 64 --seconds 2 --json\n"
    "          progpretrain bench pretrain --size 224 --batch 256 --set method=ce --set "
    "encoder=resnet50 --set precision=bf16";

int run_bench(const BenchOptions& options) {
  if (options.what == "peers") return bench_peers(options);
  if (options.what == "pretrain") return bench_pretrain(options);
  return bench_drawing(options);
}

}  // namespace

void add_bench(CLI::App& app) {
  auto options = std::make_shared<BenchOptions>();
  CLI::App* command = app.add_subcommand("bench",
                                         "Images/s of bare dispatches, renderer and stream, of "
                                         "other ways to get the images, of training");
  command->footer(kHelp);
  add_common_options(*command, options->common, kCorpus | kPart | kDevice | kSeed | kJobs);
  command->add_option("what", options->what, "render, stream (default), peers or pretrain")
      ->check(CLI::IsMember({"render", "stream", "peers", "pretrain"}));
  command
      ->add_option("--size", options->sizes_px,
                   "Sizes in pixels, separated by commas (default: 64,128,256; pretrain: the "
                   "configuration's)")
      ->delimiter(',')
      ->allow_extra_args(false)
      ->check(CLI::Range(8, 1024));
  command
      ->add_option(
          "--batch", options->batch,
          "Images a batch (default: 128); for pretrain samples (default: the configuration's)")
      ->check(CLI::Range(1, 4096));
  command->add_option("--batches", options->batches, "Distinct batches, drawn over and over")
      ->capture_default_str()
      ->check(CLI::Range(1, 1000));
  command->add_option("--seconds", options->seconds, "Length of a turn")
      ->capture_default_str()
      ->check(CLI::Range(0.001, 600.0));
  command->add_option("--rounds", options->rounds, "Turns of each contender; their median counts")
      ->capture_default_str()
      ->check(CLI::Range(1, 100));
  command->add_option("--python", options->python, "peers: a Python with moderngl and numpy")
      ->capture_default_str();
  command
      ->add_option("--set", options->settings,
                   "pretrain: NAME=VALUE of the run's configuration; may be repeated")
      ->allow_extra_args(false);
  set_run(*command, [options] { return run_bench(*options); });
}

}  // namespace progpretrain::tools
