#include "engine/picture/font.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/glyphs.h"

namespace progpretrain::picture {
namespace {

constexpr char kEllipsis = '\x7f';
constexpr std::string_view kEllipsisUtf8 = "\xe2\x80\xa6";

/// One character per glyph: ASCII as it is, the ellipsis as kEllipsis, the rest '?'.
std::string to_glyphs(std::string_view text) {
  std::string glyphs;
  for (size_t i = 0; i < text.size(); ++i) {
    const auto byte = static_cast<unsigned char>(text[i]);
    if (text.substr(i).starts_with(kEllipsisUtf8)) {
      glyphs += kEllipsis;
      i += kEllipsisUtf8.size() - 1;
    } else if ((byte & 0xc0) != 0x80) {  // continuation bytes belong to the glyph before them
      glyphs += byte >= ' ' && byte < 0x7f ? static_cast<char>(byte) : '?';
    }
  }
  return glyphs;
}

}  // namespace

void draw_text(Image& image, int x, int y, std::string_view text, std::array<uint8_t, 3> rgb,
               int scale) {
  PP_CHECK(scale >= 1, scale);
  for (const char glyph : to_glyphs(text)) {
    for (int row = 0; row < kGlyphHeight_px * scale; ++row) {
      for (int column = 0; column < (kGlyphAdvance_px - 1) * scale; ++column) {
        const int px = x + column, py = y + row;
        if (px < 0 || py < 0 || px >= image.width || py >= image.height) continue;
        if (base::glyph_has(glyph, column / scale, row / scale))
          std::copy(rgb.begin(), rgb.end(), image.at(px, py));
      }
    }
    x += kGlyphAdvance_px * scale;
  }
}

int num_glyphs(std::string_view text) {
  return static_cast<int>(to_glyphs(text).size());
}

std::string shorten(std::string_view text, int max_glyphs) {
  if (num_glyphs(text) <= max_glyphs) return std::string(text);
  if (max_glyphs <= 0) return {};
  size_t end = 0;
  for (int glyph = 0; glyph < max_glyphs; ++end)
    if ((static_cast<unsigned char>(text[end]) & 0xc0) != 0x80 && ++glyph == max_glyphs) break;
  return std::string(text.substr(0, end)).append(kEllipsisUtf8);
}

}  // namespace progpretrain::picture
