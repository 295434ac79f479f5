#pragma once
// The compute textures of Bonzomatic's descendants (Bonzomatic-Compute):
// three images of one uint a texel, as large as the canvas. A frame's pixels scatter into
// `computeTex`, which is zero before it; `computeTexBack` is what the frame before left there. Here
// they are a buffer of the program (shaders/scatter.glsl), and a frame is a pure function of its
// request: what depends on the order in which pixels run is refused.
#include <string>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

/// Edits that wait until names are settled (rename_identifiers()): indices of tokens stay valid.
struct ComputeTexturePlan {
  struct Edit {
    size_t token = 0;
    std::string text;
  };
  std::vector<Edit> edits;
  std::vector<size_t> calls;  ///< in ascending order: functions that find_forbidden() lets pass
  bool writes = false, reads = false;

  bool is_used() const { return writes || reads; }
};

/// Finds them, and takes out their declarations. imageAtomicAdd and its like (their results unused)
/// and imageStore on computeTex, imageLoad on computeTexBack, imageSize on both. Of several values
/// that pixels store into one texel the largest stays: some order of the pixels would leave it
/// there. Refusal (unsupported, with the line): any other use, two kinds of writing on one image.
corpus::Result<ComputeTexturePlan> plan_compute_textures(AuthorProgram& program);

/// Edits the tokens.
void apply_compute_textures(AuthorProgram& program, const ComputeTexturePlan& plan);

}  // namespace progpretrain::dialect
