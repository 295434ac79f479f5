#include <algorithm>

#include "engine/structure/control_flow.h"
#include "engine/structure/graph_builder.h"
#include "engine/structure/instruction_form.h"
#include "engine/structure/optimise.h"
#include "engine/structure/stable_hash.h"

namespace progpretrain::structure {

using spirv::Function;
using spirv::Instruction;
using spirv::kNone;
using spirv::ParsedModule;

uint64_t typed_label(std::string_view what, char kind, uint32_t size) {
  return mix(mix(label_of(what), static_cast<uint64_t>(kind)), size);
}

GraphBuilder::GraphBuilder(const ParsedModule& module)
    : module_(module), pointers_(module), values_(module.id_bound()) {
  budget_ = draft_.add(label_of("budget"), {});
}

OperationGraph GraphBuilder::build() {
  for (const Function* function : authors()) declare(*function);
  for (const Function* function : authors()) read(*function);
  for (const Function* function : authors()) join(*function);
  fill_memories();
  return draft_.collect(roots_);
}

std::vector<const Function*> GraphBuilder::authors() const {
  std::vector<const Function*> out;
  for (const Function& function : module_.functions())
    if (!is_engine_function(module_.name(function.id))) out.push_back(&function);
  return out;
}

Value GraphBuilder::replicated(uint32_t node, uint32_t type) const {
  Value value;
  for (uint32_t i = 0; i < num_scalars(module_, type); ++i) value.push_back({node, i % 16});
  return value;
}

const Value& GraphBuilder::value_of(uint32_t id) {
  Value& value = values_[id];
  if (!value.empty()) return value;
  const uint32_t type = module_.definition(id).type;
  return value =
             type == 0 || pointers_.is_pointer(id) ? Value(1) : Value(num_scalars(module_, type));
}

Value GraphBuilder::part_of(const Value& value, uint32_t type,
                            std::span<const uint32_t> indices) const {
  uint32_t first = 0;
  for (const uint32_t index : indices) {
    const Element element = element_of(module_, type, index);
    first += element.first_scalar;
    type = element.type;
  }
  const uint32_t count = num_scalars(module_, type);
  if (first + count > value.size()) return Value(count, value[0]);  // it was not taken apart
  return Value(value.begin() + first, value.begin() + first + count);
}

uint32_t GraphBuilder::input(std::string_view name, char kind, uint32_t number) {
  const auto [found, is_new] = inputs_.try_emplace({std::string(name), number}, 0);
  if (is_new) found->second = draft_.add(typed_label(name, kind), {});
  return found->second;
}

void GraphBuilder::declare(const Function& function) {
  const uint32_t type = module_.instructions()[function.begin].type;
  Called& called = called_[function.id];
  called.node = draft_.add(typed_label("function", scalar_kind(module_, type)), {});
  for (size_t i = function.begin; i < function.end; ++i) {
    const Instruction& parameter = module_.instructions()[i];
    if (parameter.op != spv::OpFunctionParameter) continue;
    called.parameters.push_back(draft_.add(label_of("parameter"), {}));
    if (!pointers_.is_pointer(parameter.result))
      values_[parameter.result] = replicated(called.parameters.back(), parameter.type);
    parameters_[parameter.result] = {called.parameters.back(), called.node};
  }
}

void GraphBuilder::read(const Function& function) {
  for (size_t b = 0; b < function.blocks.size(); ++b)
    for (size_t i = function.blocks[b].begin + 1; i < function.blocks[b].end; ++i)
      read(function, b, i);
}

void GraphBuilder::read(const Function& function, size_t block, size_t at) {
  const Instruction& instruction = module_.instructions()[at];
  switch (instruction.op) {
    case spv::OpPhi: {
      const uint32_t count = num_scalars(module_, instruction.type);
      joins_[function.id].push_back({at, block, draft_.size(), count});
      Value value;
      for (uint32_t i = 0; i < count; ++i) value.push_back({draft_.add_join(), 0});
      values_[instruction.result] = value;
      return;
    }
    case spv::OpLoad:
      values_[instruction.result] = load(instruction);
      return;
    case spv::OpStore:
      return store(function, block, instruction);
    case spv::OpFunctionCall:
      return call(instruction);
    case spv::OpReturnValue:
      for (const Scalar& scalar : value_of(instruction.operand(1)))
        draft_.feed(called_.at(function.id).node, scalar, 0);
      return;
    default:
      if (instruction.result != 0 && instruction.type != 0 &&
          !pointers_.is_pointer(instruction.result) && !move(instruction))
        calculate(instruction);
  }
}

void GraphBuilder::add_condition(uint32_t node, size_t branch) {
  const Value& condition = value_of(module_.instructions()[branch].operand(1));
  if (is_budget(condition) || condition[0].node == Operand::kConstant) return;
  draft_.feed(node, condition[0], kCondition);
}

void GraphBuilder::join(const Function& function) {
  const ControlFlow flow(module_, function);
  for (const auto& [where, block] : discards_) {
    if (where != &function) continue;
    const uint32_t node = draft_.add(label_of("discard"), {});
    if (const size_t branch = flow.branch_above(block); branch != kNone)
      add_condition(node, branch);
    roots_.push_back(node);
  }
  for (const Join& join : joins_[function.id]) {
    const Instruction& phi = module_.instructions()[join.instruction];
    const bool is_loop = flow.is_loop_header(join.block);
    const char kind = scalar_kind(module_, phi.type);
    const std::vector<size_t> branches = flow.deciding_branches(join.block);
    for (uint32_t i = 0; i < join.count; ++i) {
      draft_.set_label(join.first + i, typed_label(is_loop ? "loop" : "select", kind));
      for (const size_t branch : branches) add_condition(join.first + i, branch);
    }
    for (size_t w = 3; w + 1 < phi.words.size(); w += 2) {
      const size_t from = flow.block_of(phi.words[w + 1]);
      if (from == kNone || (!is_loop && is_budget_exit(function, from))) continue;
      const Value& value = value_of(phi.words[w]);
      const uint32_t role = is_loop && from >= join.block ? 1 : 0;
      for (uint32_t i = 0; i < join.count; ++i)
        draft_.feed(join.first + i, value[std::min<size_t>(i, value.size() - 1)], role);
    }
  }
}

bool GraphBuilder::is_budget_exit(const Function& function, size_t block) {
  const Instruction& end = module_.instructions()[function.blocks[block].terminator()];
  return end.op == spv::OpBranchConditional && is_budget(value_of(end.operand(1)));
}

void GraphBuilder::fill_memories() {
  for (const auto& [variable, node] : memories_) draft_.feed(node, stored_[variable]);
}

OperationGraph operation_graph(const ParsedModule& optimised) {
  return GraphBuilder(optimised).build();
}

}  // namespace progpretrain::structure
