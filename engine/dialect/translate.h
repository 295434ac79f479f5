#pragma once
// The face of the dialect room: which dialect a text is in, and its translation into compute units.
#include "engine/corpus/import.h"
#include "engine/corpus/program.h"
#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"

namespace progpretrain::dialect {

/// Finds the dialect (unless the program names one, in capitals or not) and the content hash.
/// Refusal (verdict unsupported, stage "dialect") when the text is in no known dialect or the named one is unknown;
/// the reason lists the known ones.
corpus::Result<corpus::Classification> classify(const corpus::Program& program);

/// Translates a program whose dialect is set. Refusal: parse_error with the author's line, or
/// unsupported.
corpus::Result<ComputeProgram> translate(const corpus::Program& program);

}  // namespace progpretrain::dialect
