#pragma once
// Names that the author's host allows and GLSL 4.50 for Vulkan does not, and names that are ours:
// all get the prefix ppu_.
#include "engine/dialect/author_program.h"
#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

/// Renames words that GLSL ES 1.00 leaves to the author (uint, mat2x3, case, sampler3D, layout, ...)
/// where the text declares a variable, function, parameter or field of this name. Before anything
/// reads them as what they are in newer versions.
void rename_declared_words(Tokens& tokens);

/// Renames, everywhere in the program: keywords of 4.50 that `version` has not; names with our
/// prefixes or with two underscores; functions that redefine a built-in one; names at file scope
/// that a prelude declares as well; main (to pp_author_main where the host starts it, else out of
/// the way).
void rename_identifiers(AuthorProgram& program, const Dialect& dialect, const GlslVersion& version);

/// The name as rename_identifiers() would leave it when it is renamed.
std::string renamed(std::string_view name);

/// The name before rename_identifiers() put it out of the way.
std::string original_name(const std::string& name);

/// A compiler's message with the author's names for those that rename_identifiers() gave.
std::string with_original_names(std::string_view message);

}  // namespace progpretrain::dialect
