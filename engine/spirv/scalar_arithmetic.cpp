#include "engine/spirv/scalar_arithmetic.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <unordered_map>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

// Functions whose result and operands are of one type, each component for itself.
bool is_componentwise(uint32_t function) {
  switch (function) {
    case GLSLstd450FAbs:
    case GLSLstd450FSign:
    case GLSLstd450FMin:
    case GLSLstd450FMax:
    case GLSLstd450FClamp:
    case GLSLstd450FMix:
    case GLSLstd450Step:
    case GLSLstd450SmoothStep:
    case GLSLstd450Fma:
      return true;
    default:
      return (function >= GLSLstd450Round && function <= GLSLstd450Trunc) ||
             (function >= GLSLstd450Floor && function <= GLSLstd450InverseSqrt);
  }
}

class VectorSplitter {
 public:
  explicit VectorSplitter(const ParsedModule& module) : module_(module), rewrite_(module) {}

  std::vector<uint32_t> run() {
    for (const Function& function : module_.functions())
      for (at_ = function.begin; at_ < function.end; ++at_) split();
    return rewrite_.finish();
  }

 private:
  using Components = std::vector<uint32_t>;

  void split() {
    const Instruction& instruction = module_.instructions()[at_];
    const uint32_t n = num_components(instruction.type);
    if (n == 0) return;
    switch (instruction.op) {
      case spv::OpCompositeConstruct:
      case spv::OpVectorShuffle:
      case spv::OpCopyObject:
        remember(instruction, n);
        return;
      case spv::OpFAdd:
      case spv::OpFSub:
      case spv::OpFMul:
      case spv::OpFDiv:
      case spv::OpFMod:
      case spv::OpFNegate:
        return split_operation(instruction, n, 3, {});
      case spv::OpVectorTimesScalar:
        return split_scaling(instruction, n);
      case spv::OpExtInst:
        if (is_componentwise(instruction.operand(4)))
          split_operation(instruction, n, 5, {instruction.operand(3), instruction.operand(4)});
        return;
      default:
        return;
    }
  }

  // Of a vector of 32-bit floats; 0 for other types.
  uint32_t num_components(uint32_t type) const {
    const Instruction& shape = module_.definition(type);
    if (type == 0 || shape.op != spv::OpTypeVector) return 0;
    const Instruction& component = module_.definition(shape.operand(2));
    return component.op == spv::OpTypeFloat && component.operand(2) == 32 ? shape.operand(3) : 0;
  }
  uint32_t scalar_type() const {
    return module_.definition(module_.instructions()[at_].type).operand(2);
  }

  // The components of `vector` as far as they are known without an instruction; 0 = not known.
  Components known(uint32_t vector) const {
    const Instruction& definition = module_.definition(vector);
    const uint32_t n = num_components(definition.type);
    if (definition.op == spv::OpConstantComposite)
      return {definition.words.begin() + 3, definition.words.end()};
    const auto found = components_.find(vector);
    return found != components_.end() ? found->second : Components(n, 0);
  }
  uint32_t component(uint32_t vector, uint32_t index, const Components& known) {
    if (known[index] != 0) return known[index];
    return rewrite_.insert_value(at_, spv::OpCompositeExtract, scalar_type(), {vector, index});
  }

  void remember(const Instruction& instruction, uint32_t n) {
    Components parts;
    if (instruction.op == spv::OpCopyObject) {
      parts = known(instruction.operand(3));
    } else if (instruction.op == spv::OpVectorShuffle) {
      parts = known(instruction.operand(3));
      const Components second = known(instruction.operand(4));
      parts.insert(parts.end(), second.begin(), second.end());
      Components chosen;
      for (uint32_t i = 0; i < n; ++i) {
        const uint32_t from = instruction.operand(5 + i);
        chosen.push_back(from < parts.size() ? parts[from] : 0);
      }
      parts = std::move(chosen);
    } else {
      for (size_t i = 3; i < instruction.words.size(); ++i) {
        const uint32_t part = instruction.words[i];
        if (num_components(module_.definition(part).type) == 0) {
          parts.push_back(part);
        } else {
          const Components inner = known(part);
          parts.insert(parts.end(), inner.begin(), inner.end());
        }
      }
    }
    components_[instruction.result] = std::move(parts);
  }

  // Instruction `instruction` for each component; its operands from `first` on are vectors, the
  // words between the result and them are `fixed`.
  void split_operation(const Instruction& instruction, uint32_t n, size_t first,
                       const std::vector<uint32_t>& fixed) {
    std::vector<Components> operands;
    for (size_t i = first; i < instruction.words.size(); ++i)
      operands.push_back(known(instruction.words[i]));
    Components results;
    for (uint32_t c = 0; c < n; ++c) {
      std::vector<uint32_t> words = fixed;
      for (size_t i = 0; i < operands.size(); ++i)
        words.push_back(component(instruction.words[first + i], c, operands[i]));
      results.push_back(insert(instruction.op, words));
    }
    finish_as(instruction, std::move(results));
  }

  void split_scaling(const Instruction& instruction, uint32_t n) {
    const Components vector = known(instruction.operand(3));
    Components results;
    for (uint32_t c = 0; c < n; ++c)
      results.push_back(insert(
          spv::OpFMul, {component(instruction.operand(3), c, vector), instruction.operand(4)}));
    finish_as(instruction, std::move(results));
  }

  uint32_t insert(spv::Op op, const std::vector<uint32_t>& operands) {
    const uint32_t id = rewrite_.new_id();
    std::vector<uint32_t> words = encode(op, {scalar_type(), id});
    append(words, operands);
    rewrite_.insert_before(at_, words);
    return id;
  }

  void finish_as(const Instruction& instruction, Components results) {
    std::vector<uint32_t> words =
        encode(spv::OpCompositeConstruct, {instruction.type, instruction.result});
    append(words, results);
    rewrite_.replace(at_, std::move(words));
    components_[instruction.result] = std::move(results);
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  size_t at_ = 0;                                        // the instruction being rewritten
  std::unordered_map<uint32_t, Components> components_;  // of vectors; 0 = not known
};

}  // namespace

std::vector<uint32_t> split_vector_arithmetic(const ParsedModule& module) {
  return VectorSplitter(module).run();
}

}  // namespace progpretrain::spirv
