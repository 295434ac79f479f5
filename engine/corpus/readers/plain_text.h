#pragma once
// One text, one program.
#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// The program of a text that clean_source() or clean_text() returned, with what its header tells
/// (readers.h, make_plain_text_reader); id and origin come from `name`.
Program program_of_source(std::string_view name, std::string source);

/// What becomes of it: a text with all passes of a Shadertoy program is taken apart
/// (pass_headings.h), one that reads its own last frame (#iChannel0 "self") is a buffer which the
/// image shows, and other lines of that editor leave a note (editor_lines.h).
Item item_of_text(Program program);

/// The reader's name.
inline constexpr std::string_view kPlainText = "plain text";

}  // namespace progpretrain::corpus
