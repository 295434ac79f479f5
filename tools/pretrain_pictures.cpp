#include "tools/pretrain_pictures.h"

#include <fmt/format.h>
#include <torch/types.h>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "tools/command.h"
#include "tools/run_folder.h"
#include "trainer/checkpoint.h"
#include "trainer/evaluate/datasets.h"
#include "trainer/sources/picture_source.h"
#include "trainer/train_loop.h"
#include "trainer/view_sheet.h"

namespace progpretrain::tools {

int pretrain_on_pictures(const trainer::RunConfig& given, const std::string& out, bool resume,
                         bool json) {
  const RunLock lock(out);
  if (!resume) RunFolder::refuse_existing(out);
  const trainer::Dataset set =
      trainer::load_dataset(given.images, static_cast<int>(given.size_px));
  const trainer::PictureSet pictures{set.train.images, set.train.labels,
                                     static_cast<int64_t>(set.classes.size())};
  trainer::TrainStep step(given, pictures.num_classes);
  const trainer::RunConfig& config = step.config();
  log::info(fmt::format("{} pictures of {} classes of {}", pictures.images.size(0),
                        pictures.num_classes, config.images));
  log::info("configuration:\n" + trainer::describe(config));
  if (resume) {
    if (const auto checkpoint = trainer::newest_checkpoint(out)) {
      check_configuration(out, *checkpoint, config);
      trainer::load_checkpoint(*checkpoint, step);
    }
    log::info(fmt::format("going on at step {}", step.completed_steps()));
  } else {
    trainer::write_run_config(out, config);
    write_view_sheet(step, trainer::make_picture_source(pictures, config, 0, step.device())->next(),
                     out);
  }
  if (step.completed_steps() >= config.steps) {
    print_line(fmt::format("{}: all {} steps are done already", out, config.steps));
    return kDone;
  }
  const GracefulStop graceful;
  const auto source =
      trainer::make_picture_source(pictures, config, step.completed_steps(), step.device());
  trainer::LoopSettings settings;
  settings.run_folder = out;
  settings.stop = &stop_flag();
  settings.provenance = [&] {
    return base::Json{{"images", config.images}, {"real_images_seen", pictures.images.size(0)}};
  };
  const trainer::LoopResult result = trainer::train(step, *source, settings);
  if (json)
    print_json({{"run", out},
                {"steps", result.completed_steps},
                {"interrupted", result.interrupted},
                {"first_loss", result.first_loss},
                {"last_loss", result.last_loss},
                {"images_s", result.images_per_s},
                {"wait_share", result.wait_share},
                {"collapsed", result.collapsed},
                {"checkpoint", result.checkpoint.string()}});
  else
    print_line(fmt::format("{}: step {} of {}, loss {:.4f} -> {:.4f}, {:.0f} images/s{}", out,
                           result.completed_steps, config.steps, result.first_loss,
                           result.last_loss, result.images_per_s,
                           result.interrupted ? "; interrupted, go on with --resume" : ""));
  return result.interrupted ? kInterrupted : kDone;
}

}  // namespace progpretrain::tools
