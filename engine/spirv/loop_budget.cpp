#include "engine/spirv/loop_budget.h"

#include <unordered_map>
#include <unordered_set>

#include "engine/spirv/instruction_cost.h"
#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

corpus::Refused refused(const std::string& reason) {
  return corpus::Refused({corpus::Verdict::unsupported, "rewrite", 0, reason});
}

// Edges between the blocks of one function, by block number.
struct Graph {
  std::vector<std::vector<size_t>> successors, predecessors;
  std::vector<bool> is_reachable;
  // The sources of the edges that go back to a block from blocks below it in a depth-first walk; in
  // structured code these are the loops' back edges. (Order in the text tells nothing: a switch may
  // fall through to an earlier block.)
  std::vector<std::vector<size_t>> latches;

  Graph(const ParsedModule& module, const Function& function) {
    const size_t num_blocks = function.blocks.size();
    std::unordered_map<uint32_t, size_t> number;
    for (size_t b = 0; b < num_blocks; ++b) number[function.blocks[b].label] = b;
    successors.resize(num_blocks);
    predecessors.resize(num_blocks);
    for (size_t b = 0; b < num_blocks; ++b) {
      const auto& terminator = module.instructions()[function.blocks[b].terminator()];
      for (const uint32_t label : branch_targets(terminator)) {
        const auto target = number.find(label);
        if (target == number.end()) continue;  // the validator names it
        successors[b].push_back(target->second);
        predecessors[target->second].push_back(b);
      }
    }
    find_back_edges(num_blocks);
  }

  void find_back_edges(size_t num_blocks) {
    is_reachable.assign(num_blocks, false);
    latches.resize(num_blocks);
    if (num_blocks == 0) return;
    struct Visit {
      size_t block, next;
    };
    std::vector<bool> is_open(num_blocks, false);
    std::vector<Visit> stack{{0, 0}};
    is_reachable[0] = is_open[0] = true;
    while (!stack.empty()) {
      const size_t block = stack.back().block;
      if (stack.back().next == successors[block].size()) {
        is_open[block] = false;
        stack.pop_back();
        continue;
      }
      const size_t target = successors[block][stack.back().next++];
      if (is_open[target]) {
        latches[target].push_back(block);
      } else if (!is_reachable[target]) {
        is_reachable[target] = is_open[target] = true;
        stack.push_back({target, 0});
      }
    }
  }

  // The natural loop of a back edge: every block from which `latch` is reached without passing
  // `header`.
  std::vector<size_t> natural_loop(size_t header, size_t latch) const {
    std::unordered_set<size_t> seen{header};
    std::vector<size_t> blocks{header}, open;
    if (seen.insert(latch).second) blocks.push_back(latch), open.push_back(latch);
    while (!open.empty()) {
      const size_t b = open.back();
      open.pop_back();
      for (const size_t p : predecessors[b])
        if (is_reachable[p] && seen.insert(p).second) blocks.push_back(p), open.push_back(p);
    }
    return blocks;
  }
};

// The budget variable and its type.
struct Counter {
  uint32_t variable = 0, type = 0;
};

corpus::Result<Counter> find_counter(const ParsedModule& module) {
  Counter counter{module.find_name("pp_budget"), 0};
  const Instruction& variable = module.definition(counter.variable);
  const Instruction& pointer = module.definition(variable.type);
  const Instruction& type = module.definition(pointer.operand(3));
  if (variable.op != spv::OpVariable || variable.operand(3) != spv::StorageClassPrivate ||
      type.op != spv::OpTypeInt || type.operand(2) != 32 || type.operand(3) != 1)
    return refused("has no loop budget variable");
  counter.type = type.result;
  return counter;
}

class LoopRewriter {
 public:
  LoopRewriter(const ParsedModule& module, const CostModel& costs, Counter counter)
      : module_(module), costs_(costs), counter_(counter), rewrite_(module) {}

  // nullptr, or what is wrong.
  const char* rewrite_function(const Function& function) {
    const Graph graph(module_, function);
    for (size_t header = 0; header < function.blocks.size(); ++header) {
      const Block& block = function.blocks[header];
      if (!graph.is_reachable[header]) continue;
      const Instruction* merge =
          block.end - block.begin < 2 ? nullptr : &module_.instructions()[block.terminator() - 1];
      const bool is_header = merge != nullptr && merge->op == spv::OpLoopMerge;
      for (const size_t latch : graph.latches[header]) {
        if (!is_header) return "a block is repeated without being a loop";
        if (const char* problem = end_latch(function, graph, header, latch, merge->operand(1)))
          return problem;
      }
      num_loops_ += is_header;
    }
    return nullptr;
  }

  BudgetedModule finish() const { return {rewrite_.finish(), num_loops_}; }

 private:
  const char* end_latch(const Function& function, const Graph& graph, size_t header, size_t latch,
                        uint32_t merge_label) {
    const auto& instructions = module_.instructions();
    const size_t merge_index = module_.definition_index(merge_label);
    if (merge_index == kNone || merge_index + 1 >= instructions.size()) return "a loop has no end";
    // A new way into the merge block would need a new entry in its phis; glslang writes none.
    if (instructions[merge_index + 1].op == spv::OpPhi) return "a loop hands on a value";

    uint64_t cost = 0;
    for (const size_t b : graph.natural_loop(header, latch))
      for (size_t i = function.blocks[b].begin; i < function.blocks[b].end; ++i)
        cost += costs_.instruction(i);

    const size_t end = function.blocks[latch].terminator();
    const Instruction& terminator = instructions[end];
    const uint32_t header_label = function.blocks[header].label;
    // A block that is header and latch keeps its OpLoopMerge directly before the branch.
    const size_t at = latch == header ? end - 1 : end;
    const uint32_t bool_type = rewrite_.bool_type_like(counter_.type);
    const uint32_t charge = rewrite_.integer_constant(counter_.type, static_cast<int32_t>(cost));
    const uint32_t zero = rewrite_.integer_constant(counter_.type, 0);
    const uint32_t before =
        rewrite_.insert_value(at, spv::OpLoad, counter_.type, {counter_.variable});
    const uint32_t after = rewrite_.insert_value(at, spv::OpISub, counter_.type, {before, charge});
    rewrite_.insert_before(at, encode(spv::OpStore, {counter_.variable, after}));
    const auto go_on = [&](spv::Op comparison) {
      return rewrite_.insert_value(at, comparison, bool_type, {after, zero});
    };

    if (terminator.op == spv::OpBranch) {
      const uint32_t is_left = go_on(spv::OpSGreaterThanEqual);
      rewrite_.replace(end, encode(spv::OpBranchConditional, {is_left, header_label, merge_label}));
      return nullptr;
    }
    if (terminator.op != spv::OpBranchConditional) return "a loop ends in an unknown form";
    const uint32_t condition = terminator.operand(1);
    const bool goes_on_when_true = terminator.operand(2) == header_label;
    const uint32_t other = terminator.operand(goes_on_when_true ? 3 : 2);
    if (other != merge_label) return "a loop is left for another place than its end";
    const uint32_t joined =
        goes_on_when_true ? rewrite_.insert_value(at, spv::OpLogicalAnd, bool_type,
                                                  {condition, go_on(spv::OpSGreaterThanEqual)})
                          : rewrite_.insert_value(at, spv::OpLogicalOr, bool_type,
                                                  {condition, go_on(spv::OpSLessThan)});
    const uint32_t when_true = goes_on_when_true ? header_label : merge_label;
    const uint32_t when_false = goes_on_when_true ? merge_label : header_label;
    rewrite_.replace(end, encode(spv::OpBranchConditional, {joined, when_true, when_false}));
    return nullptr;
  }

  const ParsedModule& module_;
  const CostModel& costs_;
  const Counter counter_;
  Rewrite rewrite_;
  uint32_t num_loops_ = 0;
};

}  // namespace

corpus::Result<BudgetedModule> add_loop_budget(const ParsedModule& module) {
  const auto counter = find_counter(module);
  if (!counter) return corpus::Refused(counter.error());
  const auto costs = CostModel::of(module);
  if (!costs) return corpus::Refused(costs.error());
  LoopRewriter rewriter(module, *costs, *counter);
  for (const Function& function : module.functions()) {
    // Authors' names never begin with pp_ (dialect/names.h).
    if (module.name(function.id).starts_with("pp_sample(")) continue;
    if (const char* problem = rewriter.rewrite_function(function)) return refused(problem);
  }
  return rewriter.finish();
}

}  // namespace progpretrain::spirv
