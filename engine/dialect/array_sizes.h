#pragma once
// Sizes of arrays as numbers, read off the tokens: a size of a hundred million is refused before a
// compiler makes that many zeros of it, and what fills an array has to know its length.
#include <cstdint>
#include <optional>
#include <string>
#include <unordered_map>

#include "engine/corpus/verdict.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {

/// What an instruction of SPIR-V has room to name. Longer arrays would not fit into the memory of
/// an invocation either (256 KiB, see spirv/permissions.h).
inline constexpr int64_t kMaxArrayElements = 65532;

/// Names of constant whole numbers and their values.
using IntegerConstants = std::unordered_map<std::string, int64_t>;

/// `const int N = 4 * M;` wherever it stands. A name with two values is none.
IntegerConstants integer_constants(const Tokens& tokens);

/// The value of the expression in tokens [first, last): literals, known names, parentheses, int()
/// and uint(), signs, and the operators of arithmetic, shifts and bits. nullopt for anything else.
std::optional<int64_t> constant_integer(const Tokens& tokens, size_t first, size_t last,
                                        const IntegerConstants& constants);

/// Refusal (unsupported, with the line): "an array of 100000000 elements: at most 65532", for the
/// first constant size (of several in a row their product) beyond kMaxArrayElements. A constant
/// index as large can only be an error.
std::optional<corpus::Refusal> find_huge_array(const Tokens& tokens);

}  // namespace progpretrain::dialect
