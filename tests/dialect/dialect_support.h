#pragma once
// Helpers of the dialect tests: translate a text, compile the unit with glslang for Vulkan 1.2,
// look at the author's part.
#include <string>
#include <vector>

#include "engine/dialect/translate.h"

namespace progpretrain::testing {

corpus::Result<dialect::ComputeUnit> translate_text(const std::string& dialect,
                                                    const std::string& source);

/// Translates a program with parts; a refusal fails the test.
dialect::ComputeProgram translated(const corpus::Program& program);

/// A Shadertoy program from its parts; buffers are named A, B, ... in their order.
corpus::Program program_of(const std::string& picture, std::vector<corpus::Input> inputs = {},
                           std::vector<corpus::BufferPass> buffers = {},
                           const std::string& common = "");

/// The compiler's first message about any unit, or empty.
std::string compile_error(const dialect::ComputeProgram& program);

/// The compiler's first message, or empty when the unit compiles, links and gives SPIR-V.
std::string compile_error(const dialect::ComputeUnit& unit);

/// Translates and compiles: empty, or what went wrong first.
std::string failure(const std::string& dialect, const std::string& source);

/// The author's rewritten text (between the two #line directives) without blanks at its ends.
std::string author_part(const dialect::ComputeUnit& unit);

/// The tokens of a text with one blank between two.
std::string tokens(const std::string& text);

/// tokens() of author_part() of a text that must translate and compile.
std::string rewritten(const std::string& dialect, const std::string& source);

/// "verdict@line: reason" of a text that must be refused, else "accepted".
std::string refusal(const std::string& dialect, const std::string& source);

/// A Shadertoy program with `declarations` before mainImage and `statements` in it; colour and
/// position are c and p.
std::string shadertoy_program(const std::string& declarations, const std::string& statements);

}  // namespace progpretrain::testing
