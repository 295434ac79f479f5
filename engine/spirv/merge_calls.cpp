#include "engine/spirv/merge_calls.h"

#include <algorithm>
#include <optional>
#include <unordered_map>
#include <unordered_set>

#include "engine/spirv/call_graph.h"
#include "engine/spirv/call_rows.h"
#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

using Words = std::vector<uint32_t>;

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

  void run() {
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
    graph_.recount(function_, num_saved_);
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
      const auto most =
          std::count_if(code.begin() + static_cast<long>(i), end,
                        [&](const Instruction* other) { return call_the_same(*other, *code[i]); });
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
    append(words, {operands.begin(), operands.size()});
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
