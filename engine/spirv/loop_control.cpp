#include "engine/spirv/loop_control.h"

#include <algorithm>

namespace progpretrain::spirv {
namespace {

// Words [first, last) of an instruction that are ids of values it computes with.
std::pair<size_t, size_t> value_operands(const Instruction& instruction) {
  const size_t n = instruction.words.size();
  switch (instruction.op) {
    case spv::OpCompositeExtract:
      return {3, std::min<size_t>(4, n)};
    case spv::OpCompositeInsert:
    case spv::OpVectorShuffle:
      return {3, std::min<size_t>(5, n)};
    case spv::OpExtInst:
      return {5, n};
    case spv::OpLoad:
    case spv::OpFunctionCall:
    case spv::OpAccessChain:
    case spv::OpInBoundsAccessChain:
    case spv::OpVariable:
    case spv::OpLabel:
      return {0, 0};
    default:
      return {3, n};
  }
}

class Finder {
 public:
  explicit Finder(const ParsedModule& module) : module_(module) {
    for (const Function& function : module.functions()) {
      uint32_t parameter = 0;
      for (size_t i = function.begin; i < function.end; ++i) {
        const Instruction& instruction = module.instructions()[i];
        if (instruction.op == spv::OpStore) stores_[base(instruction.operand(1))].push_back(i);
        if (instruction.op == spv::OpFunctionCall) calls_[instruction.operand(3)].push_back(i);
        if (instruction.op == spv::OpFunctionParameter)
          parameters_[instruction.result] = {function.id, parameter++};
      }
    }
  }

  std::unordered_set<size_t> run() {
    for (const Function& function : module_.functions()) {
      std::unordered_set<uint32_t> merges;
      for (size_t i = function.begin; i < function.end; ++i)
        if (module_.instructions()[i].op == spv::OpLoopMerge)
          merges.insert(module_.instructions()[i].operand(1));
      for (size_t i = function.begin; i < function.end; ++i)
        visit(module_.instructions()[i], merges);
    }
    return std::move(found_);
  }

 private:
  void visit(const Instruction& instruction, const std::unordered_set<uint32_t>& merges) {
    if (instruction.op == spv::OpBranchConditional) {
      const auto targets = branch_targets(instruction);
      if (std::any_of(targets.begin(), targets.end(),
                      [&](uint32_t t) { return merges.contains(t); }))
        follow(instruction.operand(1), true);
    } else if (instruction.op == spv::OpAccessChain ||
               instruction.op == spv::OpInBoundsAccessChain) {
      for (size_t w = 4; w < instruction.words.size(); ++w) follow(instruction.words[w], false);
    } else if (instruction.op == spv::OpVectorExtractDynamic) {
      follow(instruction.operand(4), false);
    } else if (instruction.op == spv::OpVectorInsertDynamic) {
      follow(instruction.operand(5), false);
    }
  }

  // Everything that `id` is computed from within its function; `through_memory`: also what is
  // stored to the variables that are read.
  void follow(uint32_t id, bool through_memory) {
    std::vector<uint32_t> open{id};
    while (!open.empty()) {
      const size_t index = module_.definition_index(open.back());
      open.pop_back();
      if (index == kNone || index < module_.first_function()) continue;
      const Instruction& instruction = module_.instructions()[index];
      if (through_memory && instruction.op == spv::OpLoad) control(base(instruction.operand(3)));
      if (!found_.insert(index).second) continue;
      const auto [first, last] = value_operands(instruction);
      for (size_t w = first; w < last; ++w) open.push_back(instruction.words[w]);
    }
  }

  // A variable that a loop's condition reads.
  void control(uint32_t variable) {
    if (!controlling_.insert(variable).second) return;
    for (const size_t store : stores_[variable]) {
      found_.insert(store);
      follow(module_.instructions()[store].operand(2), false);
    }
    const auto parameter = parameters_.find(variable);
    if (parameter == parameters_.end()) return;
    const auto [function, number] = parameter->second;
    for (const size_t call : calls_[function])
      control(base(module_.instructions()[call].operand(4 + number)));
  }

  uint32_t base(uint32_t pointer) const {
    for (const Instruction* i = &module_.definition(pointer);
         i->op == spv::OpAccessChain || i->op == spv::OpInBoundsAccessChain;
         i = &module_.definition(pointer))
      pointer = i->operand(3);
    return pointer;
  }

  const ParsedModule& module_;
  std::unordered_map<uint32_t, std::vector<size_t>> stores_;                // by variable
  std::unordered_map<uint32_t, std::vector<size_t>> calls_;                 // by function
  std::unordered_map<uint32_t, std::pair<uint32_t, uint32_t>> parameters_;  // function, number
  std::unordered_set<uint32_t> controlling_;
  std::unordered_set<size_t> found_;
};

}  // namespace

std::unordered_set<size_t> controlling_instructions(const ParsedModule& module) {
  return Finder(module).run();
}

}  // namespace progpretrain::spirv
