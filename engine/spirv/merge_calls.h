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
// needs such a result, or where something touches a variable that the function writes. Calls with
// a pointer among their arguments (inout and out parameters, samplers, arrays that are not copied)
// are never merged, unless the pointer is a local variable that does nothing but hand one value
// over: stored once, given to one call, never read again.
//
// The loop budget is the one variable that does not keep its order: loops that stand between the
// calls of a row are charged before or after all of them. What is charged in all is the same, and
// so is whether the budget ends; in a picture that it ends, other loops may be cut.
#include <cstdint>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// What is merged, in instructions of the program with all its functions inlined. A loop hides from
/// the driver what its rounds have in common, so that some programs draw slower for it: merging is
/// for those that would take long to compile. Measured on 1,498 real programs: 50 are changed, the
/// time that lavapipe's compiler takes for all of them falls by a sixth, and two programs that it
/// did not finish in half a minute take 0.2 and 0.3 s; 7 of the 50 draw more than 1.5 times as
/// slow.
struct MergeLimits {
  uint64_t min_program = 30'000;  ///< smaller programs stay as they are
  uint64_t min_function = 50;     ///< calls of smaller functions stay
  uint64_t min_saved = 4'000;     ///< rows whose merging takes fewer away stay
};

/// The module without recursion and with its loops charged (loop_budget.h): the loops made here end
/// by themselves, and their rounds have been charged as the calls that they replace. Functions
/// are looked at from callees to callers, with what is left of their callees.
std::vector<uint32_t> merge_calls(const ParsedModule& module, const MergeLimits& limits = {});

}  // namespace progpretrain::spirv
