#include "tools/near_programs.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>
#include <unordered_map>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "tools/candidate_frames.h"

namespace progpretrain::tools {

render::CorpusStructure read_structure(const corpus::Store& store, const CommonOptions& options,
                                       render::GraphKind kind,
                                       const std::vector<std::string>& ids) {
  const GracefulStop graceful;
  log::Progress progress(
      kind == render::GraphKind::all ? "reading structure" : "replacing operations", "programs", 0);
  auto out = render::corpus_structure(
      store, screening_options(options), kind, ids,
      [&](uint64_t done, uint64_t total) {
        progress.set_total(total);
        progress.update(done);
      },
      &stop_flag());
  if (!out.finished) throw Interrupted("interrupted; the same command goes on from here");
  return out;
}

NeighbourLists search_neighbours(const structure::NeighbourIndex& index,
                                 std::span<const structure::Features> programs, bool is_pool,
                                 double farthest, size_t most, unsigned jobs) {
  const GracefulStop graceful;
  log::Progress progress("comparing", "programs", programs.size());
  auto out =
      structure::nearest_of_all(index, programs, is_pool, farthest, most, jobs, [&](uint64_t done) {
        progress.update(done);
        return !stop_flag();
      });
  if (stop_flag()) throw Interrupted("interrupted");
  return out;
}

std::vector<synth::Pair> pairs_of(const NeighbourLists& near) {
  std::vector<synth::Pair> out;
  for (uint32_t i = 0; i < near.size(); ++i)
    for (const structure::Neighbour& other : near[i])
      out.push_back({std::min(i, other.index), std::max(i, other.index)});
  std::sort(out.begin(), out.end());
  out.erase(std::unique(out.begin(), out.end()), out.end());
  return out;
}

std::vector<synth::Pair> pairs_near_in_graph(const CorpusSession& session,
                                             const std::vector<std::string>& ids) {
  if (ids.empty()) return {};
  const render::CorpusStructure all =
      read_structure(session.store, session.options, render::GraphKind::all, ids);
  for (const auto& [id, reason] : all.failed) log::warn(id + " has no graph: " + reason);
  const structure::NeighbourIndex index(all.features);
  std::vector<synth::Pair> pairs =
      pairs_of(search_neighbours(index, all.features, true, structure::kNearDistance,
                                 all.features.size(), session.options.jobs));
  std::unordered_map<std::string, uint32_t> places;
  for (uint32_t i = 0; i < ids.size(); ++i) places[ids[i]] = i;
  for (synth::Pair& pair : pairs) {
    const uint32_t a = places.at(all.ids[pair.a]), b = places.at(all.ids[pair.b]);
    pair = {std::min(a, b), std::max(a, b)};
  }
  std::sort(pairs.begin(), pairs.end());
  return pairs;
}

std::vector<synth::Pair> alike_pairs(const synth::Looks& looks, std::span<const synth::Pair> pairs,
                                     double farthest) {
  std::vector<synth::Pair> out;
  std::copy_if(pairs.begin(), pairs.end(), std::back_inserter(out), [&](const synth::Pair& pair) {
    return looks.relative_distance(pair.a, pair.b) <= farthest;
  });
  return out;
}

PairPictures::PairPictures(CorpusSession& session, const std::vector<std::string>& ids,
                           std::span<const synth::Pair> pairs)
    : pairs_(pairs.begin(), pairs.end()) {
  std::set<uint32_t> asked;
  for (const synth::Pair& pair : pairs) asked.insert({pair.a, pair.b});
  if (asked.empty()) return;
  std::vector<std::string> asked_ids;
  std::unordered_map<std::string, uint32_t> places;
  for (const uint32_t place : asked) {
    asked_ids.push_back(ids[place]);
    places[ids[place]] = place;
  }
  session.code = render::Code::quick;
  if (!session.ensure_screened(asked_ids))
    throw Interrupted("interrupted; the same command goes on from here");
  const auto programs =
      render::drawable_programs(session.store, session.driver_key, asked_ids, true).programs;
  if (!programs.empty()) {
    const GracefulStop graceful;
    const CandidateFrames frames = look_at(session, programs, session.options.seed, Faint::keep);
    for (uint32_t i = 0; i < frames.kept.size(); ++i)
      drawn_[places.at(programs[frames.kept[i]].id)] = i;
    if (!drawn_.empty()) looks_.emplace(frames.features);
  }
  num_undrawn_ = asked.size() - drawn_.size();
}

std::vector<synth::Pair> PairPictures::alike(double farthest) const {
  std::vector<synth::Pair> out;
  std::copy_if(pairs_.begin(), pairs_.end(), std::back_inserter(out), [&](const synth::Pair& pair) {
    const auto apart = distance(pair.a, pair.b);
    return apart && *apart <= farthest;
  });
  return out;
}

std::optional<double> PairPictures::distance(uint32_t a, uint32_t b) const {
  const auto first = drawn_.find(a), second = drawn_.find(b);
  if (first == drawn_.end() || second == drawn_.end()) return std::nullopt;
  return looks_->relative_distance(first->second, second->second);
}

}  // namespace progpretrain::tools
