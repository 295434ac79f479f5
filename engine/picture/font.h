#pragma once
// A small bitmap font (ASCII, 5x7 pixels with one row below the baseline) for the captions of
// contact sheets.
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

#include "engine/picture/image.h"

namespace progpretrain::picture {

inline constexpr int kGlyphAdvance_px = 6;  ///< from one glyph to the next
inline constexpr int kGlyphHeight_px = 8;

/// Draws UTF-8 text with its upper left corner at (x, y), every font pixel scale x scale. The
/// ellipsis is drawn, other characters outside ASCII become '?'; what lies outside the picture is
/// cut.
void draw_text(Image& image, int x, int y, std::string_view text, std::array<uint8_t, 3> rgb,
               int scale = 1);

/// Number of glyphs that draw_text draws.
int num_glyphs(std::string_view text);

/// `text`, or when it has more than max_glyphs glyphs its beginning and an ellipsis, max_glyphs
/// together.
std::string shorten(std::string_view text, int max_glyphs);

}  // namespace progpretrain::picture
