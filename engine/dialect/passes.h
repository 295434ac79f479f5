#pragma once
// From a program with its parts to units in the order of their drawing.
#include "engine/corpus/program.h"
#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

/// Shadertoy: common text, buffers, the picture. Buffers are drawn in their order, then the picture.
corpus::Result<ComputeProgram> translate_shadertoy(const Dialect& dialect,
                                                   const corpus::Program& program);

/// A host with one pass. A program that reads its own last frame is drawn into buffers, the first
/// of which is shown; all others draw the picture straight away.
corpus::Result<ComputeProgram> translate_single(const Dialect& dialect,
                                                const corpus::Program& program);

}  // namespace progpretrain::dialect
