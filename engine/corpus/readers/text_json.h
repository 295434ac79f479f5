#pragma once
// JSON objects that hold the text of one shader and what is known of it: GLSL Sandbox's items
// ("code", or "versions" of it), ISF's site ("raw_fragment_source"), and data sets of source files
// ("code" or "content" with a path and a licence).
#include <optional>
#include <string>

#include "engine/base/strict_json.h"
#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// The keys that may hold a text: "'code', 'fragment', ...".
std::string text_keys();

/// The program, its dialect open; nullopt when no key of the object holds a text like GLSL.
std::optional<Program> program_of_text(const base::Json& value, const std::string& fallback_id,
                                       const Blob& blob);

}  // namespace progpretrain::corpus
