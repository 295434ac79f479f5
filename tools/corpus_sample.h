#pragma once
// A random sample of the good programs of a corpus, and their frames, a few programs at a time.
#include <torch/types.h>

#include <cstdint>
#include <functional>
#include <string>
#include <vector>

#include "engine/render/drawable_programs.h"
#include "tools/corpus_session.h"

namespace progpretrain::tools {

struct CorpusSample {
  std::vector<render::DrawableProgram>
      programs;                          ///< in the order drawn: any first ones are a sample
  std::vector<base::Json> measurements;  ///< of their screening; empty objects where there was none
  uint64_t num_in_corpus = 0;  ///< distinct programs that were not refused before screening
  uint64_t num_tried = 0;      ///< looked at until there were enough
};

/// Whether programs with flags (blank, static, budget, nan) take part.
enum class Flagged { leave_out, keep };

/// At most `count` programs with verdict ok, and no flag if not said otherwise, drawn from `seed` (a
/// function of the ids in session.options.part). Programs that this driver has not seen are screened as they are drawn
/// (or translated, if session.trust_packs says so), no others. Throws Interrupted.
CorpusSample sample_corpus(CorpusSession& session, uint32_t count, uint64_t seed,
                           Flagged flagged = Flagged::leave_out);

/// All drawable programs of the session's part of the corpus without flags but `nan`, as
/// CorpusSession::drawable_programs() gives them; where it has more programs than `most`, a sample
/// (session.options.seed) of that many. Screens what it needs and no more: who draws a few hundred
/// images need not wait for 21,000 verdicts. Throws Interrupted.
std::vector<render::DrawableProgram> drawable_sample(CorpusSession& session, size_t most);

struct FrameChoice {
  uint32_t num_frames = 0, size_px = 0;
  float parameters_sigma = 0;  ///< of each frame (render::Latent); 0: parameters at their defaults
};

/// Draws the frames of each program, moments in [0, 10) s, one in each of num_frames equal parts,
/// drawn from `seed` as their parameters are, and hands them over in order: `take(first program, frames u8 [n,F,3,S,S])` of
/// about kFramesAtOnce frames. The frames last for the call. Programs that turn out not to be
/// drawable are taken out of `sample` with a warning. Shows progress. Throws Interrupted.
using TakeFrames = std::function<void(size_t first, const torch::Tensor& frames)>;
void draw_sample(const CorpusSession& session, CorpusSample& sample, const FrameChoice& choice,
                 uint64_t seed, const TakeFrames& take);
inline constexpr uint32_t kFramesAtOnce = 256;

}  // namespace progpretrain::tools
