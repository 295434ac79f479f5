#pragma once
// Programs written to harm whoever draws them, for the tests of screening and of the command line.
#include <string>
#include <vector>

namespace progpretrain::testing {

struct HostileProgram {
  /// What it may end as. Never as a crash, which is no answer.
  enum class End { drawn, drawn_with_budget, drawn_with_nan, refused, any };

  std::string id;
  End end = End::any;
  std::string source;  ///< in Shadertoy's dialect
};

std::vector<HostileProgram> hostile_programs();

/// "void mainImage(out vec4 o, in vec2 p) { BODY }"
std::string image_program(const std::string& body);

}  // namespace progpretrain::testing
