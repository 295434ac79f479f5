#include "engine/spirv/merge_calls.h"

#include <algorithm>
#include <optional>
#include <set>
#include <unordered_map>
#include <unordered_set>

#include "engine/spirv/call_graph.h"
#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

// Where an instruction of a row goes.
enum class Side { before, call, after };

// Calls of a row, and where what stands between them goes.
struct Row {
  std::vector<size_t> calls;                // positions in the block
  std::vector<std::vector<uint32_t>> args;  // of each call: the values of its parameters
  std::vector<Side> sides;                  // of the positions from the first call to the last
  size_t first() const { return calls.front(); }
  size_t last() const { return calls.back(); }
};

using Words = std::vector<uint32_t>;
using Code = std::vector<const Instruction*>;

bool intersects(const std::set<uint32_t>& a, const std::set<uint32_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](uint32_t x) { return b.contains(x); });
}

bool is_atomic(spv::Op op) {
  return op >= spv::OpAtomicLoad && op <= spv::OpAtomicXor;
}

/// Finds the rows of one function.
class RowFinder {
 public:
  RowFinder(const ParsedModule& module, const CallGraph& graph, const Function& function)
      : module_(module), graph_(graph), counter_(module.find_name("pp_budget")) {
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = module.instructions()[i];
      if (instruction.op == spv::OpVariable || instruction.op == spv::OpName) continue;
      for (size_t w = 1; w < instruction.words.size(); ++w)
        if (module.definition(instruction.words[w]).op == spv::OpVariable)
          ++num_uses_[instruction.words[w]];
    }
  }

  static bool is_call_of(const Instruction& a, const Instruction& b) {
    return a.op == spv::OpFunctionCall && a.operand(3) == b.operand(3);
  }

  /// The row that begins with the call at position `first` of `code`, with one call at least when
  /// it can be part of any; nullopt when it cannot.
  std::optional<Row> row_at(const Code& code, size_t first) {
    const FunctionFacts& callee = graph_.facts(code[first]->operand(3));
    if (callee.writes_memory) return std::nullopt;
    Row row;
    late_.clear();
    late_reads_.clear();
    late_writes_.clear();
    std::vector<Side> sides;
    const size_t end = std::min(code.size(), first + kMaxRowInstructions);
    for (size_t i = first; i < end && row.calls.size() < kMaxMergedCalls; ++i) {
      if (is_call_of(*code[i], *code[first])) {
        auto values = arguments(code, i);
        if (!values) break;
        if (row.calls.empty() || fits(row.args.front(), *values)) {
          row.calls.push_back(i);
          row.args.push_back(std::move(*values));
          late_.insert(code[i]->result);
          sides.push_back(Side::call);
          row.sides = sides;
          continue;
        }
      }
      const std::optional<Side> side = side_of(*code[i], callee);
      if (!side) break;
      sides.push_back(*side);
    }
    if (row.calls.empty()) return std::nullopt;
    drop_arguments(code, row);
    return row;
  }

 private:
  bool is_pointer(uint32_t id) const {
    return module_.definition(module_.definition(id).type).op == spv::OpTypePointer;
  }

  // A variable that only hands a value to one call: stored once, and given to it.
  bool hands_over(uint32_t variable) const {
    const Instruction& definition = module_.definition(variable);
    const auto uses = num_uses_.find(variable);
    return definition.op == spv::OpVariable && definition.operand(3) == spv::StorageClassFunction &&
           uses != num_uses_.end() && uses->second == 2;
  }

  // Values of the parameters of the call at position `call`, none of them late.
  std::optional<std::vector<uint32_t>> arguments(const Code& code, size_t call) const {
    std::vector<uint32_t> values;
    for (size_t a = 4; a < code[call]->words.size(); ++a) {
      uint32_t value = code[call]->words[a];
      if (is_pointer(value)) {
        if (!hands_over(value)) return std::nullopt;
        const auto end = code.begin() + static_cast<long>(call);
        const auto store = std::find_if(code.begin(), end, [&](const Instruction* i) {
          return i->op == spv::OpStore && i->operand(1) == value;
        });
        if (store == end) return std::nullopt;
        value = (*store)->operand(2);
      }
      if (late_.contains(value)) return std::nullopt;
      values.push_back(value);
    }
    return values;
  }

  // Arguments that differ are chosen among: numbers, vectors, matrices. Constants must be the same,
  // since drivers fold much away with them: the other letters of a font, the other kinds of
  // sampler.
  bool fits(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
    for (size_t i = 0; i < a.size(); ++i) {
      if (a[i] == b[i]) continue;
      const Instruction& value = module_.definition(a[i]);
      const spv::Op type = module_.definition(value.type).op;
      if (type == spv::OpTypeStruct || type == spv::OpTypeArray || is_constant(value) ||
          is_constant(module_.definition(b[i])))
        return false;
    }
    return true;
  }

  static bool is_constant(const Instruction& value) {
    return value.op >= spv::OpConstantTrue && value.op <= spv::OpSpecConstantOp;
  }

  // Of an instruction between the calls; nullopt: the row ends before it.
  std::optional<Side> side_of(const Instruction& instruction, const FunctionFacts& callee) {
    bool is_late = false;
    for (size_t w = 1; w < instruction.words.size(); ++w)
      is_late |= late_.contains(instruction.words[w]) && instruction.words[w] != instruction.result;
    std::set<uint32_t> reads, writes;
    switch (instruction.op) {
      case spv::OpNop:
      case spv::OpLine:
      case spv::OpNoLine:
        return Side::before;
      case spv::OpLoad:
        reads.insert(root_of_pointer(module_, instruction.operand(3)));
        break;
      case spv::OpStore:
        writes.insert(root_of_pointer(module_, instruction.operand(1)));
        break;
      case spv::OpFunctionCall: {
        const FunctionFacts& other = graph_.facts(instruction.operand(3));
        if (other.writes_memory) return std::nullopt;
        reads = other.reads;
        writes = other.writes;
        // Every loop counts; in which order matters only to where a budget that ends is cut.
        if (callee.writes.contains(counter_)) reads.erase(counter_), writes.erase(counter_);
        for (size_t a = 4; a < instruction.words.size(); ++a)
          if (is_pointer(instruction.words[a])) {
            reads.insert(root_of_pointer(module_, instruction.words[a]));
            writes.insert(root_of_pointer(module_, instruction.words[a]));
          }
        break;
      }
      default:
        if (instruction.result == 0 || instruction.type == 0 || is_atomic(instruction.op) ||
            instruction.op == spv::OpPhi || instruction.op == spv::OpVariable)
          return std::nullopt;
        break;
    }
    if (reads.contains(0) || writes.contains(0)) return std::nullopt;
    for (const uint32_t written : writes)
      if (is_memory(written)) return std::nullopt;
    if (intersects(reads, callee.writes) || intersects(writes, callee.writes) ||
        intersects(writes, callee.reads))
      return std::nullopt;
    is_late |= intersects(reads, late_writes_) || intersects(writes, late_writes_) ||
               intersects(writes, late_reads_);
    if (!is_late) return Side::before;
    if (instruction.result != 0) late_.insert(instruction.result);
    late_reads_.insert(reads.begin(), reads.end());
    late_writes_.insert(writes.begin(), writes.end());
    return Side::after;
  }

  // Buffers, which other invocations see.
  bool is_memory(uint32_t root) const {
    const Instruction& variable = module_.definition(root);
    return variable.op == spv::OpVariable && variable.operand(3) != spv::StorageClassFunction &&
           variable.operand(3) != spv::StorageClassPrivate;
  }

  // The stores that handed values over are replaced by those in the loop.
  void drop_arguments(const Code& code, Row& row) const {
    std::unordered_set<uint32_t> handing;
    for (const size_t call : row.calls)
      for (size_t a = 4; a < code[call]->words.size(); ++a) handing.insert(code[call]->words[a]);
    for (size_t i = row.first(); i < row.last(); ++i)
      if (code[i]->op == spv::OpStore && handing.contains(code[i]->operand(1)))
        row.sides[i - row.first()] = Side::call;
  }

  const ParsedModule& module_;
  const CallGraph& graph_;
  const uint32_t counter_;                         // of the loop budget
  std::unordered_map<uint32_t, size_t> num_uses_;  // of variables in the function
  // Of the row that is being found: values that exist after it only, and variables that what goes
  // after it reads and writes.
  std::unordered_set<uint32_t> late_;
  std::set<uint32_t> late_reads_, late_writes_;
};

/// Writes one function anew.
class FunctionWriter {
 public:
  FunctionWriter(const ParsedModule& module, CallGraph& graph, const Function& function,
                 const MergeLimits& limits, Rewrite& rewrite)
      : module_(module),
        graph_(graph),
        function_(function),
        limits_(limits),
        rewrite_(rewrite),
        finder_(module, graph, function) {}

  /// Whether a row was merged.
  bool run() {
    const auto& instructions = module_.instructions();
    const std::unordered_set<uint32_t> continued = continue_blocks();
    for (const Block& block : function_.blocks) {
      Code code;
      for (size_t i = block.begin + 1; i < block.end; ++i) code.push_back(&instructions[i]);
      const bool is_header = std::any_of(
          code.begin(), code.end(), [](const Instruction* i) { return i->op == spv::OpLoopMerge; });
      body_.emplace_back();
      put(instructions[block.begin]);
      label_ = block.label;
      if (is_header || continued.contains(block.label))
        for (const Instruction* instruction : code) put(*instruction);
      else
        write(std::move(code));
      last_labels_[block.label] = label_;
    }
    if (num_saved_ > 0) finish();
    return num_saved_ > 0;
  }

 private:
  // Blocks between the target of a "continue" and the way back: no place for another loop.
  std::unordered_set<uint32_t> continue_blocks() const {
    std::unordered_map<uint32_t, const Block*> blocks;
    for (const Block& block : function_.blocks) blocks[block.label] = &block;
    std::unordered_set<uint32_t> out;
    for (const Block& block : function_.blocks) {
      for (size_t i = block.begin; i < block.end; ++i) {
        const Instruction& merge = module_.instructions()[i];
        if (merge.op != spv::OpLoopMerge) continue;
        std::vector<uint32_t> open{merge.operand(2)};
        while (!open.empty()) {
          const uint32_t label = open.back();
          open.pop_back();
          if (label == block.label || label == merge.operand(1) || !blocks.contains(label) ||
              !out.insert(label).second)
            continue;
          for (const uint32_t next :
               branch_targets(module_.instructions()[blocks.at(label)->terminator()]))
            open.push_back(next);
        }
      }
    }
    return out;
  }

  void put(const Instruction& instruction) {
    body_.back().insert(body_.back().end(), instruction.words.begin(), instruction.words.end());
  }
  void put(const Words& words) {
    body_.back().insert(body_.back().end(), words.begin(), words.end());
  }

  // What is left of a block, its rows merged.
  void write(Code code) {
    while (const auto row = first_row(code)) {
      num_saved_ += num_saved_by(code, row->first(), row->calls.size());
      Code before(code.begin(), code.begin() + static_cast<long>(row->first())), after;
      for (size_t k = row->first(); k <= row->last(); ++k) {
        const Side side = row->sides[k - row->first()];
        if (side != Side::call) (side == Side::before ? before : after).push_back(code[k]);
      }
      after.insert(after.end(), code.begin() + static_cast<long>(row->last()) + 1, code.end());
      write(std::move(before));
      write_loop(code, *row);
      code = std::move(after);
    }
    for (const Instruction* instruction : code) put(*instruction);
  }

  // The first row that is worth merging.
  std::optional<Row> first_row(const Code& code) {
    for (size_t i = 0; i < code.size(); ++i) {
      if (code[i]->op != spv::OpFunctionCall ||
          graph_.facts(code[i]->operand(3)).num_instructions < limits_.min_function)
        continue;
      const auto end =
          code.begin() + static_cast<long>(std::min(code.size(), i + kMaxRowInstructions));
      const auto most = std::count_if(
          code.begin() + static_cast<long>(i), end,
          [&](const Instruction* other) { return RowFinder::is_call_of(*other, *code[i]); });
      if (most < 2 || !is_worth(code, i, static_cast<size_t>(most))) continue;
      auto row = finder_.row_at(code, i);
      if (row && row->calls.size() > 1 && is_worth(code, i, row->calls.size())) return row;
    }
    return std::nullopt;
  }

  // Instructions that go when `num_calls` calls of what is called at position `call` become one.
  uint64_t num_saved_by(const Code& code, size_t call, size_t num_calls) const {
    return (num_calls - 1) * graph_.facts(code[call]->operand(3)).num_instructions;
  }
  bool is_worth(const Code& code, size_t call, size_t num_calls) const {
    return num_saved_by(code, call, num_calls) * graph_.facts(function_.id).num_copies >=
           limits_.min_saved;
  }

  uint32_t variable(uint32_t type) {
    const uint32_t pointer = rewrite_.type(spv::OpTypePointer, {spv::StorageClassFunction, type});
    const uint32_t id = rewrite_.new_id();
    const Words words = encode(spv::OpVariable, {pointer, id, spv::StorageClassFunction});
    variables_.insert(variables_.end(), words.begin(), words.end());
    return id;
  }

  uint32_t value(spv::Op op, uint32_t type, std::initializer_list<uint32_t> operands) {
    const uint32_t id = rewrite_.new_id();
    Words words = encode(op, {type, id});
    words.insert(words.end(), operands.begin(), operands.end());
    words[0] += static_cast<uint32_t>(operands.size()) << spv::WordCountShift;
    put(words);
    return id;
  }

  void begin_block(uint32_t label) {
    put(encode(spv::OpLabel, {label}));
    label_ = label;
  }

  void write_loop(const Code& code, const Row& row) {
    const uint32_t int_type = rewrite_.type(spv::OpTypeInt, {32, 1});
    const uint32_t bool_type = rewrite_.type(spv::OpTypeBool, {});
    const Instruction& call = *code[row.first()];
    const bool has_result = module_.definition(call.type).op != spv::OpTypeVoid;
    const uint32_t round = variable(int_type);
    std::vector<uint32_t> results;
    if (has_result)
      for (size_t n = 0; n < row.calls.size(); ++n) results.push_back(variable(call.type));
    const uint32_t header = rewrite_.new_id(), test = rewrite_.new_id(), body = rewrite_.new_id(),
                   next = rewrite_.new_id(), end = rewrite_.new_id();
    const auto number = [&](size_t n) {
      return rewrite_.integer_constant(int_type, static_cast<int32_t>(n));
    };

    put(encode(spv::OpStore, {round, number(0)}));
    put(encode(spv::OpBranch, {header}));
    begin_block(header);
    put(encode(spv::OpLoopMerge, {end, next, spv::LoopControlDontUnrollMask}));
    put(encode(spv::OpBranch, {test}));
    begin_block(test);
    const uint32_t n = value(spv::OpLoad, int_type, {round});
    const uint32_t goes_on = value(spv::OpSLessThan, bool_type, {n, number(row.calls.size())});
    put(encode(spv::OpBranchConditional, {goes_on, body, end}));

    begin_block(body);
    std::vector<uint32_t> is_round;
    for (size_t k = 0; k + 1 < row.calls.size(); ++k)
      is_round.push_back(value(spv::OpIEqual, bool_type, {n, number(k)}));
    Words merged(call.words.begin(), call.words.end());
    merged[2] = rewrite_.new_id();
    for (size_t a = 0; a < row.args.front().size(); ++a) {
      uint32_t argument = row.args.back()[a];
      const uint32_t type = module_.definition(argument).type;
      for (size_t k = row.calls.size() - 1; k-- > 0;)
        if (row.args[k][a] != argument)
          argument = value(spv::OpSelect, type, {is_round[k], row.args[k][a], argument});
      if (module_.definition(module_.definition(call.words[4 + a]).type).op == spv::OpTypePointer)
        put(encode(spv::OpStore, {call.words[4 + a], argument}));
      else
        merged[4 + a] = argument;
    }
    put(merged);
    for (size_t k = 0; k < results.size(); ++k)
      put(encode(spv::OpStore, {results[k], k + 1 < results.size()
                                                ? value(spv::OpLoad, call.type, {results[k + 1]})
                                                : merged[2]}));
    put(encode(spv::OpBranch, {next}));
    begin_block(next);
    put(encode(spv::OpStore, {round, value(spv::OpIAdd, int_type, {n, number(1)})}));
    put(encode(spv::OpBranch, {header}));
    begin_block(end);
    for (size_t k = 0; k < results.size(); ++k)
      put(encode(spv::OpLoad, {call.type, code[row.calls[k]]->result, results[k]}));
  }

  void finish() {
    const auto& instructions = module_.instructions();
    graph_.set_num_instructions(function_.id,
                                graph_.facts(function_.id).num_instructions - num_saved_);
    Words words;
    for (size_t i = function_.begin; i < function_.blocks.front().begin; ++i)
      words.insert(words.end(), instructions[i].words.begin(), instructions[i].words.end());
    for (Words& block : body_) {
      name_predecessors(block);
      const bool is_entry = &block == &body_.front();
      const auto after_label = block.begin() + 2;
      words.insert(words.end(), block.begin(), after_label);
      if (is_entry) words.insert(words.end(), variables_.begin(), variables_.end());
      words.insert(words.end(), after_label, block.end());
    }
    const Instruction& end = instructions[function_.end - 1];
    words.insert(words.end(), end.words.begin(), end.words.end());
    rewrite_.replace(function_.begin, std::move(words));
    for (size_t i = function_.begin + 1; i < function_.end; ++i) rewrite_.replace(i, {});
  }

  // A block that was cut is left from its last part.
  void name_predecessors(Words& block) const {
    for (size_t i = 0; i < block.size(); i += block[i] >> spv::WordCountShift)
      if ((block[i] & spv::OpCodeMask) == spv::OpPhi)
        for (size_t w = i + 4; w < i + (block[i] >> spv::WordCountShift); w += 2)
          if (const auto last = last_labels_.find(block[w]); last != last_labels_.end())
            block[w] = last->second;
  }

  const ParsedModule& module_;
  CallGraph& graph_;
  const Function& function_;
  const MergeLimits& limits_;
  Rewrite& rewrite_;
  RowFinder finder_;
  std::vector<Words> body_;  // of each block of the function: what it becomes
  Words variables_;
  uint32_t label_ = 0;  // of the block that is being written
  std::unordered_map<uint32_t, uint32_t> last_labels_;
  uint64_t num_saved_ = 0;
};

}  // namespace

std::vector<uint32_t> merge_calls(const ParsedModule& module, const MergeLimits& limits) {
  CallGraph graph(module);
  if (graph.num_instructions() < limits.min_program) return module.words();
  Rewrite rewrite(module);
  for (const size_t f : graph.order())
    FunctionWriter(module, graph, module.functions()[f], limits, rewrite).run();
  return rewrite.finish();
}

}  // namespace progpretrain::spirv
