#include "engine/structure/pointers.h"

#include <algorithm>

#include "engine/structure/optimise.h"

namespace progpretrain::structure {

Pointers::Pointers(const spirv::ParsedModule& module) : module_(module) {
  for (const spirv::Instruction& instruction : module.instructions()) {
    const auto write = [&](uint32_t id, bool can_be_whole) {
      if (!is_pointer(id)) return;
      const Pointer pointer = resolve(id);
      const bool is_whole = can_be_whole && pointer.base == id;
      num_writes_[pointer.base] += is_whole ? 1 : 2;
    };
    if (instruction.op == spv::OpStore) {
      write(instruction.operand(1), true);
    } else if (instruction.op == spv::OpFunctionCall) {
      // The engine's functions read their arguments only.
      if (!is_engine_function(module.name(instruction.operand(3))))
        for (const uint32_t id : instruction.words.subspan(4)) write(id, false);
    } else if (instruction.op == spv::OpExtInst) {
      for (const uint32_t id : instruction.words.subspan(5)) write(id, false);
    }
  }
}

bool Pointers::is_pointer(uint32_t id) const {
  const uint32_t type = module_.definition(id).type;
  return type != 0 && module_.definition(type).op == spv::OpTypePointer;
}

Pointer Pointers::resolve(uint32_t id) const {
  std::vector<uint32_t> ids;  // of indices, the last first
  const spirv::Instruction* definition = &module_.definition(id);
  while (definition->op == spv::OpAccessChain || definition->op == spv::OpInBoundsAccessChain ||
         definition->op == spv::OpCopyObject) {
    for (size_t w = definition->words.size(); w-- > 4;) ids.push_back(definition->words[w]);
    definition = &module_.definition(definition->operand(3));
  }
  Pointer pointer;
  pointer.base = definition->result;
  pointer.type = module_.definition(definition->type).operand(3);
  for (auto index = ids.rbegin(); index != ids.rend(); ++index) {
    uint32_t value = 0;
    if (!module_.constant_value(*index, &value)) pointer.dynamic_indices.push_back(*index);
    pointer.indices.push_back(value);
  }
  return pointer;
}

spv::StorageClass Pointers::storage_class(uint32_t variable) const {
  const spirv::Instruction& definition = module_.definition(variable);
  return definition.op == spv::OpVariable ? static_cast<spv::StorageClass>(definition.operand(3))
                                          : spv::StorageClassMax;
}

bool Pointers::is_written_once(uint32_t variable) const {
  const auto found = num_writes_.find(variable);
  return found != num_writes_.end() && found->second == 1;
}

}  // namespace progpretrain::structure
