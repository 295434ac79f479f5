#include "engine/base/sample.h"

#include <algorithm>
#include <numeric>

namespace progpretrain::base {

std::vector<uint32_t> draw_without_replacement(size_t size, size_t count, Philox draws) {
  std::vector<uint32_t> order(size);
  std::iota(order.begin(), order.end(), 0u);
  count = std::min(count, size);
  for (size_t i = 0; i < count; ++i)
    std::swap(order[i], order[i + draws.below(static_cast<uint32_t>(size - i))]);
  order.resize(count);
  return order;
}

}  // namespace progpretrain::base
