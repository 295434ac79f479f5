#pragma once
// A small bitmap font, drawn by us: the shapes of ASCII characters, 5 x 7 pixels with one more row
// below the baseline.
namespace progpretrain::base {

inline constexpr int kGlyphWidth = 5, kGlyphHeight = 8;

/// Whether a glyph has a pixel at this column (0..4) and row (0..7, from the top; 7 is below the
/// baseline). Glyphs: ' ' to
/// '~', and '\x7f' for the ellipsis; anything else has no pixels.
bool glyph_has(char glyph, int column, int row);

}  // namespace progpretrain::base
