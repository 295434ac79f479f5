// progpretrain render: pictures of programs, as people look at them and as arrays; or one training image of a run again.
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/base/philox.h"
#include "engine/stream/sample_order.h"
#include "tools/corpus_session.h"
#include "tools/latent_views.h"
#include "tools/neighbours.h"
#include "tools/picture_output.h"
#include "tools/run_folder.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kDefaultSample = 64, kDefaultNeighbourSample = 4, kDefaultNeighbourSize_px = 128;
constexpr uint64_t kMaxPictureBytes = 8ull << 30;
constexpr uint64_t kMaxSlotBytes = 48ull << 20;

struct RenderOptions {
  CommonOptions common;
  std::vector<std::string> ids;
  uint32_t sample = 0;
  bool all = false;
  std::vector<float> time_s;
  std::string times;
  uint32_t size_px = 256, supersample = 1;
  std::string out, format = "png";
  std::string run;
  uint64_t request = 0;
  bool has_neighbours = false;
  std::string neighbours;
};

// "A:B:N": N moments from A to B, both included.
std::vector<float> moments_of(const RenderOptions& options) {
  if (!options.times.empty() && !options.time_s.empty()) throw UsageError("give --time or --times, not both");
  if (options.times.empty()) return options.time_s.empty() ? std::vector{1.0f} : options.time_s;
  float first = 0, last = 0;
  int count = 0;
  char end = 0;
  if (std::sscanf(options.times.c_str(), "%f:%f:%d%c", &first, &last, &count, &end) != 3 || count < 1 ||
      count > 10000 || !(std::abs(first) <= 1e6f) || !(std::abs(last) <= 1e6f))
    throw UsageError("--times " + options.times + ": expected START:END:COUNT (0:10:50), seconds");
  std::vector<float> moments;
  for (int i = 0; i < count; ++i)
    moments.push_back(count == 1 ? first : first + (last - first) * static_cast<float>(i) / static_cast<float>(count - 1));
  return moments;
}

std::vector<std::string> all_ids(const CorpusSession& session) {
  std::vector<std::string> ids = part_ids(session.store, session.options);
  if (ids.empty())
    for (const auto& entry : session.store.entries()) ids.push_back(entry.program.id);
  return ids;
}

// N drawable programs in an order of the seed, screened only as far as needed.
std::vector<std::string> sampled_ids(CorpusSession& session, uint32_t count, bool& interrupted) {
  std::vector<std::string> candidates;
  part_ids(session.store, session.options);  // there are some
  for (const auto& entry : session.store.entries())
    if (!entry.refused && entry.duplicate_of.empty() && session.options.part.accepts(entry.program)) candidates.push_back(entry.program.id);
  base::Philox random(session.options.seed, 0, 0);
  for (size_t i = candidates.size(); i > 1; --i) std::swap(candidates[i - 1], candidates[random.below(static_cast<uint32_t>(i))]);
  std::vector<std::string> chosen;
  for (size_t next = 0; chosen.size() < count && next < candidates.size();) {
    const size_t end = std::min(candidates.size(), next + (count - chosen.size()));
    const std::vector<std::string> wave(candidates.begin() + static_cast<std::ptrdiff_t>(next),
                                        candidates.begin() + static_cast<std::ptrdiff_t>(end));
    next = end;
    if (!session.ensure_screened(wave)) {
      interrupted = true;
      return {};
    }
    for (const auto& program : render::drawable_programs(session.store, session.driver_key, wave).programs)
      chosen.push_back(program.id);
  }
  if (chosen.size() < count)
    log::info(fmt::format("{} programs asked for, {} can be drawn: taking all of them", count, chosen.size()));
  return chosen;
}

int draw_selection(const RenderOptions& options) {
  const std::vector<float> moments = moments_of(options);
  if (options.has_neighbours) neighbour_rows(options.neighbours);
  PictureSet::check_output(options.out);
  CorpusSession session(options.common);
  std::vector<std::string> ids = options.ids;
  bool interrupted = false;
  if (options.all) {
    ids = all_ids(session);
  } else if (ids.empty()) {
    ids = sampled_ids(session, options.sample > 0 ? options.sample : options.has_neighbours ? kDefaultNeighbourSample : kDefaultSample, interrupted);
  }
  for (const auto& id : options.ids)
    if (!session.store.find(id))
      throw UsageError("no program '" + id + "' in " + corpus_name(options.common) + " (see `progpretrain list`)");
  if (interrupted || !session.ensure_screened(ids)) return kInterrupted;

  if (options.has_neighbours) {
    NeighbourSheet sheet{neighbour_rows(options.neighbours), moments, options.size_px, options.supersample, options.out};
    const bool tells_moments = !options.times.empty() || !options.time_s.empty();
    if (!tells_moments && sheet.rows == NeighbourSheet::Rows::moments) sheet.moments_s = {1.0f, 3.0f, 5.0f, 7.0f};
    return draw_neighbours(session, ids, sheet);
  }
  const auto [programs, failed] = render::drawable_programs(session.store, session.driver_key, ids);
  PictureSet set;
  set.moments_s = moments;
  for (const auto& id : ids) set.entries.push_back(*session.store.find(id, session.driver_key));
  for (const auto& program : programs) set.ids.push_back(program.id);
  for (const auto& program : failed) set.failed[program.id] = program.reason;
  if (!programs.empty()) {
    const uint64_t all_bytes = 3ull * options.size_px * options.size_px * programs.size() * moments.size();
    if (all_bytes > kMaxPictureBytes)
      throw UsageError(fmt::format("{} images of {} px need {} GiB: draw fewer or smaller ones at a time", programs.size() * moments.size(), options.size_px, (all_bytes >> 30) + 1));
    std::vector<render::FrameRequest> requests;
    for (uint32_t i = 0; i < programs.size(); ++i)
      for (const float moment : moments) {
        requests.push_back(render::preview_request(i, options.size_px, moment));
        requests.back().samples_per_axis = options.supersample;
      }
    const uint64_t image_bytes = 3ull * options.size_px * options.size_px;
    const auto batch = static_cast<uint32_t>(std::clamp<uint64_t>(kMaxSlotBytes / image_bytes, 1, std::min<size_t>(requests.size(), 256)));
    auto render = session.render_session(programs, {batch, options.size_px, options.size_px}, 2);
    log::Progress progress("drawing", "images", requests.size());
    set.frames = render->draw(requests, [&](uint64_t done) { progress.update(done); });
  }
  set.write(options.out, options.format);

  base::Json result = {{"out", options.out}, {"images", set.ids.size() * moments.size()}, {"ids", set.ids}, {"failed", set.failed}};
  if (options.common.json) {
    print_json(result);
  } else {
    print_line(fmt::format("{}: {} images of {} programs{}", options.out, set.ids.size() * moments.size(), set.ids.size(),
                           set.failed.empty() ? "" : fmt::format(", {} could not be drawn", set.failed.size())));
    for (const auto& [id, reason] : set.failed) log::warn(id + ": " + reason);
  }
  return set.ids.empty() ? kFailure : kDone;
}

int draw_training_image(const RenderOptions& options) {
  const RunFolder run(options.run);
  CommonOptions common = options.common;
  if (common.corpus.empty()) common.corpus = run.config().corpus;
  if (common.device == "auto") common.device = run.config().device;
  const uint64_t num_requests = static_cast<uint64_t>(run.config().steps * run.config().batch * run.config().views);
  if (options.request >= num_requests)
    throw UsageError(fmt::format("--request {}: {} has {} training images, numbered from 0", options.request, options.run, num_requests));
  CorpusSession session(common);
  session.code = render::Code::quick;
  session.trust_packs = trusts_packs(run.config());
  const auto programs = run.programs(session);
  const render::RequestPlan plan = run.plan(programs);
  const uint64_t place = options.request / plan.views;
  const uint64_t sample =
      run.order_log().empty() ? place : stream::sample_at(run.order_log(), static_cast<uint32_t>(run.config().batch), place);
  const auto request = render::request_of_view(plan, sample, static_cast<uint32_t>(options.request % plan.views));
  session.code = render::Code::optimised;  // of this one program
  session.trust_packs = false;
  if (!session.ensure_screened({programs[request.program].id})) return kInterrupted;
  PictureSet set;
  set.ids = {programs[request.program].id};
  set.entries = {*session.store.find(set.ids[0], session.driver_key)};
  set.moments_s = {request.latent.time_s};
  set.frames = session.render_session(programs, {1, plan.size_px, plan.size_px}, 1)->draw({&request, 1});
  set.write(options.out, options.format);
  const std::string line = fmt::format("{}: request {} of {} is {} at {:.3f} s", options.out, options.request, options.run, set.ids[0], request.latent.time_s);
  if (options.common.json)
    print_json({{"out", options.out}, {"request", options.request}, {"id", set.ids[0]}, {"time_s", request.latent.time_s}});
  else
    print_line(line);
  return kDone;
}

}  // namespace

void add_render(CLI::App& app) {
  auto options = std::make_shared<RenderOptions>();
  CLI::App* command = app.add_subcommand(
      "render", "Draw programs: a picture, contact sheet (.png), animation (.webp), gallery (.html) or a folder of files");
  add_common_options(*command, options->common, kCorpus | kPart | kDevice | kSeed | kJobs);
  auto* ids = command->add_option("--id", options->ids, "Programs by id");
  auto* sample = command->add_option("--sample", options->sample, "N programs at random (default 64)")->excludes(ids);
  command->add_flag("--all", options->all, "Every program")->excludes(ids)->excludes(sample);
  command->add_option("--time", options->time_s, "Moment in seconds (default 1)")->expected(1)->check(CLI::Range(-1e6, 1e6));
  command->add_option("--times", options->times, "START:END:COUNT, moments in seconds (0:10:50)");
  auto* size = command->add_option("--size", options->size_px, "Width and height in pixels")->capture_default_str()->check(CLI::Range(1, 4096));
  command->add_option("--supersample", options->supersample, "N x N samples per pixel")->capture_default_str()->check(CLI::Range(1, 16));
  command->add_option("-o,--out", options->out, ".png, .webp, .html, or a folder")->required();
  command->add_option("--format", options->format, "What goes into a folder: png or npy")->capture_default_str()->check(CLI::IsMember({"png", "npy"}));
  auto* neighbours = command->add_option("--neighbours", options->neighbours,
      "A sheet of neighbours in latent space: columns = growing sigma, rows = moments (default) or parameters of a program")->expected(0, 1)->type_name("moments|parameters");
  auto* run = command->add_option("--run", options->run, "Folder of a pretraining run: draw its training image --request K again")->excludes(ids)->excludes(sample)->excludes(neighbours);
  for (const char* part : {"--split", "--subset", "--families"}) command->get_option(part)->excludes(ids)->excludes(run);
  command->add_option("--request", options->request, "Number of the image in the run")->needs(run)->check(CLI::NonNegativeNumber);
  set_run(*command, [options, neighbours, size] {
    options->has_neighbours = neighbours->count() > 0;
    if (options->has_neighbours && size->count() == 0) options->size_px = kDefaultNeighbourSize_px;
    return options->run.empty() ? draw_selection(*options) : draw_training_image(*options);
  });
}

}  // namespace progpretrain::tools
