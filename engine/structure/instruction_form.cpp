#include "engine/structure/instruction_form.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <algorithm>

namespace progpretrain::structure {
namespace {

// Without the limit; at most kMaxScalars + 1.
uint32_t count_scalars(const spirv::ParsedModule& module, uint32_t type) {
  const spirv::Instruction& definition = module.definition(type);
  uint64_t count = 1;
  switch (definition.op) {
    case spv::OpTypeVector:
    case spv::OpTypeMatrix:
      count = uint64_t{definition.operand(3)} * count_scalars(module, definition.operand(2));
      break;
    case spv::OpTypeArray: {
      uint32_t length = 0;
      module.constant_value(definition.operand(3), &length);
      count = uint64_t{length} * count_scalars(module, definition.operand(2));
      break;
    }
    case spv::OpTypeStruct:
      count = 0;
      for (size_t w = 2; w < definition.words.size() && count <= kMaxScalars; ++w)
        count += count_scalars(module, definition.words[w]);
      break;
    default:
      break;
  }
  return static_cast<uint32_t>(std::min<uint64_t>(count, kMaxScalars + 1));
}

bool is_componentwise(spv::Op op) {
  return (op >= spv::OpConvertFToU && op <= spv::OpConvertUToPtr) || op == spv::OpBitcast ||
         (op >= spv::OpSNegate && op <= spv::OpMatrixTimesScalar) ||
         (op >= spv::OpIsNan && op <= spv::OpSignBitSet) ||
         (op >= spv::OpLogicalEqual && op <= spv::OpFUnordGreaterThanEqual) ||
         (op >= spv::OpShiftRightLogical && op <= spv::OpBitCount);
}

bool is_commutative(spv::Op op) {
  switch (op) {
    case spv::OpFAdd:
    case spv::OpFMul:
    case spv::OpIAdd:
    case spv::OpIMul:
    case spv::OpDot:
    case spv::OpVectorTimesScalar:
    case spv::OpMatrixTimesScalar:
    case spv::OpAny:
    case spv::OpAll:
    case spv::OpLogicalAnd:
    case spv::OpLogicalOr:
    case spv::OpLogicalEqual:
    case spv::OpLogicalNotEqual:
    case spv::OpBitwiseAnd:
    case spv::OpBitwiseOr:
    case spv::OpBitwiseXor:
    case spv::OpIEqual:
    case spv::OpINotEqual:
    case spv::OpFOrdEqual:
    case spv::OpFUnordEqual:
    case spv::OpFOrdNotEqual:
    case spv::OpFUnordNotEqual:
      return true;
    default:
      return false;
  }
}

bool is_componentwise_function(uint32_t number) {
  return number <= GLSLstd450Atan2 ||
         (number >= GLSLstd450Pow && number <= GLSLstd450InverseSqrt) ||
         (number >= GLSLstd450FMin && number <= GLSLstd450Fma) ||
         (number >= GLSLstd450FindILsb && number <= GLSLstd450FindUMsb) ||
         (number >= GLSLstd450NMin && number <= GLSLstd450NClamp);
}

bool is_commutative_function(uint32_t number) {
  return (number >= GLSLstd450FMin && number <= GLSLstd450SMax) || number == GLSLstd450NMin ||
         number == GLSLstd450NMax || number == GLSLstd450Distance;
}

}  // namespace

uint32_t num_scalars(const spirv::ParsedModule& module, uint32_t type) {
  const uint32_t count = count_scalars(module, type);
  return count > kMaxScalars ? 1 : count;
}

Element element_of(const spirv::ParsedModule& module, uint32_t type, uint32_t index) {
  const spirv::Instruction& definition = module.definition(type);
  if (definition.op == spv::OpTypeStruct) {
    Element element{definition.operand(2 + index), 0};
    for (uint32_t i = 0; i < index; ++i)
      element.first_scalar += num_scalars(module, definition.operand(2 + i));
    return element;
  }
  const uint32_t type_id = definition.operand(2);
  return {type_id, index * num_scalars(module, type_id)};
}

char scalar_kind(const spirv::ParsedModule& module, uint32_t type) {
  const spirv::Instruction& definition = module.definition(type);
  switch (definition.op) {
    case spv::OpTypeFloat:
      return 'f';
    case spv::OpTypeInt:
      return 'i';
    case spv::OpTypeBool:
      return 'b';
    case spv::OpTypeVector:
    case spv::OpTypeMatrix:
      return scalar_kind(module, definition.operand(2));
    default:
      return 'o';
  }
}

Form form_of(const spirv::Instruction& instruction) {
  if (instruction.op == spv::OpExtInst)
    return {is_componentwise_function(instruction.operand(4)),
            is_commutative_function(instruction.operand(4)), 5};
  return {is_componentwise(instruction.op), is_commutative(instruction.op), 3};
}

spv::Op exchanged(spv::Op op) {
  switch (op) {
    case spv::OpUGreaterThan:
      return spv::OpULessThan;
    case spv::OpSGreaterThan:
      return spv::OpSLessThan;
    case spv::OpUGreaterThanEqual:
      return spv::OpULessThanEqual;
    case spv::OpSGreaterThanEqual:
      return spv::OpSLessThanEqual;
    case spv::OpFOrdGreaterThan:
      return spv::OpFOrdLessThan;
    case spv::OpFUnordGreaterThan:
      return spv::OpFUnordLessThan;
    case spv::OpFOrdGreaterThanEqual:
      return spv::OpFOrdLessThanEqual;
    case spv::OpFUnordGreaterThanEqual:
      return spv::OpFUnordLessThanEqual;
    default:
      return op;
  }
}

}  // namespace progpretrain::structure
