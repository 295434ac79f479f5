// gl-transitions (https://github.com/gl-transitions/gl-transitions): a function that mixes two
// pictures. Its progress goes to and fro with time.
#include "engine/dialect/host_dialects.h"

namespace progpretrain::dialect {

Dialect gl_transition_dialect() {
  Dialect d = fragment_shader_dialect("gl-transition");
  d.macros +=
      "#define getFromColor(p) texture2D(transition_from, p)\n"
      "#define getToColor(p) texture2D(transition_to, p)\n";
  d.inputs = {{"transition_from", "texture", "first video"},
              {"transition_to", "texture", "video to"}};
  // 4 s long.
  d.values.insert(d.values.begin(),
                  {{"progress", "float", "(1.0 - abs(1.0 - mod(0.5 * pp_time_s, 2.0)))"},
                   {"ratio", "float", "(PP_PASS_SIZE.x / PP_PASS_SIZE.y)"}});
  d.entry = Dialect::Entry::function;
  d.function = "transition";
  d.takes = {"vec2"};
  d.call = "transition(pp_frag_coord.xy / PP_PASS_SIZE)";
  return d;
}

}  // namespace progpretrain::dialect
