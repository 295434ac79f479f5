#pragma once
// When two texts are the same program.
#include <string>
#include <string_view>

#include "engine/corpus/program.h"

namespace progpretrain::dialect {

/// The tokens joined by single blanks; preprocessor lines on lines of their own, with their blanks
/// collapsed (where they stand matters there: `#define F(x)` is not `#define F (x)`). Comments,
/// line ends and indentation leave no trace.
std::string normalise(std::string_view source);

/// SHA-256 over dialect and normalised text.
std::string content_hash(std::string_view dialect, std::string_view source);
/// The same over all parts that a pass can show: common text, buffers, and what the channels are
/// bound to (not in which order they are listed). A program of one text without inputs has the hash
/// of that text.
std::string content_hash(std::string_view dialect, const corpus::Program& program);

}  // namespace progpretrain::dialect
