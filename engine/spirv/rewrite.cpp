#include "engine/spirv/rewrite.h"

#include <bit>

#include "engine/base/check.h"

namespace progpretrain::spirv {

std::vector<uint32_t> encode(spv::Op op, std::initializer_list<uint32_t> operands) {
  std::vector<uint32_t> words;
  words.reserve(operands.size() + 1);
  words.push_back(static_cast<uint32_t>(operands.size() + 1) << spv::WordCountShift |
                  static_cast<uint32_t>(op));
  words.insert(words.end(), operands);
  return words;
}

void append(std::vector<uint32_t>& instruction, std::span<const uint32_t> operands) {
  instruction.insert(instruction.end(), operands.begin(), operands.end());
  instruction[0] += static_cast<uint32_t>(operands.size()) << spv::WordCountShift;
}

Rewrite::Rewrite(const ParsedModule& module) : module_(module), next_id_(module.id_bound()) {
  for (size_t i = 0; i < module.first_function(); ++i) {
    const Instruction& instruction = module.instructions()[i];
    switch (instruction.op) {
      case spv::OpTypeVoid:
      case spv::OpTypeBool:
      case spv::OpTypeInt:
      case spv::OpTypeVector:
      case spv::OpTypePointer:
      case spv::OpTypeFunction: {
        std::vector<uint32_t> key{static_cast<uint32_t>(instruction.op)};
        key.insert(key.end(), instruction.words.begin() + 2, instruction.words.end());
        types_.emplace(std::move(key), instruction.result);
        break;
      }
      default:
        break;
    }
  }
}

uint32_t Rewrite::declare(std::vector<uint32_t> words, uint32_t id) {
  globals_.insert(globals_.end(), words.begin(), words.end());
  return id;
}

uint32_t Rewrite::type(spv::Op op, std::initializer_list<uint32_t> operands) {
  std::vector<uint32_t> key{static_cast<uint32_t>(op)};
  key.insert(key.end(), operands);
  const auto known = types_.find(key);
  if (known != types_.end()) return known->second;
  const uint32_t id = new_id();
  std::vector<uint32_t> words = encode(op, {id});
  append(words, {operands.begin(), operands.size()});
  return types_[std::move(key)] = declare(std::move(words), id);
}

uint32_t Rewrite::bool_type_like(uint32_t type_id) {
  const Instruction& shape = module_.definition(type_id);
  const uint32_t scalar = type(spv::OpTypeBool, {});
  return shape.op == spv::OpTypeVector ? type(spv::OpTypeVector, {scalar, shape.operand(3)})
                                       : scalar;
}

uint32_t Rewrite::integer_constant(uint32_t type_id, int32_t value) {
  const auto known = constants_.find({type_id, value});
  if (known != constants_.end()) return known->second;
  const Instruction& definition = module_.definition(type_id);
  uint32_t id = 0;
  if (definition.op == spv::OpTypeVector) {
    id = declare_splat(definition, integer_constant(definition.operand(2), value));
  } else {
    PP_CHECK(definition.op == spv::OpTypeInt && definition.operand(2) <= 32);
    const uint32_t width = definition.operand(2);
    uint32_t bits = static_cast<uint32_t>(value);
    // Narrow literals are sign-extended for signed types and zero-extended for unsigned ones.
    if (width < 32 && definition.operand(3) == 0) bits &= (1u << width) - 1;
    id = new_id();
    declare(encode(spv::OpConstant, {type_id, id, bits}), id);
  }
  return constants_[{type_id, value}] = id;
}

uint32_t Rewrite::declare_splat(const Instruction& vector_type, uint32_t component) {
  const uint32_t id = new_id();
  std::vector<uint32_t> words = encode(spv::OpConstantComposite, {vector_type.result, id});
  append(words, std::vector<uint32_t>(vector_type.operand(3), component));
  return declare(std::move(words), id);
}

uint32_t Rewrite::float_constant(uint32_t type_id, float value) {
  const auto bits = std::bit_cast<int32_t>(value);
  const auto known = constants_.find({type_id, bits});
  if (known != constants_.end()) return known->second;
  const Instruction& definition = module_.definition(type_id);
  uint32_t id = 0;
  if (definition.op == spv::OpTypeVector) {
    id = declare_splat(definition, float_constant(definition.operand(2), value));
  } else {
    PP_CHECK(definition.op == spv::OpTypeFloat && definition.operand(2) == 32);
    id = new_id();
    declare(encode(spv::OpConstant, {type_id, id, static_cast<uint32_t>(bits)}), id);
  }
  return constants_[{type_id, bits}] = id;
}

uint32_t Rewrite::composite_constant(uint32_t type_id, const std::vector<uint32_t>& components) {
  const uint32_t id = new_id();
  std::vector<uint32_t> words = encode(spv::OpConstantComposite, {type_id, id});
  append(words, components);
  return declare(std::move(words), id);
}

uint32_t Rewrite::null_constant(uint32_t type_id) {
  const auto known = nulls_.find(type_id);
  if (known != nulls_.end()) return known->second;
  const uint32_t id = new_id();
  return nulls_[type_id] = declare(encode(spv::OpConstantNull, {type_id, id}), id);
}

uint32_t Rewrite::global_variable(uint32_t pointer_type, spv::StorageClass storage,
                                  uint32_t initialiser) {
  const uint32_t id = new_id();
  return declare(encode(spv::OpVariable,
                        {pointer_type, id, static_cast<uint32_t>(storage), initialiser}),
                 id);
}

void Rewrite::insert_before(size_t index, const std::vector<uint32_t>& words) {
  auto& before = edits_[index].before;
  before.insert(before.end(), words.begin(), words.end());
}

uint32_t Rewrite::insert_value(size_t index, spv::Op op, uint32_t type_id,
                               std::initializer_list<uint32_t> operands) {
  const uint32_t id = new_id();
  std::vector<uint32_t> words = encode(op, {type_id, id});
  append(words, {operands.begin(), operands.size()});
  insert_before(index, words);
  return id;
}

void Rewrite::replace(size_t index, std::vector<uint32_t> words) {
  Edit& edit = edits_[index];
  edit.is_replaced = true;
  edit.replacement = std::move(words);
}

std::vector<uint32_t> Rewrite::finish() const {
  std::vector<uint32_t> words;
  words.reserve(module_.words().size() + globals_.size() + edits_.size() * 16);
  words.insert(words.end(), module_.header().begin(), module_.header().end());
  words[3] = next_id_;
  const auto& instructions = module_.instructions();
  for (size_t i = 0; i <= instructions.size(); ++i) {
    if (i == module_.first_function()) words.insert(words.end(), globals_.begin(), globals_.end());
    const auto edit = edits_.find(i);
    if (edit != edits_.end()) {
      words.insert(words.end(), edit->second.before.begin(), edit->second.before.end());
      if (edit->second.is_replaced) {
        words.insert(words.end(), edit->second.replacement.begin(), edit->second.replacement.end());
        continue;
      }
    }
    if (i == instructions.size()) break;
    words.insert(words.end(), instructions[i].words.begin(), instructions[i].words.end());
  }
  return words;
}

}  // namespace progpretrain::spirv
