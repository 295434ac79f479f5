#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <unordered_map>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/render/worker_process.h"
#include "engine/synth/pack_rows.h"
#include "engine/synth/select.h"
#include "tools/candidate_frames.h"
#include "tools/synth_commands.h"

namespace progpretrain::tools {
namespace {

/// What a row of a pack keeps of screening; selection adds to it.
constexpr std::array kScreened{"ms_per_megapixel", "spectral_slope", "colourfulness", "coverage",
                               "motion"};

struct Candidate {
  corpus::SynthOrigin origin;
  std::string content_sha256;  ///< of its text
  base::Json measurements;
};

struct Candidates {
  std::vector<render::DrawableProgram> programs;
  std::vector<Candidate> all;                ///< of the same order
  std::map<std::string, uint64_t> left_out;  ///< by reason
};

constexpr const char* kUnscreened = "not screened on this driver";

/// Those with verdict ok, without flags, that this synthesiser made.
Candidates candidates_of(const CorpusSession& session) {
  render::DrawableFilter filter;
  filter.with_nan = false;
  filter.with_quick_code = true;
  std::unordered_map<std::string, render::DrawableProgram> drawable;
  for (auto& program : render::drawable_programs(session.store, session.driver_key, filter))
    drawable.emplace(program.id, std::move(program));
  Candidates out;
  for (const corpus::Entry& entry : session.store.entries(session.driver_key)) {
    const auto origin = corpus::parse_synth_origin(entry.program.origin);
    const auto found = drawable.find(entry.program.id);
    const char* reason = nullptr;
    if (!origin || origin->version != synth::kVersion)
      reason = "not of this version of the synthesiser";
    else if (!entry.duplicate_of.empty())
      reason = "duplicates";
    else if (entry.refused || (entry.screening && entry.screening->verdict != corpus::Verdict::ok))
      reason = "cannot be drawn";
    else if (!entry.screening)
      reason = kUnscreened;
    else if (found == drawable.end() || !entry.screening->measurements.contains("spectral_slope"))
      reason = "flagged";
    if (reason) {
      ++out.left_out[reason];
      continue;
    }
    out.programs.push_back(std::move(found->second));
    out.all.push_back({*origin, base::sha256_hex(entry.program.source), base::Json::object()});
    for (const char* name : kScreened)
      out.all.back().measurements[name] = entry.screening->measurements.value(name, 0.0);
  }
  return out;
}

/// Draws them, leaves out those with too little to see, and measures the rest.
std::vector<synth::Fitness> measure(const CorpusSession& session, uint64_t seed,
                                    Candidates& candidates) {
  CandidateFrames frames = look_at(session, candidates.programs, seed);
  std::vector<Candidate> kept;
  for (const uint32_t place : frames.kept) kept.push_back(std::move(candidates.all[place]));
  candidates.all = std::move(kept);
  if (frames.num_faint > 0) candidates.left_out["too faint"] = frames.num_faint;
  if (frames.num_failed > 0) candidates.left_out["cannot be drawn"] += frames.num_failed;
  log::info(fmt::format("measuring how well the frames of {} programs recognise each other",
                        candidates.all.size()));
  auto fitness = synth::measure_fitness(std::move(frames.features), seed);
  for (size_t i = 0; i < fitness.size(); ++i) {
    base::Json& measurements = candidates.all[i].measurements;
    measurements["edge_density"] = frames.edge_density[i];
    measurements["identifiability"] = fitness[i].identifiability;
    measurements["spread"] = fitness[i].spread;
  }
  return fitness;
}

synth::PictureNumbers numbers_of(const Candidate& candidate) {
  const auto number = [&](const char* name) {
    return candidate.measurements.at(name).get<double>();
  };
  return {number("spectral_slope"), number("edge_density"), number("colourfulness"),
          number("coverage"),       number("motion"),       number("ms_per_megapixel")};
}

/// Short decimals: packs are small, and nobody needs more.
double rounded(double value) {
  const double scale = std::abs(value) >= 100 ? 1 : std::abs(value) >= 10 ? 10 : 1000;
  return std::round(value * scale) / scale;
}

std::string describe(const std::map<std::string, uint64_t>& left_out) {
  std::string out;
  for (const auto& [reason, count] : left_out)
    out += fmt::format("{}{} {}", out.empty() ? "" : ", ", count, reason);
  return out;
}

std::vector<corpus::PackRow> rows_of(const std::vector<Candidate>& candidates,
                                     const std::vector<uint32_t>& chosen,
                                     const synth::Synthesiser& synthesiser,
                                     const std::string& from) {
  const synth::PackRows maker(synthesiser);
  std::vector<corpus::PackRow> rows;
  log::Progress progress("writing", "programs", chosen.size());
  for (const uint32_t i : chosen) {
    if (stop_flag()) throw Interrupted("interrupted; no pack was written");
    const Candidate& candidate = candidates[i];
    rows.push_back(maker.make(candidate.origin.seed, candidate.origin.index));
    if (candidate.content_sha256 != rows.back().sha256)
      throw UsageError(
          fmt::format("{}: '{}' was made with other families or another grammar: "
                      "synthesise the candidates again",
                      from, rows.back().id));
    for (const auto& [name, value] : candidate.measurements.items())
      rows.back().statistics[name] = rounded(value);
    progress.update(rows.size());
  }
  synth::finish_pack(rows);
  return rows;
}

}  // namespace

int run_select(const SelectOptions& options) {
  if (options.pack.empty())
    throw UsageError("synth --select N needs --pack FILE, the pack to write");
  render::use_quick_code();
  const GracefulStop stop;
  const CorpusSession session(options.common);
  Candidates found = candidates_of(session);
  const std::string& from = options.common.corpus;
  const uint64_t seed = options.common.seed;
  const auto check_count = [&] {
    if (found.all.size() >= options.count) return;
    throw UsageError(fmt::format(
        "--select {}: {} has {} candidates (left out: {}){}", options.count, from, found.all.size(),
        found.left_out.empty() ? "none" : describe(found.left_out),
        found.left_out.contains(kUnscreened) ? ": run `progpretrain screen` first" : ""));
  };
  check_count();
  std::vector<uint32_t> chosen;
  if (options.is_random) {
    chosen = synth::random_programs(found.all.size(), options.count, seed);
  } else {
    const std::vector<synth::Fitness> fitness = measure(session, seed, found);
    check_count();
    std::vector<synth::PictureNumbers> numbers;
    for (const Candidate& candidate : found.all) numbers.push_back(numbers_of(candidate));
    chosen = synth::select_programs(numbers, fitness, options.count);
  }
  const synth::Synthesiser synthesiser(load_parents());
  const auto rows = rows_of(found.all, chosen, synthesiser, from);
  const std::string bytes = corpus::encode_pack(rows, options.pack);
  base::write_file_atomically(options.pack, bytes);

  if (!found.left_out.empty()) log::info(from + ": left out: " + describe(found.left_out));
  const auto held_out = std::count_if(rows.begin(), rows.end(), [](const corpus::PackRow& row) {
    return row.split == corpus::kHeldOut;
  });
  if (options.common.json)
    print_json({{"pack", options.pack},
                {"programs", rows.size()},
                {"candidates", found.all.size()},
                {"left_out", found.left_out},
                {"held_out", held_out},
                {"bytes", bytes.size()},
                {"grammar", synthesiser.grammar().fingerprint()}});
  else
    print_line(
        fmt::format("{}: {} of {} candidates{}, {} held out by family, {} bytes ({:.0f} a "
                    "program)",
                    options.pack, rows.size(), found.all.size(),
                    options.is_random ? " at random" : "", held_out, bytes.size(),
                    static_cast<double>(bytes.size()) / static_cast<double>(rows.size())));
  return kDone;
}

}  // namespace progpretrain::tools
