#include "engine/picture/contact_sheet.h"

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/picture/font.h"

namespace progpretrain::picture {
namespace {

constexpr int kMinShown_px = 96, kShownPerTextScale_px = 128, kGap_px = 8;
constexpr double kAspect = 1.5;
constexpr std::array<uint8_t, 3> kPaper{20, 22, 27}, kNoPicture{38, 41, 49}, kInk{205, 210, 218};

void fill(Image& image, int x, int y, int width, int height, const std::array<uint8_t, 3>& rgb) {
  for (int row = y; row < y + height; ++row)
    for (int column = x; column < x + width; ++column)
      std::copy(rgb.begin(), rgb.end(), image.at(column, row));
}

}  // namespace

SheetLayout layout_sheet(int num_tiles, int picture_width_px, int picture_height_px, int columns) {
  PP_CHECK(num_tiles > 0 && picture_width_px > 0 && picture_height_px > 0 && columns >= 0);
  SheetLayout layout;
  layout.zoom = (kMinShown_px + picture_width_px - 1) / picture_width_px;
  layout.tile_width = picture_width_px * layout.zoom;
  layout.tile_height = picture_height_px * layout.zoom;
  layout.text_scale = std::max(1, layout.tile_width / kShownPerTextScale_px);
  layout.gap = kGap_px * layout.text_scale;
  layout.caption_height = (kGlyphHeight_px + 5) * layout.text_scale;
  const double cell_width = layout.tile_width + layout.gap;
  const double cell_height = layout.tile_height + layout.caption_height + layout.gap;
  const int balanced =
      static_cast<int>(std::lround(std::sqrt(num_tiles * kAspect * cell_height / cell_width)));
  layout.columns = std::clamp(columns > 0 ? columns : balanced, 1, num_tiles);
  layout.rows = (num_tiles + layout.columns - 1) / layout.columns;
  layout.width = layout.gap + layout.columns * (layout.tile_width + layout.gap);
  layout.height =
      layout.gap + layout.rows * (layout.tile_height + layout.caption_height + layout.gap);
  return layout;
}

Image contact_sheet(std::span<const Tile> tiles, int columns) {
  int width = 0, height = 0;
  for (const Tile& tile : tiles) {
    width = std::max(width, tile.picture.width);
    height = std::max(height, tile.picture.height);
  }
  PP_CHECK(width > 0 && height > 0, "a contact sheet needs a picture");
  const SheetLayout layout = layout_sheet(static_cast<int>(tiles.size()), width, height, columns);
  const int glyph_px = kGlyphAdvance_px * layout.text_scale;

  Image sheet(layout.width, layout.height);
  fill(sheet, 0, 0, sheet.width, sheet.height, kPaper);
  for (int i = 0; i < static_cast<int>(tiles.size()); ++i) {
    const Tile& tile = tiles[i];
    const int x = layout.tile_x(i), y = layout.tile_y(i);
    if (tile.picture.width < width || tile.picture.height < height)
      fill(sheet, x, y, layout.tile_width, layout.tile_height, kNoPicture);
    if (!tile.picture.empty()) {
      const int zoom = std::min(layout.tile_width / tile.picture.width,
                                layout.tile_height / tile.picture.height);
      const Image shown = enlarge(tile.picture, zoom);
      paste(sheet, shown, x + (layout.tile_width - shown.width) / 2,
            y + (layout.tile_height - shown.height) / 2);
    }
    draw_text(sheet, x, y + layout.tile_height + 3 * layout.text_scale,
              shorten(tile.caption, layout.tile_width / glyph_px), kInk, layout.text_scale);
  }
  return sheet;
}

}  // namespace progpretrain::picture
