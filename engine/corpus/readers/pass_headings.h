#pragma once
// Shadertoy programs with several passes that somebody saved as one text, pass after pass under
// comments such as "// Buffer A" or "/* --- Image --- */".
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/readers/editor_lines.h"
#include "engine/corpus/readers/shadertoy_passes.h"

namespace progpretrain::corpus {

/// The passes between the headings; nullopt when the text is not such a one: it needs two passes
/// that define mainImage, of which one is the image (item_of_passes() refuses several).
/// Text before the first heading is the image pass when it defines mainImage and none is named so,
/// else common code. Channels read what lines such as "// iChannel0: Buffer B" in the pass tell,
/// else the buffers in their order.
std::optional<std::vector<ShadertoyPass>> split_at_pass_headings(std::string_view source);

/// "has 2 passes Buffer A" where two that draw bear one name, else empty.
std::string repeated_pass(const std::vector<ShadertoyPass>& passes);

/// The pass that words in lower case name ("buffer a", "buf a", "bufa", "image", "common", "sound",
/// "cubemap"), without code; nullopt when they name none.
std::optional<ShadertoyPass> pass_of_words(std::string_view words);

/// The inputs of a pass that its comments and the editors' #iChannel lines tell, else `buffers` (their
/// letters) in their order. `lost` gets the lines that name none of the buffers.
std::vector<ShadertoyInput> inputs_of_text(const ShadertoyPass& pass, const std::string& buffers,
                                           std::vector<EditorBinding>& lost);

/// The same for all passes, whose buffers are those among them.
void bind_channels(std::vector<ShadertoyPass>& passes);

/// The input that reads a buffer, "A" to "D".
ShadertoyInput buffer_input(size_t channel, char buffer);

/// An image pass that shows a buffer as it is.
ShadertoyPass pass_that_shows(char buffer);

}  // namespace progpretrain::corpus
