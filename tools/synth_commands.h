#pragma once
// What `progpretrain synth` does beside writing new programs into a corpus.
#include <string>
#include <vector>

#include "engine/corpus/program.h"
#include "engine/synth/synthesise.h"
#include "tools/command.h"

namespace progpretrain::tools {

/// The families that came with this program, in the order of their paths. Throws UsageError naming
/// the folder when there are none.
std::vector<synth::Graft> load_parents();

/// Program `index` of `seed` as a corpus keeps it.
corpus::Program synthesised_program(const synth::Synthesiser& synthesiser, uint64_t seed,
                                    uint64_t index);

/// The note of a corpus file that says what made its programs last.
inline constexpr const char* kSynthNote = "synth";
std::string synth_note(const synth::Synthesiser& synthesiser);

struct RemakeOptions {
  std::string pack, out, slice;
  bool json = false;
};
/// Makes the texts of a pack's rows anew from version, seed and index, checks them, and writes the
/// pack again to `out`: the same bytes. With a slice "A:B" only rows A to B - 1 are checked.
int run_remake(const RemakeOptions& options);

struct SelectOptions {
  CommonOptions common;  ///< its corpus is the one with the candidates
  uint64_t count = 0;
  std::string pack;
  bool is_random = false;
};
struct BaselineOptions {
  CommonOptions common;  ///< its corpus is the one to write into
  std::string name;      ///< programs/baselines/NAME.glsl
  uint64_t count = 0, first = 0;
};
/// Programs of a baseline: its text with one constant after the other. Throws UsageError, listing the
/// baselines there are, when it is none of them.
int run_baseline(const BaselineOptions& options);

struct SteerOptions {
  CommonOptions common;  ///< its corpus is the one to write into
  uint64_t count = 0, first = 0;
  std::string like, unlike;  ///< one of them: a folder of pictures, a screened corpus
};
/// New programs in waves, of which those are accepted that lie nearest to pictures or farthest from
/// a corpus (and from what was accepted), as the encoder that selects sees them.
int run_steered(const SteerOptions& options);

/// Picks programs among the candidates of a screened corpus and writes them as a pack.
int run_select(const SelectOptions& options);

}  // namespace progpretrain::tools
