#pragma once
// The rows of a pack from what the synthesiser makes, and the check that they still are what it
// makes.
#include <set>
#include <string>
#include <vector>

#include "engine/corpus/pack.h"
#include "engine/synth/synthesise.h"

namespace progpretrain::synth {

inline constexpr size_t kSubset = 1000;
inline constexpr double kHeldOutShare = 0.15;

/// The families that are held out, the same for every pack of this grammar: in the order of their
/// names' hashes, as long as they make up at most kHeldOutShare of the programs that grow.
std::set<std::string> held_out_families(const Grammar& grammar);

/// Rows of this version of the synthesiser.
class PackRows {
 public:
  explicit PackRows(const Synthesiser& synthesiser)
      : synthesiser_(synthesiser), held_out_(held_out_families(synthesiser.grammar())) {}

  /// Program `index` of `seed`, without statistics, not in the subset.
  corpus::PackRow make(uint64_t seed, uint64_t index) const;

  /// `row` made anew: statistics and subset are taken from it. Throws UsageError naming the program
  /// and what differs (version, text, ...) when it is not what this synthesiser makes.
  corpus::PackRow remake(const corpus::PackRow& row) const;

 private:
  const Synthesiser& synthesiser_;
  std::set<std::string> held_out_;
};

/// Puts rows in the order of seed and index, and the kSubset with the smallest sha256 (all when
/// they are fewer) into the subset.
void finish_pack(std::vector<corpus::PackRow>& rows);

}  // namespace progpretrain::synth
