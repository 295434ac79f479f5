#pragma once
// What functions call, touch and amount to, when a driver inlines them all.
#include <cstdint>
#include <set>
#include <tl/expected.hpp>
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// Of a function with all that it calls.
struct FunctionFacts {
  uint64_t num_instructions = 0;  ///< inlined
  uint64_t num_copies = 0;        ///< how often it occurs in the inlined entry point
  /// Private variables that it reads and writes (its own and its callers' variables are not meant).
  std::set<uint32_t> reads, writes;
  bool writes_memory = false;  ///< anything but variables of Function and Private storage
};

bool is_atomic(spv::Op op);

/// Functions (numbers in module.functions()), callees before callers. Error: why there is no such
/// order, in one line.
tl::expected<std::vector<size_t>, std::string> callees_first(const ParsedModule& module);

/// The variable or parameter that a pointer points into, or 0 when that is not known.
uint32_t root_of_pointer(const ParsedModule& module, uint32_t pointer);

class CallGraph {
 public:
  /// The module, which must live as long, has no recursion (CostModel refuses it).
  explicit CallGraph(const ParsedModule& module);

  /// callees_first().
  const std::vector<size_t>& order() const { return order_; }
  const FunctionFacts& facts(uint32_t function) const { return facts_.at(function); }
  /// Of the entry point, inlined.
  uint64_t num_instructions() const { return facts_.at(entry_point_).num_instructions; }
  /// Counts the instructions of `function` anew, after those of its callees: it has now
  /// `num_saved` less than its calls and its own instructions in the module come to.
  void recount(const Function& function, uint64_t num_saved);

 private:
  FunctionFacts facts_of(const Function& function) const;
  uint64_t count(const Function& function) const;

  const ParsedModule& module_;
  std::vector<size_t> order_;
  uint32_t entry_point_ = 0;
  std::unordered_map<uint32_t, FunctionFacts> facts_;  // by the function's id
};

}  // namespace progpretrain::spirv
