#include "engine/synth/synthesise.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/synth/derivation.h"
#include "engine/synth/tokens.h"
#include "engine/synth/write_glsl.h"

namespace progpretrain::synth {
namespace {

constexpr uint32_t kGrowth = 0x200, kChange = 0x10000;  // stages of the draws
constexpr uint32_t kMaxAttempts = 200;
constexpr size_t kMaxCaption = 240, kMinParameters = 5;
constexpr uint64_t kMaxCost = 90000, kMinNodes = 7;

/// Depth and cost of a tree: most are cheap, some are rich, and later attempts ask for less.
Limits draw_limits(base::Philox& draws, uint32_t attempt) {
  static constexpr uint32_t kCosts[] = {1000, 1800, 3000, 7000, 50000};
  Limits limits;
  limits.depth = 5 + draws.below(3);
  limits.cost = kCosts[draws.below(5)];
  if (attempt > 20) limits.depth = 4;
  return limits;
}

/// The tree that program `index` grew from before anything was changed in it.
Node ancestor(const Grammar& grammar, uint64_t seed, uint64_t index, uint32_t attempt) {
  base::Philox draws(seed, index, kGrowth + attempt);
  const Limits limits = draw_limits(draws, attempt);
  return grow(grammar, "picture", limits, draws);
}

struct Descent {
  Node tree;
  std::string lineage;
};

Descent descend(const Grammar& grammar, uint64_t seed, uint64_t index, uint32_t attempt) {
  base::Philox draws(seed, index, kChange + attempt);
  const uint32_t way = draws.below(4);
  // Ancestors are trees of their own numbering, apart from the programs that are shipped.
  const auto other = [&] { return (uint64_t{1} << 40) + draws.below(1u << 20); };
  if (way < 2) return {ancestor(grammar, seed, index, attempt), "grown"};
  const uint64_t first = other();
  Node tree = ancestor(grammar, seed, first, 0);
  const Limits limits = draw_limits(draws, attempt);
  if (way == 2) {
    const std::string type =
        mutate(grammar, tree, {std::max(limits.depth, 3u) - 1, limits.cost / 4}, draws);
    return {std::move(tree), "a mutation, " + type};
  }
  const std::string type = cross(tree, ancestor(grammar, seed, other(), 0), draws);
  return {std::move(tree), type.empty() ? "grown" : "a crossing, " + type};
}

size_t num_lines_of(const std::string& text) {
  return static_cast<size_t>(std::count(text.begin(), text.end(), '\n'));
}

std::string sentence(std::string text) {
  for (size_t at; (at = text.find(" ,")) != text.npos;) text.erase(at, 1);
  for (size_t at; (at = text.find("  ")) != text.npos;) text.erase(at, 1);
  if (!text.empty() && text[0] >= 'a' && text[0] <= 'z')
    text[0] = static_cast<char>(text[0] - 'a' + 'A');
  return text;
}

}  // namespace

std::string family_of(const Production& form) {
  return "synth_" + form.name;
}

Synthesised Synthesiser::make(uint64_t seed, uint64_t index) const {
  for (uint32_t attempt = 0; attempt < kMaxAttempts; ++attempt) {
    const auto [tree, way] = descend(grammar_, seed, index, attempt);
    if (cost_of(tree) > kMaxCost || size_of(tree) < kMinNodes) continue;
    Synthesised out;
    out.caption = sentence(caption_of(tree));
    if (out.caption.size() > kMaxCaption) continue;
    const Written written = write_glsl(grammar_, tree);
    out.id = "synth-" + std::to_string(kVersion) + "-" + std::to_string(seed) + "-" +
             std::to_string(index);
    out.family = family_of(*tree.production);
    out.lineage = way + ": " + formula_of(tree);
    out.source = "// id: " + out.id + "\n// family: " + out.family +
                 "\n// description: " + out.caption + "\n// lineage: " + out.lineage +
                 "\n// dialect: shadertoy\n// licence: " + kLicence + "\n";
    // A long program declares fewer of its constants, but some of them always.
    const size_t num_lines = num_lines_of(out.source) + num_lines_of(written.code);
    const size_t num_parameters =
        std::min(written.parameters.size(), kMaxLines - std::min(num_lines, kMaxLines));
    if (num_lines < kMinLines ||
        num_parameters < std::min(written.parameters.size(), kMinParameters))
      continue;
    for (size_t i = 0; i < num_parameters; ++i) out.source += written.parameters[i] + "\n";
    out.source += written.code;
    return out;
  }
  PP_CHECK(false, "no program within the limits for seed ", seed, ", index ", index);
}

}  // namespace progpretrain::synth
