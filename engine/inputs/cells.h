#pragma once
// Cellular patterns (Worley, "A cellular texture basis function", SIGGRAPH 1996): stones, leaves,
// pores.
#include <cstdint>
#include <vector>

#include "engine/inputs/noise_field.h"

namespace progpretrain::inputs {

/// Distances in units of a lattice cell; seamless.
struct Cells {
  Field nearest;             ///< to the nearest point
  Field edge;                ///< to the second nearest, less to the nearest: 0 on borders
  std::vector<uint32_t> id;  ///< hash of the nearest point, row by row

  uint32_t id_at(int x, int y) const {
    const int mask = nearest.size() - 1;
    return id[static_cast<size_t>(y & mask) * static_cast<size_t>(mask + 1) +
              static_cast<size_t>(x & mask)];
  }
};

/// One jittered point in each of num_cells x num_cells lattice cells.
Cells make_cells(uint32_t seed, int size, int num_cells);

}  // namespace progpretrain::inputs
