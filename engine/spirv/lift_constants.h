#pragma once
// Constant lifting: numeric literals of the author's are replaced by values that the request brings
// (FrameParams::constants), so that they can be changed without compiling anything again. GenRep's
// latent neighbours ("Generative Models as a Data Source for Multiview Representation Learning",
// ICLR 2022), for programs.
//
// A literal is one 32-bit float constant in one of the author's expressions, or the initialiser of
// one of the author's global variables. Left alone: integers; array initialisers, sizes and
// indices; what decides how often a loop runs (its condition, and what is stored to the variables
// it reads); exponents of pow(), which drivers unfold when they are constant; stores of zeros, most
// of which are initialisations. A divisor is lifted as its reciprocal, the factor that drivers make
// of it. Arithmetic was given its order before (exact_arithmetic.h), with the constants known: the
// lifted module calculates what the plain one does, up to what drivers fold.
#include <cstdint>
#include <span>
#include <string_view>
#include <vector>

#include "engine/spirv/build.h"
#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// A module after all other passes, compiled with PP_LIFTED (shaders/frame.glsl), and what tells
/// the author's part from ours.
struct LiftSource {
  const ParsedModule& module;
  uint32_t num_author_ids = 0;  ///< id bound when the arithmetic was still the author's; later ids
                                ///< are our passes'
  std::string_view glsl;  ///< the unit's text
};

/// The values of the literals that may be lifted (of divisors: reciprocals), in a fixed order;
/// others speak of them by their index in it.
std::vector<float> find_literals(const LiftSource& source);

/// A literal and the number by which the device knows it.
struct LiftedLiteral {
  uint32_t literal = 0;  ///< index in find_literals()
  uint32_t number = 0;
};

/// Literals read constants[number / 4][number % 4] instead; number < kMaxLifted.
std::vector<uint32_t> lift_literals(const LiftSource& source,
                                    std::span<const LiftedLiteral> lifted);

/// For trying them one at a time: a literal reads constants[0].y where constants[0].x is its
/// number, and keeps its value elsewhere.
std::vector<uint32_t> probe_literals(const LiftSource& source,
                                     std::span<const LiftedLiteral> probed);

}  // namespace progpretrain::spirv
