#pragma once
// Calls of one function that stand in a row become rounds of one loop. Drivers inline every call,
// and what they then compile grows with the product of the calls on the way to a function: a
// scene's distance, asked for at four points for a normal, in two lights and a reflection, is
// compiled dozens of times, which takes lavapipe seconds. What is calculated stays the same, in the
// same order.
//
//   a = f(p + e.xyy) - f(p - e.xyy);      for (i = 0; i < 2; ++i)
//                                           x0 = x1, x1 = f(i == 0 ? p + e.xyy : p - e.xyy);
//                                         a = x0 - x1;
//
// Of a basic block, what stands between the calls goes before the loop unless it needs a result of
// theirs (a value, or what was stored of one); then it goes after it. A row ends where an argument
// needs such a result, or where something touches a variable that the function writes.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// Functions with fewer instructions (inlined) are left alone: their loop would cost more than
/// they.
inline constexpr uint64_t kMinMergedInstructions = 50;
/// Only rows whose merging takes at least as many instructions from the inlined program are merged:
/// a loop hides from the driver what the calls have in common, and draws slower for it.
inline constexpr uint64_t kMinSavedInstructions = 4000;
/// Rounds of a loop: its arguments are chosen by as many comparisons.
inline constexpr size_t kMaxMergedCalls = 16;

/// The module without recursion and with its loops charged (loop_budget.h): the loops made here end
/// by themselves, and their rounds have been charged as the calls that they replace.
std::vector<uint32_t> merge_calls(const ParsedModule& module);

}  // namespace progpretrain::spirv
