#include <spirv/unified1/GLSL.std.450.h>

#include <algorithm>

#include "engine/structure/graph_builder.h"
#include "engine/structure/instruction_form.h"
#include "engine/structure/stable_hash.h"

namespace progpretrain::structure {

using spirv::Instruction;

namespace {

uint64_t operation_label(const Instruction& instruction, spv::Op op, char kind, uint32_t size) {
  uint64_t label = mix(label_of("operation"), op);
  if (op == spv::OpExtInst) label = mix(label, instruction.operand(4));
  return mix(mix(label, static_cast<uint64_t>(kind)), size);
}

}  // namespace

bool GraphBuilder::move(const Instruction& instruction) {
  Value value;
  const uint32_t count = num_scalars(module_, instruction.type);
  switch (instruction.op) {
    case spv::OpCopyObject:
    case spv::OpCopyLogical:
      value = value_of(instruction.operand(3));
      break;
    case spv::OpCompositeConstruct:
      for (size_t w = 3; w < instruction.words.size(); ++w) {
        const Value& its = value_of(instruction.words[w]);
        value.insert(value.end(), its.begin(), its.end());
      }
      break;
    case spv::OpCompositeExtract:
      value =
          part_of(value_of(instruction.operand(3)), module_.definition(instruction.operand(3)).type,
                  instruction.words.subspan(4));
      break;
    case spv::OpCompositeInsert: {
      value = value_of(instruction.operand(4));
      uint32_t type = instruction.type, first = 0;
      for (const uint32_t index : instruction.words.subspan(5)) {
        const Element element = element_of(module_, type, index);
        first += element.first_scalar;
        type = element.type;
      }
      const Value& its = value_of(instruction.operand(3));
      if (first + its.size() <= value.size())
        std::copy(its.begin(), its.end(), value.begin() + first);
      break;
    }
    case spv::OpVectorShuffle: {
      Value both = value_of(instruction.operand(3));
      const Value& second = value_of(instruction.operand(4));
      both.insert(both.end(), second.begin(), second.end());
      for (const uint32_t index : instruction.words.subspan(5))
        value.push_back(index < both.size() ? both[index] : Scalar{});
      break;
    }
    case spv::OpTranspose: {
      const Value& matrix = value_of(instruction.operand(3));
      const uint32_t columns = module_.definition(instruction.type).operand(3),
                     rows = count / columns;
      for (uint32_t i = 0; i < count && count == matrix.size(); ++i)
        value.push_back(matrix[(i % rows) * columns + i / rows]);
      break;
    }
    case spv::OpUndef:
      break;
    default:
      return false;
  }
  value.resize(count);
  values_[instruction.result] = std::move(value);
  return true;
}

void GraphBuilder::calculate(const Instruction& instruction) {
  const Form form = form_of(instruction);
  std::vector<Value> operands;
  for (size_t w = form.first_operand; w < instruction.words.size(); ++w)
    operands.push_back(value_of(instruction.words[w]));
  if (touches_budget(instruction, operands)) return;
  const uint32_t count = num_scalars(module_, instruction.type);
  const bool is_split =
      form.is_componentwise && std::all_of(operands.begin(), operands.end(), [&](const Value& v) {
        return v.size() == count || v.size() == 1;
      });
  const char kind = scalar_kind(module_, instruction.type);
  const uint32_t own =
      kind == 'f' && count <= 4 && (!is_split || count == 1) ? instruction.result : 0;
  if (!is_split) {
    Feeds all;
    for (uint32_t i = 0; i < operands.size(); ++i)
      for (const Scalar& scalar : operands[i])
        all.emplace_back(scalar, form.is_commutative ? 0 : std::min(i, 15u));
    const uint32_t node =
        draft_.add(operation_label(instruction, instruction.op, kind, count), all, own);
    values_[instruction.result] = replicated(node, instruction.type);
    // A built-in with a second result stores it.
    for (size_t w = form.first_operand; w < instruction.words.size(); ++w)
      if (pointers_.is_pointer(instruction.words[w])) write(instruction.words[w], {{node, 1}});
    return;
  }
  Value value;
  for (uint32_t i = 0; i < count; ++i) {
    std::vector<Scalar> its;
    for (const Value& operand : operands)
      its.push_back(operand.size() == 1 ? operand[0] : operand[i]);
    value.push_back({component(instruction, its, form.is_commutative, kind, own), 0});
  }
  values_[instruction.result] = std::move(value);
}

uint32_t GraphBuilder::component(const Instruction& instruction, std::vector<Scalar>& its,
                                 bool is_commutative, char kind, uint32_t own) {
  spv::Op op = instruction.op;
  if (op == spv::OpSelect)
    return draft_.add(typed_label("select", kind), {{its[0], kCondition}, {its[1], 0}, {its[2], 0}},
                      own);
  if (op == spv::OpExtInst && instruction.operand(4) == GLSLstd450Fma) {
    const uint32_t product =
        draft_.add(operation_label(instruction, spv::OpFMul, kind, 1), {{its[0], 0}, {its[1], 0}});
    return draft_.add(operation_label(instruction, spv::OpFAdd, kind, 1),
                      {{{product, 0}, 0}, {its[2], 0}}, own);
  }
  if (op == spv::OpVectorTimesScalar || op == spv::OpMatrixTimesScalar) op = spv::OpFMul;
  if (exchanged(op) != op) {
    op = exchanged(op);
    std::swap(its[0], its[1]);
  }
  Feeds operands;
  for (uint32_t i = 0; i < its.size(); ++i) operands.emplace_back(its[i], is_commutative ? 0 : i);
  return draft_.add(operation_label(instruction, op, kind, 1), operands, own);
}

bool GraphBuilder::is_budget(const Value& value) const {
  return value.size() == 1 && value[0].node == budget_;
}

bool GraphBuilder::touches_budget(const Instruction& instruction,
                                  const std::vector<Value>& operands) {
  const auto found =
      std::find_if(operands.begin(), operands.end(), [&](const Value& v) { return is_budget(v); });
  if (found == operands.end()) return false;
  const bool joins = instruction.op == spv::OpLogicalAnd || instruction.op == spv::OpLogicalOr;
  values_[instruction.result] =
      joins ? operands[found == operands.begin() ? 1 : 0] : Value{{budget_, 0}};
  return true;
}

}  // namespace progpretrain::structure
