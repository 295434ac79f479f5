#include "engine/inputs/noise_field.h"

#include <algorithm>
#include <cmath>

namespace progpretrain::inputs {
namespace {

constexpr float kSpread = 0.19f;

// Rows of the lattice, enlarged twofold in x.
void enlarge_row(const float* in, float* out, int size) {
  for (int i = 0; i < size; ++i) {
    const float before = in[i == 0 ? size - 1 : i - 1], after = in[i == size - 1 ? 0 : i + 1];
    out[2 * i] = 0.75f * in[i] + 0.25f * before;
    out[2 * i + 1] = 0.75f * in[i] + 0.25f * after;
  }
}

std::vector<float> enlarge(const std::vector<float>& in, int size) {
  const int wide = 2 * size;
  std::vector<float> rows(static_cast<size_t>(wide) * static_cast<size_t>(size));
  for (int y = 0; y < size; ++y)
    enlarge_row(&in[static_cast<size_t>(y) * size], &rows[static_cast<size_t>(y) * wide], size);
  std::vector<float> out(static_cast<size_t>(wide) * wide);
  for (int y = 0; y < wide; ++y) {
    const int near = y / 2, far = (y % 2 == 0 ? near + size - 1 : near + 1) % size;
    const float* a = &rows[static_cast<size_t>(near) * wide];
    const float* b = &rows[static_cast<size_t>(far) * wide];
    float* to = &out[static_cast<size_t>(y) * wide];
    for (int x = 0; x < wide; ++x) to[x] = 0.75f * a[x] + 0.25f * b[x];
  }
  return out;
}

void normalise(std::vector<float>& values) {
  double sum = 0, squares = 0;
  for (const float v : values) {
    sum += v;
    squares += static_cast<double>(v) * v;
  }
  const double count = static_cast<double>(values.size()), mean = sum / count;
  const double deviation = std::sqrt(squares / count - mean * mean);
  const float scale = static_cast<float>(kSpread / deviation), shift = static_cast<float>(mean);
  for (float& v : values) v = std::clamp(0.5f + (v - shift) * scale, 0.0f, 1.0f);
}

}  // namespace

Field::Field(int size)
    : mask_(size - 1), values_(static_cast<size_t>(size) * static_cast<size_t>(size)) {}

float Field::sample(float x, float y) const {
  const float shift = static_cast<float>(4 * size());
  x += shift;
  y += shift;
  const int column = static_cast<int>(x), row = static_cast<int>(y);
  const float fx = x - static_cast<float>(column), fy = y - static_cast<float>(row);
  const float low = at(column, row) + fx * (at(column + 1, row) - at(column, row));
  const float high = at(column, row + 1) + fx * (at(column + 1, row + 1) - at(column, row + 1));
  return low + fy * (high - low);
}

Field make_noise(uint32_t seed, int size, int first_cells, float gain) {
  std::vector<float> values(static_cast<size_t>(first_cells) * first_cells);
  float amplitude = 1;
  for (int cells = first_cells;; cells *= 2, amplitude *= gain) {
    if (cells > first_cells) values = enlarge(values, cells / 2);
    uint32_t counter = hash_of(seed + static_cast<uint32_t>(cells));
    for (float& v : values) v += amplitude * (unit_of(hash_of(++counter)) - 0.5f);
    if (cells == size) break;
  }
  normalise(values);
  Field field(size);
  field.values() = std::move(values);
  return field;
}

}  // namespace progpretrain::inputs
