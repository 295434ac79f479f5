#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/dialect/translate.h"
#include "engine/render/worker_process.h"
#include "engine/synth/steer.h"
#include "tools/candidate_frames.h"
#include "tools/scratch_folder.h"
#include "tools/synth_commands.h"

namespace progpretrain::tools {
namespace {

constexpr uint64_t kWave = 128;
/// Of a large corpus so many programs stand for all, evenly spread over it.
constexpr size_t kMaxLandmarkPrograms = 2000;

using Reasons = std::map<std::string, uint64_t>;

std::string describe(const Reasons& reasons) {
  std::string out;
  for (const auto& [reason, count] : reasons)
    out += fmt::format("{}{} {}", out.empty() ? "rejected: " : ", ", count, reason);
  return out;
}

synth::FrameFeatures features_of_corpus(const CommonOptions& common, const std::string& path) {
  CommonOptions options = common;
  options.corpus = path;
  const CorpusSession session(options);
  render::DrawableFilter filter;
  filter.with_quick_code = true;
  const auto all = render::drawable_programs(session.store, session.driver_key, filter);
  if (all.empty())
    throw UsageError(path +
                     ": no program is screened on this driver: run `progpretrain screen` first");
  std::vector<render::DrawableProgram> programs;
  const size_t count = std::min(all.size(), kMaxLandmarkPrograms);
  for (size_t i = 0; i < count; ++i) programs.push_back(all[i * all.size() / count]);
  CandidateFrames frames = look_at(session, programs, common.seed);
  if (frames.kept.empty()) throw UsageError(path + ": its programs show next to nothing");
  return std::move(frames.features);
}

/// Inside a wave only what goes wrong is told; the waves have a progress line of their own.
class Hushed {
 public:
  Hushed() { log::set_quiet(true); }
  ~Hushed() { log::set_quiet(was_quiet_); }
  Hushed(const Hushed&) = delete;
  Hushed& operator=(const Hushed&) = delete;

 private:
  const bool was_quiet_ = log::is_quiet();
};

class Steering {
 public:
  explicit Steering(const SteerOptions& options)
      : options_(options),
        away_(options.like.empty()),
        landmarks_(away_ ? features_of_corpus(options.common, options.unlike)
                         : look_at_pictures(options.like)),
        synthesiser_(load_parents()),
        session_(scratch_session()) {
    session_.code = render::Code::quick;
  }

  int run() {
    corpus::Store store(options_.common.corpus, corpus::Store::Mode::create_or_open);
    const auto start = std::chrono::steady_clock::now();
    log::Progress progress("accepting", "programs", options_.count);
    uint64_t next = options_.first;
    while (accepted_ < options_.count && take_wave(store, next)) {
      next += kWave;
      progress.update(accepted_, describe(rejected_));
    }
    progress.finish();
    const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
    report(store, next, elapsed.count());
    return accepted_ < options_.count ? kInterrupted : kDone;
  }

 private:
  CorpusSession scratch_session() const {
    CommonOptions options = options_.common;
    options.corpus = (scratch_ / "candidates.db").string();
    corpus::Store(options.corpus, corpus::Store::Mode::create_or_open);
    return CorpusSession(options);
  }

  /// False when the user stopped it.
  bool take_wave(corpus::Store& store, uint64_t first) {
    const Hushed hushed;
    std::map<std::string, corpus::Program> made;  // by id
    session_.store.begin();
    for (uint64_t index = first; index < first + kWave; ++index) {
      corpus::Program program = synthesised_program(synthesiser_, options_.common.seed, index);
      const auto found = dialect::classify(program);
      PP_CHECK(found.has_value(), program.id, " is in no dialect");
      if (session_.store.add(program, found->content_hash, found->reason).duplicate_of.empty())
        made.emplace(program.id, std::move(program));
      else
        ++rejected_["duplicates"];
    }
    session_.store.commit();
    std::vector<std::string> ids;
    for (const auto& [id, program] : made) ids.push_back(id);
    if (!session_.ensure_screened(ids)) return false;
    auto drawable =
        render::drawable_programs(session_.store, session_.driver_key, ids, true).programs;
    rejected_["cannot be drawn"] += ids.size() - drawable.size();
    std::erase_if(drawable, [&](const render::DrawableProgram& program) {
      rejected_["flagged"] += program.flags.empty() ? 0 : 1;
      return !program.flags.empty();
    });
    if (drawable.empty()) return true;
    const CandidateFrames frames = look_at(session_, drawable, options_.common.seed);
    rejected_["too faint"] += frames.num_faint;
    rejected_["cannot be drawn"] += frames.num_failed;
    if (frames.kept.empty()) return true;
    const auto nearness = landmarks_.nearness(frames.features);
    const auto chosen = synth::accept(nearness, away_, options_.count - accepted_);
    rejected_[away_ ? "too like the corpus" : "too unlike the pictures"] +=
        frames.kept.size() - chosen.size();
    store.begin();
    for (const uint32_t place : chosen) {
      const corpus::Program& program = made.at(drawable[frames.kept[place]].id);
      const auto found = dialect::classify(program);
      store.add(program, found->content_hash, found->reason);
    }
    store.commit();
    accepted_ += chosen.size();
    if (away_) landmarks_.add(frames.features, chosen);
    std::erase_if(rejected_, [](const auto& reason) { return reason.second == 0; });
    return true;
  }

  void report(const corpus::Store& store, uint64_t next, double elapsed_s) const {
    const double rate = static_cast<double>(accepted_) / std::max(elapsed_s, 1e-9);
    if (options_.common.json)
      print_json({{"corpus", options_.common.corpus},
                  {"fingerprint", store.fingerprint()},
                  {"grammar", synthesiser_.grammar().fingerprint()},
                  {"version", synth::kVersion},
                  {"accepted", accepted_},
                  {"made", next - options_.first},
                  {"next", next},
                  {"rejected", rejected_},
                  {"elapsed_s", elapsed_s}});
    else
      print_line(
          fmt::format("{}: {} of {} programs of seed {} accepted, {:.1f}/s; {}; go on with "
                      "--first {}; fingerprint {}",
                      options_.common.corpus, accepted_, next - options_.first,
                      options_.common.seed, rate, describe(rejected_), next, store.fingerprint()));
  }

  const SteerOptions& options_;
  const bool away_;
  synth::Landmarks landmarks_;
  const synth::Synthesiser synthesiser_;
  const ScratchFolder scratch_;
  CorpusSession session_;
  uint64_t accepted_ = 0;
  Reasons rejected_;
};

}  // namespace

int run_steered(const SteerOptions& options) {
  render::use_quick_code();
  const GracefulStop stop;
  return Steering(options).run();
}

}  // namespace progpretrain::tools
