#pragma once
// The fragment stage's own words in a compute shader: gl_FragCoord, outputs, discard, derivatives
// (see shaders/frame.glsl).
#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

struct FragmentUse {
  bool frag_color = false, frag_data = false, frag_depth = false, derivatives = false,
       discards = false;
};

/// Replaces them in place, gl_FragCoord by `coordinate`, and says which were there. A discarding lane runs on, since its
/// neighbours may differentiate.
FragmentUse rewrite_fragment_stage(AuthorProgram& program,
                                   const std::string& coordinate = "pp_frag_coord");

}  // namespace progpretrain::dialect
