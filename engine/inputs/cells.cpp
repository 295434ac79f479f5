#include "engine/inputs/cells.h"

#include <algorithm>
#include <cmath>

namespace progpretrain::inputs {
namespace {

struct Point {
  float x, y;
  uint32_t id;
};

// In a row of a lattice cell's own square, points of the 3 x 3 cells around decide.
struct Neighbourhood {
  Point points[9];

  Neighbourhood(uint32_t seed, int column, int row, int num_cells) {
    for (int i = 0; i < 9; ++i) {
      const int x = column + i % 3 - 1, y = row + i / 3 - 1;
      const uint32_t hash = hash_of(seed, (x + num_cells) % num_cells, (y + num_cells) % num_cells);
      points[i] = {static_cast<float>(x) + 0.1f + 0.8f * unit_of(hash_of(hash + 1)),
                   static_cast<float>(y) + 0.1f + 0.8f * unit_of(hash_of(hash + 2)), hash};
    }
  }
};

}  // namespace

Cells make_cells(uint32_t seed, int size, int num_cells) {
  Cells cells{Field(size), Field(size), {}};
  cells.id.resize(static_cast<size_t>(size) * static_cast<size_t>(size));
  const float cells_per_px = static_cast<float>(num_cells) / static_cast<float>(size);
  for (int row = 0; row < num_cells; ++row) {
    const int y_begin = (row * size + num_cells - 1) / num_cells;
    const int y_end = ((row + 1) * size + num_cells - 1) / num_cells;
    for (int column = 0; column < num_cells; ++column) {
      const int x_begin = (column * size + num_cells - 1) / num_cells;
      const int x_end = ((column + 1) * size + num_cells - 1) / num_cells;
      const Neighbourhood around(seed, column, row, num_cells);
      for (int y = y_begin; y < y_end; ++y) {
        const float at_y = static_cast<float>(y) * cells_per_px;
        for (int x = x_begin; x < x_end; ++x) {
          const float at_x = static_cast<float>(x) * cells_per_px;
          float best = 9, second = 9;
          uint32_t id = 0;
          for (const Point& point : around.points) {
            const float dx = point.x - at_x, dy = point.y - at_y, squared = dx * dx + dy * dy;
            id = squared < best ? point.id : id;
            second = std::min(second, std::max(best, squared));
            best = std::min(best, squared);
          }
          const float nearest = std::sqrt(best);
          cells.nearest.at(x, y) = nearest;
          cells.edge.at(x, y) = std::sqrt(second) - nearest;
          cells.id[static_cast<size_t>(y) * static_cast<size_t>(size) + static_cast<size_t>(x)] =
              id;
        }
      }
    }
  }
  return cells;
}

}  // namespace progpretrain::inputs
