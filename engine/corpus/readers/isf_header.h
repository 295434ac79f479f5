#pragma once
// The JSON comment at the head of an Interactive Shader Format file
// (https://github.com/mrRay/ISF_Spec), as far as it tells of the program as a work; what it tells
// of inputs and passes is read by the dialect.
#include "engine/corpus/program.h"

namespace progpretrain::corpus {

/// Sets description, author (CREDIT, without "by"), tags (CATEGORIES), title and licence from the
/// header of program.source. False, with the program as it was, when there is no such header.
bool take_isf_header(Program& program);

}  // namespace progpretrain::corpus
