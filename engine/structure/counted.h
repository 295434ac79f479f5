#pragma once
// Which operations count: those whose replacement by their mean changes the picture.
#include <cstdint>
#include <functional>
#include <vector>

#include "engine/structure/operation_graph.h"

namespace progpretrain::structure {

/// At most this many operations of a program are tried.
inline constexpr size_t kMaxTried = 128;

/// The operations to try, ascending: those with a value of their own that `can_be_tried` (given
/// Node::result), of every chain (an operation that is all that another one depends on, but for
/// constants, and feeds nothing else) only the last, whose fate the others share. When there are
/// more than `most`, as many, evenly spread.
std::vector<uint32_t> operations_to_try(const OperationGraph& graph,
                                        const std::function<bool(uint32_t result)>& can_be_tried,
                                        size_t most = kMaxTried);

}  // namespace progpretrain::structure
