#pragma once
// Which calls of one function stand in a row: what merge_calls.h makes one loop of.
#include <cstdint>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "engine/spirv/call_graph.h"

namespace progpretrain::spirv {

/// Calls of a row at most: the arguments of their loop are chosen by as many comparisons.
inline constexpr size_t kMaxMergedCalls = 16;
/// How far a row is followed from its first call, in instructions of the block.
inline constexpr size_t kMaxRowInstructions = 2000;

/// Where an instruction of a row goes; `call`: the calls themselves and the stores that handed them
/// their arguments.
enum class Side { before, call, after };

/// Calls of a row, and where what stands between them goes.
struct Row {
  std::vector<size_t> calls;                ///< positions in the block
  std::vector<std::vector<uint32_t>> args;  ///< of each call: the values of its parameters
  std::vector<Side> sides;                  ///< of the positions from the first call to the last
  size_t first() const { return calls.front(); }
  size_t last() const { return calls.back(); }
};

/// The instructions of a block, or of what is left of one.
using Code = std::vector<const Instruction*>;

bool call_the_same(const Instruction& a, const Instruction& b);

/// Finds the rows of one function.
class RowFinder {
 public:
  RowFinder(const ParsedModule& module, const CallGraph& graph, const Function& function);

  /// The row that begins with the call at position `first` of `code`, with one call at least when
  /// it can be part of any; nullopt when it cannot.
  std::optional<Row> row_at(const Code& code, size_t first);

 private:
  bool is_pointer(uint32_t id) const;
  bool hands_over(uint32_t variable) const;
  std::optional<std::vector<uint32_t>> arguments(const Code& code, size_t call) const;
  bool fits(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const;
  std::optional<Side> side_of(const Instruction& instruction, const FunctionFacts& callee);
  bool is_memory(uint32_t root) const;
  void drop_arguments(const Code& code, Row& row) const;

  const ParsedModule& module_;
  const CallGraph& graph_;
  const uint32_t counter_;                         // of the loop budget
  std::unordered_map<uint32_t, size_t> num_uses_;  // of variables in the function
  // Of the row that is being found: values that exist after it only, and variables that what goes
  // after it reads and writes.
  std::unordered_set<uint32_t> late_;
  std::set<uint32_t> late_reads_, late_writes_;
};

}  // namespace progpretrain::spirv
