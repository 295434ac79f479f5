// The table of stand-ins and their texels.
#include <doctest/doctest.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <set>
#include <vector>

#include "engine/base/check.h"
#include "engine/inputs/stand_in.h"

namespace progpretrain::inputs {
namespace {

using Kind = StandIn::Kind;

const std::vector<uint32_t>& texels() {
  static const std::vector<uint32_t> all = [] {
    std::vector<uint32_t> filled(num_texels());
    fill_texels(filled);
    return filled;
  }();
  return all;
}

float channel(uint32_t texel, int c) {
  return static_cast<float>(texel >> (8 * c) & 255) / 255.0f;
}

const StandIn& named(std::string_view name) {
  const auto& all = stand_ins();
  return *std::find_if(all.begin(), all.end(), [&](const StandIn& s) { return s.name == name; });
}

uint32_t stored_width(const StandIn& s) {
  return s.width >> s.num_missing_levels();
}

bool is_photograph(const StandIn& s) {
  return s.kind == Kind::texture && !s.name.starts_with("noise") && s.name != "blue_noise" &&
         s.name != "bayer" && s.name != "font" && s.name != "sprites";
}

TEST_CASE("stand-in: a name that says what the sampler holds is heard") {
  CHECK(stand_in_for(Kind::texture, "texNoise").name == "noise_rgba_256");
  CHECK(stand_in_for(Kind::texture, "u_noise").name == "noise_rgba_256");
  CHECK(stand_in_for(Kind::texture, "textures/Font1.png").name == "font");
  CHECK(stand_in_for(Kind::volume, "noise3d").kind == Kind::volume);
}

TEST_CASE(
    "stand-ins: sizes are powers of two, levels end at 1, and texels follow each other without "
    "gap") {
  uint64_t next = 0;
  std::set<std::string_view> names;
  for (const StandIn& s : stand_ins()) {
    CAPTURE(s.name);
    CHECK(names.insert(s.name).second);
    CHECK(std::has_single_bit(s.width));
    CHECK(std::has_single_bit(s.height));
    CHECK(std::has_single_bit(s.depth));
    CHECK(s.first_texel == next);
    if (s.kind == Kind::cubemap) CHECK(s.width == s.height);
    const uint32_t last = s.num_missing_levels() + s.num_levels - 1;
    const uint32_t shorter = s.kind == Kind::volume ? std::min({s.width, s.height, s.depth})
                                                    : std::min(s.width, s.height);
    CHECK((shorter >> last) == 1);
    for (uint32_t level = 0; level < s.num_levels; ++level) next += s.num_level_texels(level);
  }
  CHECK(num_texels() == next);
  CHECK(num_texels() * 4 <= 24 * 1024 * 1024);
  CHECK(names.size() >= 30);
}

TEST_CASE("stand-ins: filling twice gives the same bytes, and another length is refused") {
  std::vector<uint32_t> again(num_texels(), 0xdeadbeefu);
  fill_texels(again);
  CHECK(again == texels());
  std::vector<uint32_t> wrong(num_texels() - 1);
  CHECK_THROWS_AS(fill_texels(wrong), InvariantError);
}

TEST_CASE("stand-ins: the bytes are the format's: they do not depend on the machine") {
  uint32_t hash = 2166136261u;
  for (const uint32_t t : texels()) hash = (hash ^ t) * 16777619u;
  CHECK(hash == 1150837454u);
}

TEST_CASE("stand-ins: known media have their kind and size, whatever their folder and ending") {
  const auto texture = [](std::string_view source) -> const StandIn& {
    return stand_in_for(Kind::texture, source);
  };
  CHECK(texture("/media/a/f735bee5b64ef98879dc618b016ecf7939a5756040c2cde21ccb15e69a6e1cfb.png")
            .name == "noise_rgba_256");
  CHECK(texture("https://www.shadertoy.com/media/a/f735bee5b64e.png").name == "noise_rgba_256");
  CHECK(texture("f735bee5b64e").name == "noise_rgba_256");
  CHECK(texture("/presets/tex16.png").name == "noise_rgba_256");
  CHECK(texture("/presets/tex12.png").name == "noise_grey_256");
  CHECK(texture("/presets/tex19.png").name == "pebbles");
  CHECK(texture("08b42b43ae9d").width == 1024);
  CHECK(texture("cbcbb5a6cfb5").height == 32);
  CHECK(texture("85a6d68622b3").width == 8);
  CHECK(stand_in_for(Kind::cubemap, "/presets/cube00_0.jpg").width == 512);
  CHECK(stand_in_for(Kind::cubemap, "0681c014f6c88c35").name == "forest_blurred");
  CHECK(stand_in_for(Kind::volume, "27012b4eadd0.bin").name == "volume_grey");
}

TEST_CASE(
    "stand-ins: unknown media get one of the kind asked for, always the same, of all there are") {
  std::set<std::string_view> textures, films;
  for (int i = 0; i < 400; ++i) {
    const std::string name = "/media/a/unknown" + std::to_string(i);
    const StandIn& picture = stand_in_for(Kind::texture, name + ".jpg");
    CHECK(&picture == &stand_in_for(Kind::texture, name + ".jpg"));
    CHECK(is_photograph(picture));
    textures.insert(picture.name);
    const StandIn& film = stand_in_for(Kind::texture, name + ".webm");
    CHECK(film.width == film.height);
    films.insert(film.name);
    CHECK(stand_in_for(Kind::cubemap, name).kind == Kind::cubemap);
    CHECK(stand_in_for(Kind::volume, name).kind == Kind::volume);
  }
  CHECK(textures.size() >= 12);
  CHECK(films.size() == 3);
  // A known name of another kind does not change the kind.
  CHECK(stand_in_for(Kind::cubemap, "f735bee5b64e").kind == Kind::cubemap);
  CHECK(stand_in_for(Kind::texture, "").kind == Kind::texture);
}

TEST_CASE("stand-ins: photographs are bright, full of contrast, and differ from each other") {
  std::vector<std::vector<float>> thumbnails;
  for (const StandIn& s : stand_ins()) {
    if (s.kind == Kind::volume || s.name == "font" || s.name == "sprites") continue;
    CAPTURE(s.name);
    const bool is_blurred = s.name.ends_with("_blurred");
    const uint64_t count = s.num_level_texels(0);
    double sum = 0, squares = 0;
    for (uint64_t i = 0; i < count; ++i) {
      const double v = channel(texels()[s.first_texel + i], 0);
      sum += v;
      squares += v * v;
    }
    const double mean = sum / static_cast<double>(count);
    CHECK(mean > 0.2);
    CHECK(mean < 0.75);
    CHECK(std::sqrt(squares / static_cast<double>(count) - mean * mean) >
          (is_blurred ? 0.03 : 0.1));
    if (!is_photograph(s)) continue;
    // The level of 8 x 8, all channels.
    uint64_t first = s.first_texel;
    uint32_t level = 0;
    for (; stored_width(s) >> level > 8; ++level) first += s.num_level_texels(level);
    std::vector<float> thumbnail;
    for (uint64_t i = 0; i < s.num_level_texels(level); ++i)
      for (int c = 0; c < 3; ++c) thumbnail.push_back(channel(texels()[first + i], c));
    for (const auto& other : thumbnails) {
      double difference = 0;
      for (size_t i = 0; i < thumbnail.size(); ++i) difference += std::abs(thumbnail[i] - other[i]);
      CHECK(difference / static_cast<double>(thumbnail.size()) > 0.04);
    }
    thumbnails.push_back(thumbnail);
  }
  CHECK(thumbnails.size() >= 16);
}

TEST_CASE("stand-ins: textures repeat without a seam") {
  for (const StandIn& s : stand_ins()) {
    if (!is_photograph(s) || s.name == "portrait" || s.name == "landscape") continue;
    CAPTURE(s.name);
    const int size = static_cast<int>(stored_width(s));
    const auto at = [&](int x, int y) {
      return channel(texels()[s.first_texel + static_cast<uint64_t>(y) * size + x], 0);
    };
    // Mean steps from one column (row) to the next: the seam's, and the largest of the others.
    const auto column_step = [&](int x) {
      double sum = 0;
      for (int y = 0; y < size; ++y) sum += std::abs(at(x, y) - at((x + 1) % size, y));
      return sum / size;
    };
    const auto row_step = [&](int y) {
      double sum = 0;
      for (int x = 0; x < size; ++x) sum += std::abs(at(x, y) - at(x, (y + 1) % size));
      return sum / size;
    };
    double largest_column = 0, largest_row = 0;
    for (int i = 0; i + 1 < size; ++i) {
      largest_column = std::max(largest_column, column_step(i));
      largest_row = std::max(largest_row, row_step(i));
    }
    CHECK(column_step(size - 1) <= 1.1 * largest_column);
    CHECK(row_step(size - 1) <= 1.1 * largest_row);
  }
}

TEST_CASE("stand-ins: every level is the mean of 2 x 2 texels of the one before") {
  for (const StandIn& s : stand_ins()) {
    if (s.kind != Kind::texture) continue;
    CAPTURE(s.name);
    uint64_t first = s.first_texel;
    uint32_t width = stored_width(s);
    for (uint32_t level = 0; level + 1 < s.num_levels; ++level, width /= 2) {
      const uint64_t next = first + s.num_level_texels(level);
      const uint32_t x = width / 2 - 1, y = 0;  // of the next level
      for (int c = 0; c < 4; ++c) {
        double mean = 0;
        for (const uint32_t offset : {0u, 1u, width, width + 1})
          mean += 0.25 * channel(texels()[first + 2 * x + offset], c);
        CHECK(std::abs(mean - channel(texels()[next + y * (width / 2) + x], c)) <= 0.51 / 255);
      }
      first = next;
    }
  }
}

TEST_CASE("stand-ins: faces of cube maps meet without a seam") {
  // Along the edge between +z (right column) and +x (left column).
  for (const StandIn& s : stand_ins()) {
    if (s.kind != Kind::cubemap) continue;
    CAPTURE(s.name);
    const uint64_t size = stored_width(s);
    const auto at = [&](uint64_t face, uint64_t x, uint64_t y) {
      return channel(texels()[s.first_texel + (face * size + y) * size + x], 1);
    };
    double seam = 0, inside = 0;
    for (uint64_t y = 0; y < size; ++y) {
      seam += std::abs(at(4, size - 1, y) - at(0, 0, y));
      inside += std::abs(at(4, size - 1, y) - at(4, size / 2, y));
    }
    CHECK(seam / static_cast<double>(size) < 0.08);
    CHECK(inside > seam);
  }
}

TEST_CASE("stand-ins: noise is white and even, and blue noise has no low frequencies") {
  // Mean over 8 x 8 blocks: white noise spreads by 0.289 / 8, blue noise much less.
  const auto block_deviation = [](const StandIn& s, int c) {
    const uint32_t size = s.width;
    double squares = 0;
    uint32_t count = 0;
    for (uint32_t by = 0; by + 8 <= size; by += 8)
      for (uint32_t bx = 0; bx + 8 <= size; bx += 8, ++count) {
        double mean = 0;
        for (uint32_t i = 0; i < 64; ++i)
          mean += channel(texels()[s.first_texel + (by + i / 8) * size + bx + i % 8], c) / 64;
        squares += (mean - 0.5) * (mean - 0.5);
      }
    return std::sqrt(squares / count);
  };
  for (int c = 0; c < 4; ++c) {
    CHECK(block_deviation(named("noise_rgba_256"), c) == doctest::Approx(0.0361).epsilon(0.15));
    CHECK(block_deviation(named("blue_noise"), c) < 0.012);
  }
  CHECK(block_deviation(named("noise_grey_256"), 0) == doctest::Approx(0.0361).epsilon(0.15));
  for (const auto name : {"noise_rgba_256", "blue_noise"}) {
    std::vector<int> histogram(16);
    const StandIn& s = named(name);
    for (uint64_t i = 0; i < s.num_level_texels(0); ++i)
      ++histogram[texels()[s.first_texel + i] >> 4 & 15];
    for (const int count : histogram)
      CHECK(count == doctest::Approx(s.num_level_texels(0) / 16.0).epsilon(0.06));
  }
}

TEST_CASE(
    "stand-ins: red of the noise is green moved by (37, 17) from the top, for lookups of a third "
    "dimension") {
  const StandIn& s = named("noise_rgba_256");
  const auto at = [&](uint32_t x, uint32_t y, int c) {
    return texels()[s.first_texel + (y & 255) * 256 + (x & 255)] >> (8 * c) & 255;
  };
  for (uint32_t y = 0; y < 256; y += 5)
    for (uint32_t x = 0; x < 256; x += 3) CHECK(at(x, y, 0) == at(x + 37, y + 239, 1));
}

TEST_CASE("stand-ins: the ordered-dither matrix holds each of 64 levels once, and halves nest") {
  const StandIn& s = named("bayer");
  std::set<uint32_t> levels;
  for (uint32_t i = 0; i < 64; ++i) levels.insert((texels()[s.first_texel + i] & 255) / 4);
  CHECK(levels.size() == 64);
  CHECK(*levels.rbegin() == 63);
  // The lower half of the levels is a checkerboard.
  for (uint32_t i = 0; i < 64; ++i)
    CHECK(((texels()[s.first_texel + i] & 255) < 128) == ((i % 8 + i / 8) % 2 == 0));
}

TEST_CASE("stand-ins: the font has its letters in the host's cells, with a distance around them") {
  const StandIn& s = named("font");
  const uint32_t size = stored_width(s), cell = size / 16;
  const auto covered = [&](char c) {
    double sum = 0;
    for (uint32_t y = 0; y < cell; ++y)
      for (uint32_t x = 0; x < cell; ++x) {
        const uint32_t row = (15 - static_cast<uint32_t>(c) / 16) * cell + y,
                       column = static_cast<uint32_t>(c) % 16 * cell + x;
        const uint32_t t = texels()[s.first_texel + row * size + column];
        sum += channel(t, 0);
        // Inside by coverage is inside by distance.
        if (channel(t, 0) > 0.6f) CHECK((t >> 24) <= 127);
        if (channel(t, 0) < 0.4f) CHECK((t >> 24) >= 127);
      }
    return sum / (cell * cell);
  };
  for (char c = '!'; c < '\x7f'; ++c) {
    CAPTURE(c);
    CHECK(covered(c) > 0.005);
    CHECK(covered(c) < 0.35);
  }
  CHECK(covered(' ') == 0.0);
  CHECK(covered('\x01') == 0.0);
  CHECK(covered('M') > covered('.'));
  // 'L': its stroke is at the left and at the bottom.
  const auto at = [&](uint32_t x, uint32_t y) {  // from the lower left of the cell of 'L', in 32nds
    return channel(texels()[s.first_texel + ((15 - 4) * cell + y * cell / 32) * size + 12 * cell +
                            x * cell / 32],
                   0);
  };
  CHECK(at(10, 15) > 0.5f);
  CHECK(at(16, 7) > 0.5f);
  CHECK(at(21, 22) == 0.0f);
}

}  // namespace
}  // namespace progpretrain::inputs
