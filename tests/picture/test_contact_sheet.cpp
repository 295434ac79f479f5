#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/picture/contact_sheet.h"
#include "engine/picture/font.h"
#include "tests/picture/samples.h"

using namespace progpretrain;
using namespace progpretrain::picture;

namespace {
int count_ink(const Image& image) {
  int count = 0;
  for (size_t i = 0; i < image.pixels.size(); i += 3) count += image.pixels[i] != 0;
  return count;
}
int ink_of(std::string_view text, int scale = 1) {
  Image image(400, 40);
  draw_text(image, 1, 1, text, {255, 255, 255}, scale);
  return count_ink(image);
}
}  // namespace

TEST_CASE("contact sheet: tiles lie where the layout says, enlarged bit for bit") {
  std::vector<Tile> tiles;
  for (int i = 0; i < 5; ++i) tiles.push_back({testing::noise_image(32, 32, i), std::to_string(i)});
  const SheetLayout layout = layout_sheet(5, 32, 32, 3);
  CHECK(layout.columns == 3);
  CHECK(layout.rows == 2);
  CHECK(layout.zoom == 3);  // 96 px
  const Image sheet = contact_sheet(tiles, 3);
  CHECK(sheet.width == layout.width);
  CHECK(sheet.height == layout.height);
  for (int i = 0; i < 5; ++i)
    for (int y = 0; y < 96; ++y)
      for (int x = 0; x < 96; ++x)
        REQUIRE(std::equal(sheet.at(layout.tile_x(i) + x, layout.tile_y(i) + y),
                           sheet.at(layout.tile_x(i) + x, layout.tile_y(i) + y) + 3,
                           tiles[i].picture.at(x / 3, y / 3)));
}

TEST_CASE("contact sheet: tiles never overlap and stay inside, for any count and shape") {
  for (const int count : {1, 2, 7, 60, 500})
    for (const auto& [width, height] : {std::pair{64, 64}, {256, 256}, {200, 50}, {20, 300}}) {
      const SheetLayout layout = layout_sheet(count, width, height);
      CHECK(layout.columns * layout.rows >= count);
      CHECK(layout.columns * (layout.rows - 1) < count);
      CHECK(layout.tile_x(count - 1) + layout.tile_width + layout.gap <= layout.width);
      CHECK(layout.tile_y(count - 1) + layout.tile_height + layout.caption_height + layout.gap ==
            layout.height);
    }
  const SheetLayout many = layout_sheet(600, 64, 64);
  CHECK(double(many.width) / many.height == doctest::Approx(1.5).epsilon(0.1));
}

TEST_CASE("contact sheet: a smaller picture is centred, an empty one leaves its tile") {
  const std::vector<Tile> tiles = {{testing::flat_image(100, 100, 255, 0, 0), "big"},
                                   {testing::flat_image(50, 25, 0, 255, 0), "small"},
                                   {Image(), "refused"}};
  const SheetLayout layout = layout_sheet(3, 100, 100, 3);
  const Image sheet = contact_sheet(tiles, 3);
  const uint8_t* middle = sheet.at(layout.tile_x(1) + 50, layout.tile_y(1) + 50);
  CHECK(middle[1] == 255);
  CHECK(sheet.at(layout.tile_x(1) + 50, layout.tile_y(1) + 10)[1] !=
        255);  // 25 rows x 2, so 25 free above
  CHECK(sheet.at(layout.tile_x(2) + 50, layout.tile_y(2) + 50)[0] < 100);
  CHECK_THROWS_AS(contact_sheet(std::vector<Tile>{{Image(), "only"}}), InvariantError);
}

TEST_CASE("contact sheet: a caption never leaves its tile") {
  const std::vector<Tile> tiles = {{testing::flat_image(96, 96, 0, 0, 0), std::string(200, 'W')},
                                   {testing::flat_image(96, 96, 0, 0, 0), ""}};
  const SheetLayout layout = layout_sheet(2, 96, 96, 2);
  const Image sheet = contact_sheet(tiles, 2);
  int ink_inside = 0;
  for (int y = layout.tile_y(0) + layout.tile_height; y < sheet.height; ++y)
    for (int x = 0; x < sheet.width; ++x) {
      const bool ink = sheet.at(x, y)[0] > 128;
      const bool inside = x >= layout.tile_x(0) && x < layout.tile_x(0) + layout.tile_width;
      ink_inside += ink && inside;
      REQUIRE_FALSE((ink && !inside));
    }
  CHECK(ink_inside > 100);
}

TEST_CASE("font: every printable character has ink of its own shape") {
  std::vector<std::vector<uint8_t>> seen;
  for (char c = '!'; c <= '~'; ++c) {
    Image image(8, 10);
    draw_text(image, 1, 1, std::string(1, c), {255, 255, 255});
    REQUIRE(count_ink(image) > 0);
    for (const auto& other : seen) REQUIRE(other != image.pixels);
    seen.push_back(image.pixels);
  }
  CHECK(ink_of("H") == 17);  // two bars of 7 and a bridge of 3
  CHECK(ink_of("H", 3) == 9 * 17);
  CHECK(ink_of(" ") == 0);
}

TEST_CASE("font: characters outside ASCII count once, the ellipsis is three dots") {
  CHECK(num_glyphs("a\xc3\xa4\xe2\x80\xa6") == 3);
  CHECK(ink_of("\xe2\x80\xa6") == 3);
  CHECK(ink_of("\xc3\xa4") == ink_of("?"));
  CHECK(ink_of("\x01\xff") == 2 * ink_of("?"));
}

TEST_CASE("font: shortening keeps whole characters and the promised length") {
  CHECK(shorten("short", 5) == "short");
  CHECK(shorten("longer", 5) == "long\xe2\x80\xa6");
  CHECK(shorten("\xc3\xa4\xc3\xb6\xc3\xbc\xc3\x9f", 3) == "\xc3\xa4\xc3\xb6\xe2\x80\xa6");
  CHECK(shorten("abc", 1) == "\xe2\x80\xa6");
  CHECK(shorten("abc", 0).empty());
  for (int length = 0; length < 12; ++length)
    CHECK(num_glyphs(shorten("a\xc3\xa4_iteration", length)) == std::min(length, 12));
}
