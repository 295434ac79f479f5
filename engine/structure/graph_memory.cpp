#include <algorithm>

#include "engine/structure/frame_inputs.h"
#include "engine/structure/graph_builder.h"
#include "engine/structure/instruction_form.h"

namespace progpretrain::structure {

using spirv::Function;
using spirv::Instruction;

Value GraphBuilder::load(const Instruction& instruction) {
  const Pointer pointer = pointers_.resolve(instruction.operand(3));
  const char kind = scalar_kind(module_, instruction.type);
  const uint32_t count = num_scalars(module_, instruction.type);
  if (const auto parameter = parameters_.find(pointer.base); parameter != parameters_.end())
    return loaded(instruction, pointer, parameter->second.first);
  const std::string_view name = module_.name(pointer.base);
  switch (pointers_.storage_class(pointer.base)) {
    case spv::StorageClassUniform:
      return frame_value(pointer, kind, count);
    case spv::StorageClassPushConstant:
      return replicated(input("input:frame", 'i'), instruction.type);
    case spv::StorageClassFunction:
    case spv::StorageClassPrivate:
      break;
    default:
      return replicated(input("engine", kind), instruction.type);
  }
  if (name == "pp_budget") return {{budget_, 0}};
  if (name == "pp_time_s") return {{input("input:time", 'f'), 0}};
  if (name == "pp_frame_number") return {{input("input:frame", 'i'), 0}};
  if (name == "pp_pixel" || name == "pp_discarded")
    return replicated(input("engine", kind), instruction.type);
  if (name == "pp_frag_coord") {
    const Value all = replicated(input("input:frag_coord", 'f'), pointer.type);
    return pointer.is_constant() ? part_of(all, pointer.type, pointer.indices)
                                 : Value(count, all[0]);
  }
  if (pointer.is_constant())
    if (const auto stored = single_value(pointer.base))
      return part_of(*stored, pointer.type, pointer.indices);
  return loaded(instruction, pointer, memory_of(pointer.base));
}

Value GraphBuilder::loaded(const Instruction& instruction, const Pointer& pointer,
                           uint32_t memory) {
  Feeds operands{{{memory, 0}, 0}};
  for (const uint32_t index : pointer.dynamic_indices)
    for (const Scalar& scalar : value_of(index)) operands.emplace_back(scalar, 1);
  const char kind = scalar_kind(module_, instruction.type);
  const uint32_t count = num_scalars(module_, instruction.type);
  const uint32_t own = kind == 'f' && count <= 4 ? instruction.result : 0;
  return replicated(draft_.add(typed_label("load", kind, count), operands, own), instruction.type);
}

Value GraphBuilder::frame_value(const Pointer& pointer, char kind, uint32_t count) {
  if (pointer.indices.size() < 3) return Value(count, {input("engine", kind), 0});
  const uint32_t member = pointer.indices[2];
  const size_t component_at = member >= kFirstArrayMember ? 4 : 3;
  const auto index = [&](size_t i) { return i < pointer.indices.size() ? pointer.indices[i] : 0; };
  const uint32_t element = component_at == 4 ? index(3) : 0, first = index(component_at);
  Value value;
  for (uint32_t i = first; i < first + count; ++i) {
    const FrameInput its = frame_input(member, element, i);
    value.push_back({input(its.name, kind, its.number), its.component});
  }
  return value;
}

std::optional<Value> GraphBuilder::single_value(uint32_t variable) const {
  if (!pointers_.is_written_once(variable)) return std::nullopt;
  const auto found = single_.find(variable);
  return found == single_.end() ? std::nullopt : std::optional(found->second);
}

uint32_t GraphBuilder::memory_of(uint32_t variable) {
  const auto [found, is_new] = memories_.try_emplace(variable, 0);
  if (is_new) found->second = draft_.add(label_of("memory"), {});
  return found->second;
}

void GraphBuilder::write(uint32_t pointer_id, const Value& value) {
  const Pointer pointer = pointers_.resolve(pointer_id);
  Feeds its;
  for (const Scalar& scalar : value) its.emplace_back(scalar, 0);
  for (const uint32_t index : pointer.dynamic_indices)
    for (const Scalar& scalar : value_of(index)) its.emplace_back(scalar, 1);
  if (const auto parameter = parameters_.find(pointer.base); parameter != parameters_.end()) {
    return draft_.feed(parameter->second.second, its);
  }
  auto& stored = stored_[pointer.base];
  stored.insert(stored.end(), its.begin(), its.end());
  if (pointer.indices.empty() && pointer.dynamic_indices.empty()) single_[pointer.base] = value;
}

void GraphBuilder::store(const Function& function, size_t block, const Instruction& instruction) {
  const uint32_t base = pointers_.resolve(instruction.operand(1)).base;
  const std::string_view name = module_.name(base);
  if (name == "pp_discarded" &&
      module_.definition(instruction.operand(2)).op != spv::OpConstantFalse)
    discards_.emplace_back(&function, block);
  if (name == "pp_budget" || name == "pp_discarded" || name == "pp_pixel" ||
      name == "pp_frag_coord")
    return;
  write(instruction.operand(1), value_of(instruction.operand(2)));
}

}  // namespace progpretrain::structure
