#pragma once
// One text, one program.
#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// The program of a text that clean_source() or clean_text() returned, with what its header tells
/// (readers.h, make_plain_text_reader); id and origin come from `name`.
Program program_of_source(std::string_view name, std::string source);

}  // namespace progpretrain::corpus
