#include "engine/dialect/fragment_stage.h"

namespace progpretrain::dialect {

FragmentUse rewrite_fragment_stage(AuthorProgram& program, const std::string& coordinate) {
  FragmentUse use;
  Tokens& tokens = program.tokens;
  for (size_t i = 0; i < tokens.size(); ++i) {
    Token& t = tokens[i];
    if (!t.is_identifier()) continue;
    if (t.is("discard")) {
      t.text = "pp_discarded = true";
      use.discards = true;
    } else if (t.is("gl_FragCoord")) {
      t.text = coordinate;
    } else if (t.is("gl_FrontFacing")) {
      t.text = "true";
    } else if (t.is("gl_PointCoord")) {
      t.text = "vec2(0.0)";  // there are no points
    } else if (t.is("gl_Color")) {
      t.text = "vec4(1.0)";
    } else if (t.is("gl_TexCoord")) {
      t.text = "vec4[8](";
      for (int k = 0; k < 8; ++k)
        t.text += std::string(k == 0 ? "" : ", ") +
                  "vec4(pp_frag_coord.xy / PP_FRAME.canvas.xy, 0.0, 1.0)";
      t.text += ")";
    } else if (t.is("gl_FragColor")) {
      t.text = "pp_frag_color";
      use.frag_color = true;
    } else if (t.is("gl_FragData")) {
      t.text = "pp_frag_data";
      use.frag_data = true;
    } else if (t.is("gl_FragDepth") || t.is("gl_FragDepthEXT")) {
      t.text = "pp_frag_depth";
      use.frag_depth = true;
    } else if (is_derivative_function(t.text) && program.is_builtin_call(i)) {
      const size_t stem = t.text.starts_with("fwidth") ? 6 : 4;
      t.text = "pp_" + t.text.substr(0, stem);
      use.derivatives = true;
    }
  }
  return use;
}

}  // namespace progpretrain::dialect
