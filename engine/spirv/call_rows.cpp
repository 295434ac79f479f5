#include "engine/spirv/call_rows.h"

#include <algorithm>

namespace progpretrain::spirv {
namespace {

bool intersects(const std::set<uint32_t>& a, const std::set<uint32_t>& b) {
  return std::any_of(a.begin(), a.end(), [&](uint32_t x) { return b.contains(x); });
}

bool is_constant(const Instruction& value) {
  return value.op >= spv::OpConstantTrue && value.op <= spv::OpSpecConstantOp;
}

}  // namespace

bool call_the_same(const Instruction& a, const Instruction& b) {
  return a.op == spv::OpFunctionCall && a.operand(3) == b.operand(3);
}

RowFinder::RowFinder(const ParsedModule& module, const CallGraph& graph, const Function& function)
    : module_(module), graph_(graph), counter_(module.find_name("pp_budget")) {
  for (size_t i = function.begin; i < function.end; ++i) {
    const Instruction& instruction = module.instructions()[i];
    if (instruction.op == spv::OpVariable) continue;
    for (size_t w = 1; w < instruction.words.size(); ++w)
      if (module.definition(instruction.words[w]).op == spv::OpVariable)
        ++num_uses_[instruction.words[w]];
  }
}

std::optional<Row> RowFinder::row_at(const Code& code, size_t first) {
  const FunctionFacts& callee = graph_.facts(code[first]->operand(3));
  if (callee.writes_memory) return std::nullopt;
  Row row;
  late_.clear();
  late_reads_.clear();
  late_writes_.clear();
  std::vector<Side> sides;
  const size_t end = std::min(code.size(), first + kMaxRowInstructions);
  for (size_t i = first; i < end && row.calls.size() < kMaxMergedCalls; ++i) {
    if (call_the_same(*code[i], *code[first])) {
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

bool RowFinder::is_pointer(uint32_t id) const {
  return module_.definition(module_.definition(id).type).op == spv::OpTypePointer;
}

// A variable that only hands a value to one call: stored once, and given to it.
bool RowFinder::hands_over(uint32_t variable) const {
  const Instruction& definition = module_.definition(variable);
  const auto uses = num_uses_.find(variable);
  return definition.op == spv::OpVariable && definition.operand(3) == spv::StorageClassFunction &&
         uses != num_uses_.end() && uses->second == 2;
}

// Values of the parameters of the call at position `call`, none of them late.
std::optional<std::vector<uint32_t>> RowFinder::arguments(const Code& code, size_t call) const {
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
bool RowFinder::fits(const std::vector<uint32_t>& a, const std::vector<uint32_t>& b) const {
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

// Of an instruction between the calls; nullopt: the row ends before it.
std::optional<Side> RowFinder::side_of(const Instruction& instruction,
                                       const FunctionFacts& callee) {
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
bool RowFinder::is_memory(uint32_t root) const {
  const Instruction& variable = module_.definition(root);
  return variable.op == spv::OpVariable && variable.operand(3) != spv::StorageClassFunction &&
         variable.operand(3) != spv::StorageClassPrivate;
}

// The stores that handed values over are replaced by those in the loop.
void RowFinder::drop_arguments(const Code& code, Row& row) const {
  std::unordered_set<uint32_t> handing;
  for (const size_t call : row.calls)
    for (size_t a = 4; a < code[call]->words.size(); ++a) handing.insert(code[call]->words[a]);
  for (size_t i = row.first(); i < row.last(); ++i)
    if (code[i]->op == spv::OpStore && handing.contains(code[i]->operand(1)))
      row.sides[i - row.first()] = Side::call;
}

}  // namespace progpretrain::spirv
