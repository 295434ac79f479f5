#pragma once
// Many small pictures on one, each with its caption below.
#include <span>
#include <string>
#include <vector>

#include "engine/picture/image.h"

namespace progpretrain::picture {

struct Tile {
  Image picture;
  std::string caption;
};

/// Where everything lies on a sheet, in pixels.
struct SheetLayout {
  int columns = 0, rows = 0;
  int zoom = 1;        ///< pictures are enlarged by this whole number: at least 96 px wide
  int text_scale = 1;  ///< font pixel -> sheet pixels; grows with the tile
  int tile_width = 0, tile_height = 0;  ///< of a picture as shown
  int gap = 0, caption_height = 0;
  int width = 0, height = 0;  ///< of the sheet

  int tile_x(int index) const { return gap + index % columns * (tile_width + gap); }
  int tile_y(int index) const {
    return gap + index / columns * (tile_height + caption_height + gap);
  }
};

/// For num_tiles > 0 pictures of a size. columns 0: as many as make the sheet about 3:2, at most
/// num_tiles.
SheetLayout layout_sheet(int num_tiles, int picture_width_px, int picture_height_px,
                         int columns = 0);

/// Tiles from left to right, then down. The largest picture sets the tile's size, smaller ones are
/// enlarged by a whole number and centred; captions that do not fit end in an ellipsis. At least
/// one tile with a picture is needed; an empty picture leaves its tile dark.
Image contact_sheet(std::span<const Tile> tiles, int columns = 0);

}  // namespace progpretrain::picture
