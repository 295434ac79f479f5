#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <optional>
#include <unordered_map>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/render/worker_process.h"
#include "engine/synth/pack_rows.h"
#include "engine/synth/select.h"
#include "tools/candidate_frames.h"
#include "tools/near_programs.h"
#include "tools/synth_commands.h"

namespace progpretrain::tools {
namespace {

/// What a row of a pack keeps of screening; selection adds to it.
constexpr std::array kScreened{"ms_per_megapixel", "spectral_slope", "colourfulness", "coverage",
                               "motion"};

struct Candidate {
  std::string id;
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
constexpr const char* kAlike = "near another in graph and picture";

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
    out.all.push_back(
        {entry.program.id, *origin, base::sha256_hex(entry.program.source), base::Json::object()});
    for (const char* name : kScreened)
      out.all.back().measurements[name] = entry.screening->measurements.value(name, 0.0);
  }
  return out;
}

/// Fitness and looks, by candidate.
struct Measured {
  std::vector<synth::Fitness> fitness;
  synth::Looks looks;
};

/// Draws them, leaves out those with too little to see, and measures the rest, if any.
std::optional<Measured> measure(const CorpusSession& session, uint64_t seed, Candidates& candidates) {
  CandidateFrames frames = look_at(session, candidates.programs, seed);
  std::vector<Candidate> kept;
  for (const uint32_t place : frames.kept) kept.push_back(std::move(candidates.all[place]));
  candidates.all = std::move(kept);
  if (frames.num_faint > 0) candidates.left_out["too faint"] = frames.num_faint;
  if (frames.num_failed > 0) candidates.left_out["cannot be drawn"] += frames.num_failed;
  if (candidates.all.empty()) return {};
  log::info(fmt::format("measuring how well the frames of {} programs recognise each other",
                        candidates.all.size()));
  synth::Looks looks(frames.features);
  auto fitness = synth::measure_fitness(std::move(frames.features), seed);
  for (size_t i = 0; i < fitness.size(); ++i) {
    base::Json& measurements = candidates.all[i].measurements;
    measurements["edge_density"] = frames.edge_density[i];
    measurements["identifiability"] = fitness[i].identifiability;
    measurements["spread"] = fitness[i].spread;
  }
  return Measured{std::move(fitness), std::move(looks)};
}

synth::PictureNumbers numbers_of(const Candidate& candidate) {
  const auto number = [&](const char* name) {
    return candidate.measurements.at(name).get<double>();
  };
  return {number("spectral_slope"), number("edge_density"), number("colourfulness"),
          number("coverage"),       number("motion"),       number("ms_per_megapixel")};
}

/// Places among all candidates, ascending, and what the chosen have in common.
struct Choice {
  std::vector<uint32_t> chosen;
  size_t num_dropped = 0;  ///< of all candidates, as too much alike
  size_t num_near_in_graph = 0, num_alike = 0;
};

/// Of the candidates without those of `dropped` the first ones in a random order.
std::vector<uint32_t> choose_at_random(std::vector<uint32_t> order,
                                       const std::vector<uint32_t>& dropped, size_t count) {
  std::erase_if(order, [&](uint32_t place) {
    return std::binary_search(dropped.begin(), dropped.end(), place);
  });
  order.resize(std::min(count, order.size()));
  std::sort(order.begin(), order.end());
  return order;
}

/// Of the candidates without those of `dropped` the best ones.
std::vector<uint32_t> choose_best(const std::vector<Candidate>& candidates,
                                  std::span<const synth::Fitness> fitness,
                                  const std::vector<uint32_t>& dropped, size_t count) {
  std::vector<uint32_t> left, chosen;
  std::vector<synth::PictureNumbers> numbers;
  std::vector<synth::Fitness> their_fitness;
  for (uint32_t place = 0; place < candidates.size(); ++place) {
    if (std::binary_search(dropped.begin(), dropped.end(), place)) continue;
    left.push_back(place);
    numbers.push_back(numbers_of(candidates[place]));
    their_fitness.push_back(fitness[place]);
  }
  for (const uint32_t place :
       synth::select_programs(numbers, their_fitness, std::min(count, left.size())))
    chosen.push_back(left[place]);
  return chosen;
}

/// Of every two candidates that are near in graph and picture only one can be chosen: the fitter
/// one, or of a random choice the one that was drawn first.
Choice choose(CorpusSession& session, const SelectOptions& options, Candidates& candidates) {
  const uint64_t seed = options.common.seed;
  std::optional<Measured> measured;
  if (!options.is_random) measured = measure(session, seed, candidates);
  if (candidates.all.empty()) return {};
  std::vector<std::string> ids;
  for (const Candidate& candidate : candidates.all) ids.push_back(candidate.id);
  const std::vector<synth::Pair> near = pairs_near_in_graph(session, ids);
  const std::vector<synth::Pair> alike =
      measured ? alike_pairs(measured->looks, near, synth::kDropDistance)
               : PairPictures(session, ids, near).alike(synth::kDropDistance);
  const std::vector<uint32_t> order =
      measured ? synth::fittest_first(measured->fitness) : synth::random_order(ids.size(), seed);
  const std::vector<uint32_t> dropped = synth::drop_alike(alike, order);
  Choice out;
  out.num_dropped = dropped.size();
  out.chosen = measured ? choose_best(candidates.all, measured->fitness, dropped, options.count)
                        : choose_at_random(order, dropped, options.count);
  out.num_near_in_graph = synth::num_in_pairs(near, out.chosen);
  out.num_alike = synth::num_in_pairs(alike, out.chosen);
  return out;
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

std::string made_otherwise(const std::string& what) {
  return what + ": made with other families or another grammar: synthesise the candidates again";
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
      throw UsageError(made_otherwise(from + ": " + rows.back().id));
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
  const synth::Synthesiser synthesiser(load_parents());
  CorpusSession session(options.common);
  const std::string& from = options.common.corpus;
  if (const auto made_by = session.store.note(kSynthNote);
      made_by && *made_by != synth_note(synthesiser))
    throw UsageError(made_otherwise(from));
  Candidates found = candidates_of(session);
  const auto check_count = [&](size_t num_candidates) {
    if (num_candidates >= options.count) return;
    throw UsageError(fmt::format(
        "--select {}: {} has {} candidates (left out: {}){}", options.count, from, num_candidates,
        found.left_out.empty() ? "none" : describe(found.left_out),
        found.left_out.contains(kUnscreened) ? ": run `progpretrain screen` first" : ""));
  };
  check_count(found.all.size());
  const Choice choice = choose(session, options, found);
  if (choice.num_dropped > 0) found.left_out[kAlike] = choice.num_dropped;
  const size_t num_candidates = found.all.size() - choice.num_dropped;
  check_count(num_candidates);
  const auto rows = rows_of(found.all, choice.chosen, synthesiser, from);
  const std::string bytes = corpus::encode_pack(rows, options.pack);
  base::write_file_atomically(options.pack, bytes);

  if (!found.left_out.empty()) log::info(from + ": left out: " + describe(found.left_out));
  const auto held_out = std::count_if(rows.begin(), rows.end(), [](const corpus::PackRow& row) {
    return row.split == corpus::kHeldOut;
  });
  if (options.common.json) {
    print_json({{"pack", options.pack},
                {"programs", rows.size()},
                {"candidates", num_candidates},
                {"left_out", found.left_out},
                {"held_out", held_out},
                {"near_in_graph", choice.num_near_in_graph},
                {"near_in_graph_and_picture", choice.num_alike},
                {"bytes", bytes.size()},
                {"grammar", synthesiser.grammar().fingerprint()}});
    return kDone;
  }
  print_line(fmt::format(
      "{}: {} of {} candidates{}, {} held out by family, {} bytes ({:.0f} a "
      "program)",
      options.pack, rows.size(), num_candidates, options.is_random ? " at random" : "", held_out,
      bytes.size(), static_cast<double>(bytes.size()) / static_cast<double>(rows.size())));
  const auto percent = [&](size_t count) {
    return 100 * static_cast<double>(count) / static_cast<double>(rows.size());
  };
  print_line(
      fmt::format("{} candidates were left out as near another in graph and picture; of the "
                  "chosen {} ({:.2f} %) have a neighbour near in graph, {} ({:.2f} %) one "
                  "near in both",
                  choice.num_dropped, choice.num_near_in_graph, percent(choice.num_near_in_graph),
                  choice.num_alike, percent(choice.num_alike)));
  return kDone;
}

}  // namespace progpretrain::tools
