#include "engine/inputs/stand_in.h"

#include <algorithm>
#include <bit>
#include <iterator>
#include <string>

#include "engine/base/check.h"
#include "engine/base/fnv.h"

namespace progpretrain::inputs {
namespace {

using Kind = StandIn::Kind;

struct Row {
  std::string_view name;
  Kind kind;
  uint32_t width, height, depth;
  uint32_t num_missing;
};

// Enlarged where the original is soft: a picture of 1024 px costs 5.6 MB.
constexpr Row kRows[] = {
    {"noise_rgba_256", Kind::texture, 256, 256, 1, 0},
    {"noise_rgba_64", Kind::texture, 64, 64, 1, 0},
    {"noise_grey_256", Kind::texture, 256, 256, 1, 0},
    {"noise_grey_64", Kind::texture, 64, 64, 1, 0},
    {"blue_noise", Kind::texture, 1024, 1024, 1, 0},
    {"bayer", Kind::texture, 8, 8, 1, 0},
    {"font", Kind::texture, 1024, 1024, 1, 1},
    {"sprites", Kind::texture, 256, 32, 1, 0},
    {"abstract_1", Kind::texture, 1024, 1024, 1, 2},
    {"abstract_2", Kind::texture, 512, 512, 1, 1},
    {"abstract_3", Kind::texture, 512, 512, 1, 1},
    {"lichen", Kind::texture, 1024, 1024, 1, 1},
    {"city", Kind::texture, 512, 512, 1, 0},
    {"organic_1", Kind::texture, 1024, 1024, 1, 1},
    {"organic_2", Kind::texture, 1024, 1024, 1, 1},
    {"organic_3", Kind::texture, 1024, 1024, 1, 2},
    {"organic_4", Kind::texture, 1024, 1024, 1, 2},
    {"pebbles", Kind::texture, 512, 512, 1, 0},
    {"rock_tiles", Kind::texture, 512, 512, 1, 0},
    {"rusty_metal", Kind::texture, 512, 512, 1, 0},
    {"stars", Kind::texture, 512, 512, 1, 0},
    {"wood", Kind::texture, 512, 512, 1, 0},
    {"portrait", Kind::texture, 256, 256, 1, 0},
    {"landscape", Kind::texture, 256, 256, 1, 0},
    {"gallery", Kind::cubemap, 512, 512, 1, 2},
    {"gallery_blurred", Kind::cubemap, 64, 64, 1, 0},
    {"church", Kind::cubemap, 256, 256, 1, 1},
    {"church_blurred", Kind::cubemap, 64, 64, 1, 0},
    {"forest", Kind::cubemap, 128, 128, 1, 0},
    {"forest_blurred", Kind::cubemap, 64, 64, 1, 0},
    {"volume_grey", Kind::volume, 32, 32, 32, 0},
    {"volume_rgba", Kind::volume, 32, 32, 32, 0},
};

// Media of Shadertoy's library, by the beginning of their file's name (a hash), and of its first
// years, by the whole name.
struct Medium {
  std::string_view file;
  std::string_view stand_in;
};
constexpr Medium kMedia[] = {
    {"f735bee5b64e", "noise_rgba_256"},
    {"tex16.png", "noise_rgba_256"},
    {"3083c722c0c7", "noise_rgba_64"},
    {"tex11.png", "noise_rgba_64"},
    {"0c7bf5fe9462", "noise_grey_256"},
    {"tex12.png", "noise_grey_256"},
    {"0a40562379b6", "noise_grey_64"},
    {"tex10.png", "noise_grey_64"},
    {"cb49c003b454", "blue_noise"},
    {"85a6d68622b3", "bayer"},
    {"tex15.png", "bayer"},
    {"08b42b43ae9d", "font"},
    {"tex21.png", "font"},
    {"cbcbb5a6cfb5", "sprites"},
    {"tex14.png", "sprites"},
    {"52d2a8f514c4", "abstract_1"},
    {"bd6464771e47", "abstract_2"},
    {"8979352a182b", "abstract_3"},
    {"fb918796edc3", "lichen"},
    {"8de3a3924cb9", "city"},
    {"cd4c518bc6ef", "organic_1"},
    {"92d7758c402f", "organic_2"},
    {"79520a3d3a0f", "organic_3"},
    {"3871e838723d", "organic_4"},
    {"ad56fba948df", "pebbles"},
    {"tex19.png", "pebbles"},
    {"10eb4fe0ac8a", "rock_tiles"},
    {"95b90082f799", "rusty_metal"},
    {"e6e5631ce123", "stars"},
    {"1f7dca9c22f3", "wood"},
    {"webcam.png", "portrait"},
    {"585f9546c092", "gallery"},
    {"cube00_", "gallery"},
    {"793a105653fb", "gallery_blurred"},
    {"cube01_", "gallery_blurred"},
    {"488bd40303a2", "church"},
    {"cube02_", "church"},
    {"550a8cce1bf4", "church_blurred"},
    {"cube03_", "church_blurred"},
    {"94284d43be78", "forest"},
    {"cube04_", "forest"},
    {"0681c014f6c8", "forest_blurred"},
    {"cube05_", "forest_blurred"},
    {"27012b4eadd0", "volume_grey"},
    {"aea6b99da1d5", "volume_rgba"},
};

// What the name of another host's sampler or file tells, anywhere in it, in small letters: texNoise, u_font, dither.png.
constexpr Medium kWords[] = {
    {"noise", "noise_rgba_256"}, {"random", "noise_rgba_256"}, {"dither", "bayer"},      {"bayer", "bayer"},
    {"font", "font"},            {"wood", "wood"},             {"star", "stars"},        {"pebble", "pebbles"},
    {"rock", "rock_tiles"},      {"rust", "rusty_metal"},      {"metal", "rusty_metal"},
};

constexpr std::string_view kScenes[] = {"portrait", "landscape", "city"};
constexpr std::string_view kPhotographs[] = {
    "abstract_1", "abstract_2", "abstract_3", "lichen",     "city",        "organic_1", "organic_2",
    "organic_3",  "organic_4",  "pebbles",    "rock_tiles", "rusty_metal", "stars",     "wood"};
constexpr std::string_view kCubeMaps[] = {"gallery", "church", "forest"};
constexpr std::string_view kVolumes[] = {"volume_grey", "volume_rgba"};

std::span<const std::string_view> choices(Kind kind, std::string_view file) {
  if (kind == Kind::cubemap) return kCubeMaps;
  if (kind == Kind::volume) return kVolumes;
  for (const std::string_view moving : {".webm", ".ogv", ".mp4", "webcam", "video"})
    if (file.find(moving) != std::string_view::npos) return kScenes;
  return kPhotographs;
}

uint32_t hash_of_text(std::string_view text) {
  const uint32_t hash = base::fnv1a_32(text);
  return hash ^ (hash >> 15);
}

const StandIn& stand_in_named(std::string_view name) {
  const auto& all = stand_ins();
  const auto found =
      std::find_if(all.begin(), all.end(), [&](const StandIn& s) { return s.name == name; });
  PP_CHECK(found != all.end(), name);
  return *found;
}

std::vector<StandIn> make_stand_ins() {
  std::vector<StandIn> all;
  uint64_t next = 0;
  for (const Row& row : kRows) {
    const uint32_t shorter = row.kind == Kind::volume ? std::min({row.width, row.height, row.depth})
                                                      : std::min(row.width, row.height);
    StandIn s{row.name, row.kind, row.width, row.height, row.depth, 1, static_cast<uint32_t>(next)};
    s.num_levels = static_cast<uint32_t>(std::bit_width(shorter)) - row.num_missing;
    for (uint32_t level = 0; level < s.num_levels; ++level) next += s.num_level_texels(level);
    all.push_back(s);
  }
  return all;
}

}  // namespace

uint32_t StandIn::num_missing_levels() const {
  const uint32_t shorter =
      kind == Kind::volume ? std::min({width, height, depth}) : std::min(width, height);
  return static_cast<uint32_t>(std::bit_width(shorter)) - num_levels;
}

uint64_t StandIn::num_level_texels(uint32_t level) const {
  const uint32_t shift = num_missing_levels() + level;
  const uint64_t texels = uint64_t{width >> shift} * (height >> shift);
  if (kind == Kind::cubemap) return 6 * texels;
  return kind == Kind::volume ? texels * (depth >> shift) : texels;
}

const std::vector<StandIn>& stand_ins() {
  static const std::vector<StandIn> all = make_stand_ins();
  return all;
}

const StandIn& stand_in_for(Kind kind, std::string_view source) {
  const std::string_view file = source.substr(source.rfind('/') + 1);
  for (const Medium& medium : kMedia) {
    if (!file.starts_with(medium.file)) continue;
    const StandIn& known = stand_in_named(medium.stand_in);
    if (known.kind == kind) return known;
  }
  std::string name(file);
  for (char& c : name)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  for (const Medium& word : kWords)
    if (kind == Kind::texture && name.find(word.file) != std::string::npos) return stand_in_named(word.stand_in);
  const auto those = choices(kind, file);
  return stand_in_named(those[hash_of_text(file) % those.size()]);
}

uint64_t num_texels() {
  const StandIn& last = stand_ins().back();
  uint64_t end = last.first_texel;
  for (uint32_t level = 0; level < last.num_levels; ++level) end += last.num_level_texels(level);
  return end;
}

}  // namespace progpretrain::inputs
