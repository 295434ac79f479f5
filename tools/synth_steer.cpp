#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <map>
#include <numeric>
#include <optional>

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
        asked_(away_ ? features_of_corpus(options.common, options.unlike)
                     : look_at_pictures(options.like)),
        synthesiser_(load_parents()),
        session_(scratch_session()) {
    session_.code = render::Code::quick;
  }

  int run() {
    corpus::Store store(options_.common.corpus, corpus::Store::Mode::create_or_open);
    const auto start = std::chrono::steady_clock::now();
    uint64_t next = options_.first;
    if (away_) {
      landmarks_.emplace(asked_, asked_);
      if (!keep_away_from(store)) return kInterrupted;
    }
    log::Progress progress("accepting", "programs", options_.count);
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

  /// Programs of the scratch corpus that can be drawn without a flag, and what they look like.
  struct Seen {
    std::vector<render::DrawableProgram> programs;
    CandidateFrames frames;  ///< places are those of `programs`
  };

  /// Screens and draws programs of the scratch corpus, counting those that cannot be had. nullopt
  /// when the user stopped it.
  std::optional<Seen> see(const std::vector<std::string>& ids) {
    if (!session_.ensure_screened(ids)) return std::nullopt;
    Seen out;
    out.programs = render::drawable_programs(session_.store, session_.driver_key, ids, true).programs;
    count_rejected("cannot be drawn", ids.size() - out.programs.size());
    count_rejected("flagged", std::erase_if(out.programs, [](const auto& program) {
                     return !program.flags.empty();
                   }));
    if (out.programs.empty()) return out;
    try {
      out.frames = look_at(session_, out.programs, options_.common.seed);
    } catch (const Interrupted&) {
      return std::nullopt;
    }
    count_rejected("too faint", out.frames.num_faint);
    count_rejected("cannot be drawn", out.frames.num_failed);
    return out;
  }

  void count_rejected(const std::string& reason, uint64_t count) {
    if (count > 0) rejected_[reason] += count;
  }

  /// What an earlier run accepted are landmarks, too. False when the user stopped it.
  bool keep_away_from(const corpus::Store& store) {
    const std::vector<corpus::Entry> entries = store.entries();
    const size_t count = std::min(entries.size(), kMaxLandmarkPrograms);
    std::vector<std::string> ids;
    session_.store.begin();
    for (size_t i = 0; i < count; ++i) {
      const corpus::Entry& entry = entries[i * entries.size() / count];
      session_.store.add(entry.program, entry.content_hash, entry.dialect_reason);
      ids.push_back(entry.program.id);
    }
    session_.store.commit();
    if (ids.empty()) return true;
    const std::optional<Seen> seen = see(ids);
    rejected_.clear();  // nothing was asked of them
    if (!seen) return false;
    std::vector<uint32_t> all(seen->frames.kept.size());
    std::iota(all.begin(), all.end(), 0u);
    if (!all.empty()) landmarks_->add(seen->frames.features, all);
    return true;
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
      const auto row = session_.store.add(program, found->content_hash, found->reason);
      if (row.is_new && row.duplicate_of.empty())
        made.emplace(program.id, std::move(program));
      else
        count_rejected("duplicates", 1);
    }
    session_.store.commit();
    std::vector<std::string> ids;
    for (const auto& [id, program] : made) ids.push_back(id);
    const std::optional<Seen> seen = see(ids);
    if (!seen) return false;
    if (!seen->frames.kept.empty()) accept_of(*seen, made, store);
    return true;
  }

  void accept_of(const Seen& seen, const std::map<std::string, corpus::Program>& made,
                 corpus::Store& store) {
    const CandidateFrames& frames = seen.frames;
    // What programs look like at all is told by the first of them.
    if (!landmarks_) landmarks_.emplace(asked_, frames.features);
    const auto chosen = synth::accept(landmarks_->nearness(frames.features), away_,
                                      options_.count - accepted_);
    count_rejected(away_ ? "too like the corpus" : "too unlike the pictures",
                   frames.kept.size() - chosen.size());
    store.begin();
    for (const uint32_t place : chosen) {
      const corpus::Program& program = made.at(seen.programs[frames.kept[place]].id);
      const auto found = dialect::classify(program);
      const auto row = store.add(program, found->content_hash, found->reason);
      if (row.is_new && row.duplicate_of.empty())
        ++accepted_;
      else
        count_rejected("duplicates", 1);
    }
    store.commit();
    if (away_) landmarks_->add(frames.features, chosen);
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
  const synth::FrameFeatures asked_;  ///< of the pictures or of the corpus
  std::optional<synth::Landmarks> landmarks_;
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
