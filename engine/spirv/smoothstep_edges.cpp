#include "engine/spirv/smoothstep_edges.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <bit>
#include <optional>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

bool is_float(const ParsedModule& module, uint32_t type) {
  const Instruction& shape = module.definition(type);
  return shape.op == spv::OpTypeFloat && shape.operand(2) == 32;
}

// Also of a component of a constant vector.
std::optional<float> constant(const ParsedModule& module, uint32_t id) {
  const Instruction& definition = module.definition(id);
  if (definition.op == spv::OpCompositeExtract && definition.words.size() == 5) {
    const Instruction& vector = module.definition(definition.operand(3));
    if (vector.op == spv::OpConstantComposite) id = vector.operand(3 + definition.operand(4));
  }
  uint32_t bits = 0;
  if (!module.constant_value(id, &bits)) return std::nullopt;
  return std::bit_cast<float>(bits);
}

void define(const Instruction& call, size_t index, Rewrite* rewrite) {
  const uint32_t type = call.type, from = call.operand(5), to = call.operand(6);
  const uint32_t x = call.operand(7), bool_type = rewrite->bool_type_like(type);
  const uint32_t is_step = rewrite->insert_value(index, spv::OpFOrdEqual, bool_type, {from, to});
  const uint32_t above =
      rewrite->insert_value(index, spv::OpFOrdGreaterThan, bool_type, {x, from});
  const uint32_t step = rewrite->insert_value(
      index, spv::OpSelect, type,
      {above, rewrite->float_constant(type, 1.0f), rewrite->float_constant(type, 0.0f)});
  const uint32_t smooth = rewrite->insert_value(
      index, spv::OpExtInst, type, {call.operand(3), GLSLstd450SmoothStep, from, to, x});
  rewrite->replace(index, encode(spv::OpSelect, {type, call.result, is_step, step, smooth}));
}

}  // namespace

std::vector<uint32_t> define_equal_edges(const ParsedModule& module) {
  Rewrite rewrite(module);
  for (const Function& function : module.functions()) {
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& call = module.instructions()[i];
      if (call.op != spv::OpExtInst || call.operand(4) != GLSLstd450SmoothStep) continue;
      if (!is_float(module, call.type)) continue;
      const auto from = constant(module, call.operand(5)), to = constant(module, call.operand(6));
      if (!from || !to || *from == *to) define(call, i, &rewrite);
    }
  }
  return rewrite.finish();
}

}  // namespace progpretrain::spirv
