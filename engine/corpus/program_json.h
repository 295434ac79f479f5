#pragma once
// The parts of a program besides its main text as JSON: for the corpus file and for worker messages.
#include "engine/base/strict_json.h"
#include "engine/corpus/program.h"

namespace progpretrain::corpus {

/// {"common", "inputs": [...], "buffers": [{"name", "source", "inputs"}], "notes": [...]}; empty
/// parts are left out, so that a program of one text gives {}.
base::Json parts_to_json(const Program& program);

/// Sets common, inputs, buffers and notes from what parts_to_json() wrote. Throws UsageError naming
/// `where` when a key has another type.
void parts_from_json(const base::Json& parts, Program& program, const std::string& where);

}  // namespace progpretrain::corpus
