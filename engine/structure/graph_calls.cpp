#include <algorithm>

#include "engine/structure/graph_builder.h"
#include "engine/structure/instruction_form.h"

namespace progpretrain::structure {

using spirv::Instruction;

Value GraphBuilder::argument(uint32_t id) {
  if (!pointers_.is_pointer(id)) return value_of(id);
  const Pointer pointer = pointers_.resolve(id);
  if (const auto parameter = parameters_.find(pointer.base); parameter != parameters_.end())
    return {{parameter->second.first, 0}};
  if (pointer.is_constant())
    if (const auto stored = single_value(pointer.base))
      return part_of(*stored, pointer.type, pointer.indices);
  return {{memory_of(pointer.base), 0}};
}

void GraphBuilder::call(const Instruction& instruction) {
  const uint32_t callee = instruction.operand(3);
  const std::string_view full_name = module_.name(callee),
                         name = full_name.substr(0, full_name.find('('));
  std::vector<Value> arguments;
  for (const uint32_t id : instruction.words.subspan(4)) arguments.push_back(argument(id));
  if (name == "pp_make_frag_coord") {
    values_[instruction.result] = replicated(input("input:frag_coord", 'f'), instruction.type);
  } else if (name == "pp_make_pixel") {
    values_[instruction.result] = replicated(input("engine", 'i'), instruction.type);
  } else if (name == "pp_store" || name == "pp_store_buffer") {
    show(name == "pp_store" ? "picture" : "buffer", arguments.back(), name == "pp_store" ? 3 : 4);
  } else if (const auto author = called_.find(callee); author != called_.end()) {
    call_author(instruction, author->second, arguments);
  } else {
    Feeds operands;
    for (uint32_t i = 0; i < arguments.size(); ++i)
      for (const Scalar& scalar : arguments[i]) operands.emplace_back(scalar, std::min(i, 15u));
    const char kind = scalar_kind(module_, instruction.type);
    const uint32_t count = num_scalars(module_, instruction.type);
    const uint32_t own = kind == 'f' && count <= 4 ? instruction.result : 0;
    const uint32_t node =
        draft_.add(typed_label("call:" + std::string(name), kind, count), operands, own);
    values_[instruction.result] = replicated(node, instruction.type);
  }
}

void GraphBuilder::show(std::string_view what, const Value& colour, uint32_t count) {
  Feeds operands;
  for (uint32_t i = 0; i < std::min<size_t>(count, colour.size()); ++i)
    operands.emplace_back(colour[i], i);
  roots_.push_back(draft_.add(label_of(what), operands));
}

void GraphBuilder::call_author(const Instruction& instruction, const Called& called,
                               const std::vector<Value>& arguments) {
  Feeds operands{{{called.node, 0}, 0}};
  for (uint32_t i = 0; i < arguments.size(); ++i)
    for (const Scalar& scalar : arguments[i]) {
      operands.emplace_back(scalar, std::min(i + 1, 15u));
      if (i < called.parameters.size()) draft_.feed(called.parameters[i], scalar, 0);
    }
  const bool is_void = module_.definition(instruction.type).op == spv::OpTypeVoid;
  const uint32_t count = is_void ? 1 : num_scalars(module_, instruction.type);
  const uint32_t node =
      draft_.add(typed_label("call", scalar_kind(module_, instruction.type), count), operands);
  values_[instruction.result] = Value(count, {node, 0});
  for (const uint32_t id : instruction.words.subspan(4))
    if (pointers_.is_pointer(id)) write(id, {{node, 0}});
}

}  // namespace progpretrain::structure
