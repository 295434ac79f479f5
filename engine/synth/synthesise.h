#pragma once
// New programs without end: program `index` of a seed is a pure function of (version, seed, index),
// the same text on every machine.
#include <cstdint>
#include <string>
#include <vector>

#include "engine/synth/grammar.h"

namespace progpretrain::synth {

/// Grows with every change of what comes out.
inline constexpr int kVersion = 2;
inline constexpr size_t kMinLines = 5, kMaxLines = 80;
/// Of every program that is made.
inline constexpr const char* kLicence = "CC0-1.0";

/// "synth_dead_leaves": the family of the programs whose whole has this form.
std::string family_of(const Production& form);

struct Synthesised {
  std::string id;       ///< "synth-2-SEED-INDEX"
  std::string family;   ///< after the form of the whole: "synth_dead_leaves"
  std::string caption;  ///< one line
  std::string lineage;  ///< how it came to be and the formula of its tree
  std::string source;   ///< head and code, kMinLines to kMaxLines lines
};

class Synthesiser {
 public:
  /// `parents`: families that programs may build in, see graft.h; their order matters.
  explicit Synthesiser(std::vector<Graft> parents) : grammar_(std::move(parents)) {}

  Synthesised make(uint64_t seed, uint64_t index) const;

  const Grammar& grammar() const { return grammar_; }

 private:
  Grammar grammar_;
};

}  // namespace progpretrain::synth
