#include "engine/spirv/zero_divisors.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <bit>
#include <optional>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

class ZeroHider {
 public:
  explicit ZeroHider(const ParsedModule& module)
      : module_(module), rewrite_(module), zero_(module.find_name(kZeroName)) {}

  std::vector<uint32_t> run() {
    if (zero_ == 0) return module_.words();
    for (const Function& function : module_.functions())
      for (size_t i = function.begin; i < function.end; ++i) visit(i);
    return rewrite_.finish();
  }

 private:
  void visit(size_t index) {
    const Instruction& instruction = module_.instructions()[index];
    if (!is_float(instruction.type)) return;
    switch (instruction.op) {
      case spv::OpFDiv:
      case spv::OpFMod:
      case spv::OpFRem:
        if (!is_nonzero_constant(instruction.operand(4)))
          hide(index, 4, rewrite_.float_constant(instruction.type, 0.0f));
        return;
      case spv::OpExtInst:
        if (instruction.operand(4) == GLSLstd450SmoothStep && !differ(instruction.operand(5), instruction.operand(6)))
          hide(index, 6, instruction.operand(5));
        return;
      default:
        return;
    }
  }

  bool is_float(uint32_t type) const {
    if (type == 0) return false;
    const Instruction& shape = module_.definition(type);
    return shape.op == spv::OpTypeFloat && shape.operand(2) == 32;
  }

  // Also of a component of a constant vector.
  std::optional<float> constant(uint32_t id) const {
    const Instruction& definition = module_.definition(id);
    if (definition.op == spv::OpCompositeExtract && definition.words.size() == 5) {
      const Instruction& vector = module_.definition(definition.operand(3));
      if (vector.op == spv::OpConstantComposite) id = vector.operand(3 + definition.operand(4));
    }
    uint32_t bits = 0;
    if (!module_.constant_value(id, &bits)) return std::nullopt;
    return std::bit_cast<float>(bits);
  }

  bool is_nonzero_constant(uint32_t id) const { return constant(id).value_or(0.0f) != 0.0f; }

  bool differ(uint32_t a, uint32_t b) const {
    const auto first = constant(a), second = constant(b);
    return first && second && *first != *second;
  }

  // Where operand `which` (the word's number) is `forbidden`, its bits get a zero or-ed in.
  void hide(size_t index, size_t which, uint32_t forbidden) {
    const Instruction& instruction = module_.instructions()[index];
    const uint32_t word = rewrite_.type(spv::OpTypeInt, {32, 0});
    const uint32_t zero = rewrite_.insert_value(index, spv::OpLoad, word, {zero_});
    const uint32_t bits = rewrite_.insert_value(index, spv::OpBitcast, word, {instruction.operand(which)});
    const uint32_t same = rewrite_.insert_value(index, spv::OpBitwiseOr, word, {bits, zero});
    const uint32_t hidden = rewrite_.insert_value(index, spv::OpBitcast, instruction.type, {same});
    const uint32_t is_forbidden = rewrite_.insert_value(
        index, spv::OpFOrdEqual, rewrite_.bool_type_like(instruction.type), {instruction.operand(which), forbidden});
    const uint32_t chosen = rewrite_.insert_value(index, spv::OpSelect, instruction.type,
                                                  {is_forbidden, hidden, instruction.operand(which)});
    std::vector<uint32_t> words(instruction.words.begin(), instruction.words.end());
    words[which] = chosen;
    rewrite_.replace(index, std::move(words));
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  const uint32_t zero_;
};

}  // namespace

std::vector<uint32_t> hide_zero_divisors(const ParsedModule& module) {
  return ZeroHider(module).run();
}

}  // namespace progpretrain::spirv
