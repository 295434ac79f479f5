#pragma once
// GLSL's own preprocessor (glslang's): macros, conditions and continued lines are gone afterwards.
#include <string>

#include "engine/corpus/verdict.h"

namespace progpretrain::dialect {

/// Larger results are refused. A macro bomb costs time and memory before this can be seen: the
/// caller runs in a worker.
inline constexpr size_t kMaxPreprocessedBytes = 4u << 20;

/// Preprocesses as GLSL ES 3.00 (GL_ES, GL_OES_standard_derivatives and the like are defined,
/// __VERSION__ is 300). `text`: cleaned, without comments and host directives; `host_macros`:
/// complete "#define ...\n" lines. Line k of the result belongs to line k of `text`. As lenient as
/// desktop compilers: tokens after #endif, undefined names in #if. Refusal: parse_error with the
/// author's line; unsupported for #include or a result that is too large.
corpus::Result<std::string> preprocess(const std::string& text, const std::string& host_macros);

}  // namespace progpretrain::dialect
