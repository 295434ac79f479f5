#include <cmath>
#include <vector>

#include "engine/inputs/paint.h"

namespace progpretrain::inputs {
namespace {

struct Direction {
  float x, y, z;
};

// Direction of a point of a face, s and t in [0, 1]: OpenGL 4.6, table 8.19, solved for the major
// axis = 1.
Direction direction_of(int face, float s, float t) {
  const float sc = 2 * s - 1, tc = 2 * t - 1;
  switch (face) {
    case 0:
      return {1, -tc, -sc};
    case 1:
      return {-1, -tc, sc};
    case 2:
      return {sc, 1, tc};
    case 3:
      return {sc, -1, -tc};
    case 4:
      return {sc, -tc, 1};
    default:
      return {-sc, -tc, -1};
  }
}

float magnitude(float v) {
  return v < 0 ? -v : v;
}

Direction normalised(Direction d) {
  const float scale = 1 / std::sqrt(d.x * d.x + d.y * d.y + d.z * d.z);
  return {d.x * scale, d.y * scale, d.z * scale};
}

// Noise on the sphere: three flat fields, blended by how much the direction faces them.
float around(const Field& f, Direction d, float scale) {
  const float wx = d.x * d.x, wy = d.y * d.y, wz = d.z * d.z;
  return (wx * f.sample(d.y * scale, d.z * scale) + wy * f.sample(d.z * scale + 150, d.x * scale) +
          wz * f.sample(d.x * scale, d.y * scale + 270)) /
         (wx + wy + wz);
}

// Where a ray from the middle leaves a room of these half widths; `wall`: 0 = x, 1 = y, 2 = z.
struct Hit {
  Direction at;
  int wall;
};
Hit leave_room(Direction d, Direction room) {
  const float tx = magnitude(d.x) * room.y * room.z, ty = magnitude(d.y) * room.x * room.z,
              tz = magnitude(d.z) * room.x * room.y;
  const float most = std::max({tx, ty, tz}), t = room.x * room.y * room.z / most;
  return {{d.x * t, d.y * t, d.z * t}, most == tx ? 0 : most == ty ? 1 : 2};
}

float remainder_of(float v, float period) {
  const float turns = (v + 64 * period) / period;
  return turns - static_cast<float>(static_cast<int>(turns));
}

// A long hall with tall windows, a shining floor and a skylight.
Colour gallery(const SharedFields& f, Direction d) {
  const Hit hit = leave_room(d, {1.0f, 0.7f, 2.0f});
  const float grain = 0.8f + 0.4f * around(f.rough, d, 200);
  if (hit.wall == 1 && hit.at.y > 0) {
    const bool is_open = magnitude(hit.at.x) < 0.45f && remainder_of(hit.at.z, 0.8f) > 0.2f;
    return is_open ? Colour{1.0f, 0.98f, 0.95f} : Colour{0.55f, 0.50f, 0.44f} * grain;
  }
  if (hit.wall == 1) {
    const bool is_dark =
        (remainder_of(hit.at.x, 0.5f) < 0.5f) != (remainder_of(hit.at.z, 0.5f) < 0.5f);
    return (is_dark ? Colour{0.24f, 0.17f, 0.13f} : Colour{0.60f, 0.50f, 0.40f}) * grain;
  }
  const float along = remainder_of(hit.wall == 0 ? hit.at.z : hit.at.x, 0.5f), height = hit.at.y;
  const float arch = (along - 0.5f) * (along - 0.5f) * 0.25f +
                     std::max(height - 0.3f, 0.0f) * std::max(height - 0.3f, 0.0f);
  if (along > 0.25f && along < 0.75f && height > -0.35f && arch < 0.0156f)
    return mix(Colour{0.72f, 0.82f, 0.95f}, {1.0f, 1.0f, 0.96f}, smooth_step(-0.3f, 0.4f, height));
  if (height < -0.5f) return Colour{0.26f, 0.18f, 0.12f} * grain;
  return mix(Colour{0.58f, 0.48f, 0.36f}, {0.78f, 0.70f, 0.56f}, smooth_step(-0.5f, 0.7f, height)) *
         grain;
}

// A dark dome with a ring of lights, columns, and a patterned floor.
Colour church(const SharedFields& f, Direction d) {
  const Hit hit = leave_room(d, {1.2f, 1.0f, 1.2f});
  const float grain = 0.7f + 0.6f * around(f.rough, d, 240),
              radius = std::sqrt(hit.at.x * hit.at.x + hit.at.z * hit.at.z);
  if (hit.wall == 1 && hit.at.y > 0) {
    if (radius < 0.22f) return {1.0f, 0.97f, 0.88f};
    if (radius > 0.70f && radius < 0.82f && around(f.grains.nearest, d, 250) < 0.45f)
      return {0.98f, 0.90f, 0.68f};
    return mix(Colour{0.70f, 0.56f, 0.32f}, {0.32f, 0.26f, 0.22f},
               smooth_step(0.2f, 1.2f, radius)) *
           grain;
  }
  if (hit.wall == 1)
    return (remainder_of(radius, 0.3f) < 0.5f ? Colour{0.46f, 0.40f, 0.36f}
                                              : Colour{0.22f, 0.13f, 0.11f}) *
           grain;
  const float along = remainder_of(hit.wall == 0 ? hit.at.z : hit.at.x, 0.6f), height = hit.at.y;
  const float side = magnitude(along - 0.5f);
  if (side < 0.16f) return Colour{0.74f, 0.68f, 0.60f} * (grain * (1.0f - 3.5f * side));
  if (height > 0.25f && height < 0.75f && side > 0.30f) return {0.90f, 0.88f, 0.82f};
  return mix(Colour{0.20f, 0.15f, 0.12f}, {0.48f, 0.38f, 0.28f}, smooth_step(-0.9f, 0.9f, height)) *
         grain;
}

// Sky through leaves above, trunks around, a mossy ground.
Colour forest(const SharedFields& f, Direction d) {
  const float rough = around(f.rough, d, 180), fine = around(f.fine, d, 220), height = d.y;
  const Colour air =
      mix(Colour{0.80f, 0.86f, 0.82f}, {0.56f, 0.74f, 0.96f}, smooth_step(0.0f, 1.0f, height));
  const Colour leaf =
      mix(Colour{0.05f, 0.12f, 0.03f}, {0.50f, 0.64f, 0.20f}, smooth_step(0.25f, 0.8f, fine));
  Colour c = mix(air, leaf, smooth_step(0.42f, 0.52f, rough + 0.18f * (0.35f - height)));
  const float flat = std::sqrt(d.x * d.x + d.z * d.z) + 1e-4f;
  const float trunk = f.soft.sample(190 * d.x / flat, 190 * d.z / flat);
  if (height < 0.45f && magnitude(trunk - 0.5f) < 0.025f)
    c = Colour{0.26f, 0.19f, 0.14f} * (0.5f + fine);
  const Colour ground =
      mix(Colour{0.20f, 0.14f, 0.08f}, {0.42f, 0.48f, 0.18f}, smooth_step(0.3f, 0.7f, rough)) *
      (0.6f + 0.8f * fine);
  return mix(c, ground, smooth_step(-0.06f, -0.14f, height + 0.10f * (rough - 0.5f)));
}

using Scene = Colour (*)(const SharedFields&, Direction);

void fill_sharp(Scene scene, const SharedFields& fields, int size, std::span<uint32_t> texels) {
  size_t i = 0;
  for (int face = 0; face < 6; ++face)
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x)
        texels[i++] =
            pack(scene(fields, normalised(direction_of(face, (static_cast<float>(x) + 0.5f) / size,
                                                       (static_cast<float>(y) + 0.5f) / size))));
}

// Light that a rough surface sees: weights cos^8 around the direction. Computed on lattice points,
// edges of the faces included, so that faces meet without a seam.
void fill_blurred(Scene scene, const SharedFields& fields, int size, std::span<uint32_t> texels) {
  constexpr int kSamples = 8, kCells = 8;
  struct Light {
    Direction from;
    Colour colour;
  };
  std::vector<Light> lights;
  for (int face = 0; face < 6; ++face)
    for (int i = 0; i < kSamples * kSamples; ++i) {
      Colour sum{0, 0, 0};
      for (int j = 0; j < 4; ++j)
        sum = sum + scene(fields, normalised(direction_of(
                                      face, (i % kSamples + 0.25f + 0.5f * (j % 2)) / kSamples,
                                      (i / kSamples + 0.25f + 0.5f * (j / 2)) / kSamples))) *
                        0.25f;
      lights.push_back({normalised(direction_of(face, (i % kSamples + 0.5f) / kSamples,
                                                (i / kSamples + 0.5f) / kSamples)),
                        sum});
    }
  const auto light_at = [&](Direction d) {
    Colour sum{0, 0, 0};
    float weights = 0;
    for (const Light& light : lights) {
      const float cosine =
          std::max(d.x * light.from.x + d.y * light.from.y + d.z * light.from.z, 0.0f);
      const float two = cosine * cosine, weight = two * two * two * two;
      sum = sum + light.colour * weight;
      weights += weight;
    }
    return sum * (1 / weights);
  };
  std::vector<Colour> lattice((kCells + 1) * (kCells + 1));
  for (int face = 0; face < 6; ++face) {
    for (int i = 0; i < static_cast<int>(lattice.size()); ++i)
      lattice[i] =
          light_at(normalised(direction_of(face, static_cast<float>(i % (kCells + 1)) / kCells,
                                           static_cast<float>(i / (kCells + 1)) / kCells)));
    for (int y = 0; y < size; ++y)
      for (int x = 0; x < size; ++x) {
        const float s = (static_cast<float>(x) + 0.5f) * kCells / size,
                    t = (static_cast<float>(y) + 0.5f) * kCells / size;
        const int column = static_cast<int>(s), row = static_cast<int>(t);
        const Colour* corner = &lattice[row * (kCells + 1) + column];
        const float fs = s - static_cast<float>(column), ft = t - static_cast<float>(row);
        texels[(static_cast<size_t>(face) * size + y) * size + x] = pack(mix(
            mix(corner[0], corner[1], fs), mix(corner[kCells + 1], corner[kCells + 2], fs), ft));
      }
  }
}

}  // namespace

bool paint_cube_map(std::string_view name, int size, const SharedFields& fields,
                    std::span<uint32_t> texels) {
  static constexpr struct {
    std::string_view name;
    Scene scene;
  } kScenes[] = {{"gallery", gallery}, {"church", church}, {"forest", forest}};
  for (const auto& known : kScenes) {
    if (!name.starts_with(known.name)) continue;
    if (name.ends_with("_blurred"))
      fill_blurred(known.scene, fields, size, texels);
    else
      fill_sharp(known.scene, fields, size, texels);
    return true;
  }
  return false;
}

}  // namespace progpretrain::inputs
