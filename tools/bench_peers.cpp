// progpretrain bench peers: the stream against other ways to get the same images on this machine.
#include <fmt/format.h>
#include <torch/cuda.h>

#include <algorithm>
#include <cmath>
#include <optional>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/base/philox.h"
#include "tools/bench_jpeg.h"
#include "tools/bench_opengl.h"
#include "tools/bench_options.h"
#include "tools/bench_pool.h"
#include "tools/bench_stage.h"
#include "tools/bench_turns.h"
#include "tools/corpus_sample.h"
#include "tools/corpus_session.h"
#include "tools/scratch_folder.h"
#include "trainer/device.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kBatch = 128;
constexpr uint32_t kMaxPictureFiles = 512;
constexpr uint32_t kTimeStage = 0x70656572;
// The predecessors draw a program's time from U(0.1, 10) s.
constexpr float kMinTime_s = 0.1f, kMaxTime_s = 10.0f;
constexpr double kSameMean = 2.0 / 255.0;

// One way to get the images besides ours: its key in JSON, and why it takes no part in this run.
struct Peer {
  const char* name;
  const char* meaning;
};
constexpr Peer kPeers[] = {{"peer", "OpenGL, read-back and pickle per image"},
                           {"atlas", "OpenGL, atlas and asynchronous read-back"},
                           {"jpeg", "JPEG files of 256 px"},
                           {"pool", "pictures resident on the GPU"}};

// A program that OpenGL draws from the same text: Shadertoy's dialect, one pass, no inputs.
struct SharedProgram {
  render::DrawableProgram drawable;
  std::string text;
};

std::vector<SharedProgram> shared_programs(const CorpusSession& session,
                                           std::vector<render::DrawableProgram> programs) {
  std::vector<SharedProgram> out;
  for (auto& drawable : programs) {
    const auto entry = session.store.find(drawable.id);
    PP_CHECK(entry.has_value());
    const corpus::Program& program = entry->program;
    if (program.dialect == "shadertoy" && program.inputs.empty() && program.buffers.empty())
      out.push_back({std::move(drawable), program.common.empty()
                                              ? program.source
                                              : program.common + "\n" + program.source});
  }
  return out;
}

// `count` of them, spread evenly over the list.
std::vector<SharedProgram> spread(const std::vector<SharedProgram>& programs, size_t count) {
  if (programs.size() <= count) return programs;
  std::vector<SharedProgram> out;
  for (size_t i = 0; i < count; ++i) out.push_back(programs[i * programs.size() / count]);
  return out;
}

// The contenders for one size of picture, all with the same images.
class PeerBench {
 public:
  PeerBench(const BenchOptions& options, const CorpusSession& session,
            const std::vector<SharedProgram>& programs, uint32_t size_px)
      : options_(options),
        session_(session),
        size_px_(size_px),
        batch_(options.batch_or(kBatch)),
        reader_(trainer::training_device(options.common.device)),
        programs_(programs) {
    start_opengl();
    make_schedule();
    const std::vector<render::DrawableProgram> drawable = drawables();
    stage_.emplace(session, drawable, frames::SlotShape{batch_, size_px, size_px},
                   requests(size_px), reader_);
    draw_pictures(drawable);
  }

  std::optional<base::Json> run() {
    std::vector<Contender> contenders;
    if (queue_) contenders.push_back({"peer", [&](uint64_t n) { return queue_->run(n).seconds; }});
    if (atlas_) contenders.push_back({"atlas", [&](uint64_t n) { return atlas_->run(n).seconds; }});
    contenders.push_back({"jpeg", [&](uint64_t n) { return jpeg_->run(n); }});
    if (pool_) contenders.push_back({"pool", [&](uint64_t n) { return pool_->run(n); }});
    contenders.push_back({"stream", [&](uint64_t n) { return stage_->stream_s(n); }});
    contenders.push_back({"floor", [&](uint64_t n) { return stage_->floor_s(n); }});
    const auto turns = take_turns(fmt::format("bench peers {} px", size_px_), contenders,
                                  {options_.seconds, options_.rounds, options_.batches});
    if (!turns) return std::nullopt;
    base::Json row{{"size_px", size_px_}, {"programs", programs_.size()}};
    for (const Peer& peer : kPeers) {
      row[fmt::format("{}_images_s", peer.name)] = turns->images_per_s(peer.name, batch_);
      row[fmt::format("ratio_{}", peer.name)] = turns->json_ratio("stream", peer.name);
    }
    row["stream_images_s"] = turns->images_per_s("stream", batch_);
    row["floor_images_s"] = turns->images_per_s("floor", batch_);
    row["floor_share"] = turns->json_ratio("stream", "floor");
    row["opengl_renderer"] = queue_ ? base::Json(queue_->renderer()) : base::Json();
    row["same_images"] = queue_ ? base::Json(share_of_same_images()) : base::Json();
    row["skipped"] = skipped_;
    return row;
  }

 private:
  // What OpenGL refuses leaves the list, so that all draw the same.
  void start_opengl() {
    log::info(
        fmt::format("bench peers {} px: OpenGL compiles {} programs", size_px_, programs_.size()));
    const auto script = scratch_ / "opengl_peers.py";
    base::write_cache_file(script, opengl_peers_script());
    OpenGlJob job{options_.python, script, session_.device->info().is_cpu, size_px_, batch_, {}};
    for (const SharedProgram& program : programs_) job.programs.push_back(program.text);
    const auto start = [&](const char* kind, const char* name, std::optional<OpenGlPeer>& peer) {
      auto started = OpenGlPeer::start(kind, job);
      if (started)
        peer.emplace(std::move(*started));
      else
        skipped_[name] = started.error();
    };
    start("queue", "peer", queue_);
    if (queue_ && !queue_->failed().empty()) {
      log::warn(fmt::format("OpenGL refuses {} of {} programs, which take no part (the first: {})",
                            queue_->failed().size(), programs_.size(),
                            queue_->failed().begin()->second));
      std::vector<SharedProgram> kept;
      for (uint32_t i = 0; i < programs_.size(); ++i)
        if (!queue_->failed().contains(i)) {
          kept.push_back(programs_[i]);
          opengl_index_.push_back(i);
        }
      programs_ = std::move(kept);
      if (programs_.empty()) throw EnvironmentError("OpenGL refuses all programs");
    } else {
      for (uint32_t i = 0; i < programs_.size(); ++i) opengl_index_.push_back(i);
    }
    if (queue_)
      start("atlas", "atlas", atlas_);
    else
      skipped_["atlas"] = skipped_["peer"];
  }

  // Every program in turn, at random moments.
  void make_schedule() {
    for (uint64_t k = 0; k < uint64_t{options_.batches} * batch_; ++k)
      schedule_.emplace_back(
          static_cast<uint32_t>(k % programs_.size()),
          base::Philox(options_.common.seed, k, kTimeStage).uniform(kMinTime_s, kMaxTime_s));
    OpenGlPeer::Schedule opengl = schedule_;
    for (auto& [program, time_s] : opengl) program = opengl_index_[program];
    if (queue_) queue_->set_schedule(opengl);
    if (atlas_) atlas_->set_schedule(opengl);
  }

  std::vector<render::DrawableProgram> drawables() const {
    std::vector<render::DrawableProgram> out;
    for (const SharedProgram& program : programs_) out.push_back(program.drawable);
    return out;
  }

  BatchesOfRequests requests(uint32_t size_px) const {
    BatchesOfRequests batches(options_.batches);
    for (size_t k = 0; k < schedule_.size(); ++k)
      batches[k / batch_].push_back(render::preview_request(
          schedule_[k].first, size_px, static_cast<float>(schedule_[k].second)));
    return batches;
  }

  // The images as pictures of 256 px: files for one peer, bytes on the GPU for another.
  void draw_pictures(const std::vector<render::DrawableProgram>& drawable) {
    std::vector<render::FrameRequest> wanted;
    for (const auto& batch : requests(kJpegSize_px))
      for (const auto& request : batch)
        if (wanted.size() < kMaxPictureFiles) wanted.push_back(request);
    const auto session = session_.render_session(
        drawable, {std::min<uint32_t>(batch_, 64), kJpegSize_px, kJpegSize_px}, 2);
    log::Progress progress(fmt::format("bench peers {} px, preparing", size_px_), "pictures",
                           wanted.size());
    const render::DrawnFrames pictures =
        session->draw(wanted, [&](uint64_t num_drawn) { progress.update(num_drawn); });
    progress.finish();
    std::vector<std::filesystem::path> files;
    for (size_t i = 0; i < wanted.size(); ++i) {
      files.push_back(scratch_ / fmt::format("{:05}.jpg", i));
      base::write_cache_file(
          files.back(),
          encode_jpeg(picture::from_planar(pictures.image(i), kJpegSize_px, kJpegSize_px),
                      kJpegQuality));
    }
    jpeg_.emplace(std::move(files), batch_, size_px_, options_.common.seed);
    if (torch::cuda::is_available() && reader_.is_cuda())
      pool_.emplace(torch::tensor(at::ArrayRef<uint8_t>(pictures.planes), torch::kUInt8)
                        .view({static_cast<int64_t>(wanted.size()), 3, kJpegSize_px, kJpegSize_px})
                        .to(reader_),
                    batch_, size_px_);
    else
      skipped_["pool"] = "no CUDA device reads the images";
  }

  // Share of the first batch's images whose mean value is that of OpenGL's.
  double share_of_same_images() {
    const std::vector<double> ours = stage_->image_means(), theirs = queue_->run(1).image_means;
    PP_CHECK_EQ(ours.size(), theirs.size());
    size_t num_same = 0;
    for (size_t i = 0; i < ours.size(); ++i)
      num_same += std::abs(ours[i] - theirs[i]) <= kSameMean ? 1 : 0;
    return static_cast<double>(num_same) / static_cast<double>(ours.size());
  }

  const BenchOptions& options_;
  const CorpusSession& session_;
  const uint32_t size_px_, batch_;
  const torch::Device reader_;
  const ScratchFolder scratch_;
  std::vector<SharedProgram> programs_;
  std::vector<uint32_t> opengl_index_;  // of programs_[i] in the list that OpenGL was given
  OpenGlPeer::Schedule schedule_;       // by index into programs_
  base::Json skipped_ = base::Json::object();
  std::optional<OpenGlPeer> queue_, atlas_;
  std::optional<BenchStage> stage_;
  std::optional<JpegPeer> jpeg_;
  std::optional<PoolPeer> pool_;
};

// A finished row, while the next one is measured.
void report_row(const base::Json& row) {
  std::string text =
      fmt::format("bench peers {} px: stream {:.0f} images/s", row["size_px"].get<uint32_t>(),
                  row["stream_images_s"].get<double>());
  for (const Peer& peer : kPeers)
    if (const base::Json& ratio = row[fmt::format("ratio_{}", peer.name)]; !ratio.is_null())
      text += fmt::format(", {:.2f} x {}", ratio.get<double>(), peer.meaning);
  log::info(text);
}

void print_table(const BenchOptions& options, const CorpusSession& session,
                 const base::Json& rows) {
  const base::Json& first = rows.front();
  print_line(fmt::format(
      "{} programs of {} on {}, batches of {}; medians of {} rounds of {:g} s turns",
      first["programs"].get<size_t>(), corpus_name(options.common), session.device->info().name,
      options.batch_or(kBatch), options.rounds, options.seconds));
  print_line(fmt::format("{:<45}{:>6}{:>12}{:>14}", "", "px", "images/s", "stream/this"));
  for (const auto& row : rows) {
    const auto line = [&](const char* what, const base::Json& rate, const base::Json& ratio) {
      print_line(fmt::format("{:<45}{:>6}", what, row["size_px"].get<uint32_t>()) +
                 table_cell(rate, 12, 0) + table_cell(ratio, 14, 2));
    };
    line("stream, delivered", row["stream_images_s"], base::Json());
    line("bare dispatches (floor)", row["floor_images_s"], row["floor_share"]);
    for (const Peer& peer : kPeers)
      line(peer.meaning, row[fmt::format("{}_images_s", peer.name)],
           row[fmt::format("ratio_{}", peer.name)]);
  }
  if (!first["same_images"].is_null())
    print_line(fmt::format(
        "OpenGL draws with {}; {:.0f} % of a batch's images have the stream's mean value within "
        "2/255",
        first["opengl_renderer"].get<std::string>(), 100 * first["same_images"].get<double>()));
}

}  // namespace

int bench_peers(const BenchOptions& options) {
  CorpusSession session(options.common);
  const size_t most = size_t{options.batches} * options.batch_or(kBatch);
  const auto programs = spread(shared_programs(session, drawable_sample(session, most)), most);
  if (programs.empty())
    throw EnvironmentError(corpus_name(options.common) +
                           " has no Shadertoy program without inputs that can be drawn");
  const GracefulStop graceful;
  base::Json rows = base::Json::array();
  for (const uint32_t size_px : options.sizes_px_or({64, 128, 256})) {
    auto row = PeerBench(options, session, programs, size_px).run();
    if (!row) return kInterrupted;
    if (rows.empty())
      for (const auto& [name, reason] : (*row)["skipped"].items())
        log::warn("skipped " + name + ": " + reason.get<std::string>());
    report_row(*row);
    rows.push_back(std::move(*row));
  }
  if (options.common.json)
    print_json({{"device", session.device->info().name},
                {"batch", options.batch_or(kBatch)},
                {"rows", rows}});
  else
    print_table(options, session, rows);
  return kDone;
}

}  // namespace progpretrain::tools
