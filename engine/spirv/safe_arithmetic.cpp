#include "engine/spirv/safe_arithmetic.h"

#include <limits>
#include <optional>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

uint32_t type_of(const ParsedModule& module, uint32_t id) {
  return module.definition(id).type;
}

// Bits of an integer type or of a vector's components; 0 for other types.
uint32_t width_of(const ParsedModule& module, uint32_t type) {
  const Instruction* definition = &module.definition(type);
  if (definition->op == spv::OpTypeVector) definition = &module.definition(definition->operand(2));
  return definition->op == spv::OpTypeInt ? definition->operand(2) : 0;
}

// The components of a constant, or nothing when `id` is none.
std::optional<std::vector<int32_t>> constant_components(const ParsedModule& module, uint32_t id) {
  const Instruction& constant = module.definition(id);
  std::vector<int32_t> values;
  uint32_t value = 0;
  if (constant.op == spv::OpConstantComposite) {
    for (size_t i = 3; i < constant.words.size(); ++i) {
      if (!module.constant_value(constant.words[i], &value)) return std::nullopt;
      values.push_back(static_cast<int32_t>(value));
    }
  } else if (module.constant_value(id, &value)) {
    values.push_back(static_cast<int32_t>(value));
  } else {
    return std::nullopt;
  }
  return values;
}

bool is_harmless_divisor(const ParsedModule& module, uint32_t id) {
  const auto values = constant_components(module, id);
  if (!values) return false;
  // Narrow unsigned literals have no sign: 255 may be -1 to a signed division.
  const bool is_wide = width_of(module, type_of(module, id)) == 32;
  for (const int32_t value : *values)
    if (value == 0 || value == -1 || !is_wide) return false;
  return true;
}

bool is_harmless_shift(const ParsedModule& module, uint32_t id, uint32_t width) {
  const auto values = constant_components(module, id);
  if (!values) return false;
  for (const int32_t value : *values)
    if (value < 0 || static_cast<uint32_t>(value) >= width) return false;
  return true;
}

void guard_division(const ParsedModule& module, size_t index, Rewrite* rewrite) {
  const Instruction& division = module.instructions()[index];
  const uint32_t dividend = division.operand(3), divisor = division.operand(4);
  const uint32_t divisor_type = type_of(module, divisor), dividend_type = type_of(module, dividend);
  if (is_harmless_divisor(module, divisor)) return;
  const uint32_t width = width_of(module, divisor_type);
  const uint32_t bool_type = rewrite->bool_type_like(divisor_type);
  const bool is_signed = division.op == spv::OpSDiv;

  const auto equals = [&](uint32_t value, uint32_t type, int32_t constant) {
    return rewrite->insert_value(index, spv::OpIEqual, bool_type,
                                 {value, rewrite->integer_constant(type, constant)});
  };
  const uint32_t is_zero = equals(divisor, divisor_type, 0);
  uint32_t is_undefined = is_zero;
  if (is_signed) {
    const int32_t lowest =
        width == 32 ? std::numeric_limits<int32_t>::min() : -(int32_t{1} << (width - 1));
    const uint32_t is_lowest = equals(dividend, dividend_type, lowest);
    const uint32_t is_minus_one = equals(divisor, divisor_type, -1);
    const uint32_t overflows =
        rewrite->insert_value(index, spv::OpLogicalAnd, bool_type, {is_lowest, is_minus_one});
    is_undefined = rewrite->insert_value(index, spv::OpLogicalOr, bool_type, {is_zero, overflows});
  }
  // INT_MIN / 1 = INT_MIN: what the overflow shall give.
  const uint32_t safe_divisor =
      rewrite->insert_value(index, spv::OpSelect, divisor_type,
                            {is_undefined, rewrite->integer_constant(divisor_type, 1), divisor});
  const uint32_t quotient =
      rewrite->insert_value(index, division.op, division.type, {dividend, safe_divisor});
  rewrite->replace(index,
                   encode(spv::OpSelect, {division.type, division.result, is_zero,
                                          rewrite->integer_constant(division.type, -1), quotient}));
}

// GLSL leaves % of negative integers undefined; Mesa's OpenGL takes the bits as unsigned numbers. One
// rule for every divisor: drivers disagree with themselves between powers of two and others.
void divide_unsigned(const ParsedModule& module, size_t index, Rewrite* rewrite) {
  const Instruction& remainder = module.instructions()[index];
  const Instruction& shape = module.definition(remainder.type);
  const bool is_vector = shape.op == spv::OpTypeVector;
  const uint32_t width = width_of(module, remainder.type);
  const uint32_t scalar = rewrite->type(spv::OpTypeInt, {width, 0});
  const uint32_t type =
      is_vector ? rewrite->type(spv::OpTypeVector, {scalar, shape.operand(3)}) : scalar;
  const auto bits = [&](uint32_t id) {
    return rewrite->insert_value(index, spv::OpBitcast, type, {id});
  };
  const uint32_t dividend = bits(remainder.operand(3)), divisor = bits(remainder.operand(4));
  uint32_t safe_divisor = divisor, is_zero = 0;
  if (!is_harmless_divisor(module, remainder.operand(4))) {
    is_zero = rewrite->insert_value(index, spv::OpIEqual, rewrite->bool_type_like(type),
                                    {divisor, rewrite->integer_constant(type, 0)});
    safe_divisor = rewrite->insert_value(index, spv::OpSelect, type,
                                         {is_zero, rewrite->integer_constant(type, 1), divisor});
  }
  uint32_t rest = rewrite->insert_value(index, spv::OpUMod, type, {dividend, safe_divisor});
  if (is_zero != 0)
    rest = rewrite->insert_value(index, spv::OpSelect, type,
                                 {is_zero, rewrite->integer_constant(type, -1), rest});
  rewrite->replace(index, encode(spv::OpBitcast, {remainder.type, remainder.result, rest}));
}

void mask_shift(const ParsedModule& module, size_t index, Rewrite* rewrite) {
  const Instruction& shift = module.instructions()[index];
  const uint32_t amount = shift.operand(4), amount_type = type_of(module, amount);
  const uint32_t width = width_of(module, shift.type);
  if (is_harmless_shift(module, amount, width)) return;
  const uint32_t masked = rewrite->insert_value(
      index, spv::OpBitwiseAnd, amount_type,
      {amount, rewrite->integer_constant(amount_type, static_cast<int32_t>(width) - 1)});
  rewrite->replace(index, encode(shift.op, {shift.type, shift.result, shift.operand(3), masked}));
}

}  // namespace

std::vector<uint32_t> make_arithmetic_safe(const ParsedModule& module) {
  Rewrite rewrite(module);
  for (const Function& function : module.functions()) {
    for (size_t i = function.begin; i < function.end; ++i) {
      switch (module.instructions()[i].op) {
        case spv::OpSDiv:
        case spv::OpUDiv:
        case spv::OpUMod:
          guard_division(module, i, &rewrite);
          break;
        case spv::OpSRem:
        case spv::OpSMod:
          divide_unsigned(module, i, &rewrite);
          break;
        case spv::OpShiftLeftLogical:
        case spv::OpShiftRightLogical:
        case spv::OpShiftRightArithmetic:
          mask_shift(module, i, &rewrite);
          break;
        default:
          break;
      }
    }
  }
  return rewrite.finish();
}

}  // namespace progpretrain::spirv
