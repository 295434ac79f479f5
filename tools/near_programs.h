#pragma once
// Which programs of a corpus are near to each other in structure (structure/features.h), and which
// of those in picture as well (synth/alike.h). Everything here shows progress and throws
// Interrupted when stop_flag() is set.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <vector>

#include "engine/render/program_structure.h"
#include "engine/structure/neighbours.h"
#include "engine/synth/alike.h"
#include "tools/corpus_session.h"

namespace progpretrain::tools {

/// The graphs of the programs `ids` (empty: of all): those that are missing are made in workers.
render::CorpusStructure read_structure(const corpus::Store& store, const CommonOptions& options,
                                       render::GraphKind kind = render::GraphKind::all,
                                       const std::vector<std::string>& ids = {});

using NeighbourLists = std::vector<std::vector<structure::Neighbour>>;

/// structure::nearest_of_all().
NeighbourLists search_neighbours(const structure::NeighbourIndex& index,
                                 std::span<const structure::Features> programs, bool is_pool,
                                 double farthest, size_t most, unsigned jobs);

/// The pairs of a search among the programs of the pool, ascending, each once.
std::vector<synth::Pair> pairs_of(const NeighbourLists& near);

/// The pairs of `ids` (places) within structure::kNearDistance. Who has no graph is near nobody.
std::vector<synth::Pair> pairs_near_in_graph(const CorpusSession& session,
                                             const std::vector<std::string>& ids);

/// Those of `pairs` (places in `looks`) that are near in picture, up to this relative distance.
std::vector<synth::Pair> alike_pairs(const synth::Looks& looks, std::span<const synth::Pair> pairs,
                                     double farthest);

/// What the programs of some pairs look like: they alone are drawn, and screened where that was not
/// done. Needs render::use_quick_code() before the session is opened.
class PairPictures {
 public:
  /// `pairs`: places in `ids`.
  PairPictures(CorpusSession& session, const std::vector<std::string>& ids,
               std::span<const synth::Pair> pairs);

  /// Those of the pairs that are near in picture, up to this relative distance; who cannot be drawn
  /// is near nobody.
  std::vector<synth::Pair> alike(double farthest) const;
  /// synth::Looks::relative_distance(); nothing when one of the two cannot be drawn.
  std::optional<double> distance(uint32_t a, uint32_t b) const;
  size_t num_drawn() const { return drawn_.size(); }
  size_t num_undrawn() const { return num_undrawn_; }

 private:
  std::map<uint32_t, uint32_t> drawn_;  // place -> place in looks_
  std::optional<synth::Looks> looks_;   // none: nothing could be drawn
  std::vector<synth::Pair> pairs_;
  size_t num_undrawn_ = 0;
};

}  // namespace progpretrain::tools
