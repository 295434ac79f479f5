#include "engine/spirv/repair.h"

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {

std::vector<uint32_t> repair(const ParsedModule& module) {
  const auto& instructions = module.instructions();
  Rewrite rewrite(module);

  for (size_t i = 0; i < module.first_function(); ++i) {
    const Instruction& instruction = instructions[i];
    if (instruction.op == spv::OpUndef) {
      rewrite.replace(i, encode(spv::OpConstantNull, {instruction.type, instruction.result}));
    } else if (instruction.op == spv::OpVariable && instruction.words.size() == 4 &&
               instruction.words[3] == spv::StorageClassPrivate) {
      // The constant must stand before the variable, so it cannot be one that is declared with the
      // others at the end.
      const uint32_t value_type = module.definition(instruction.type).operand(3);
      const uint32_t null = rewrite.new_id();
      rewrite.insert_before(i, encode(spv::OpConstantNull, {value_type, null}));
      rewrite.replace(i, encode(spv::OpVariable, {instruction.type, instruction.result,
                                                  spv::StorageClassPrivate, null}));
    }
  }

  for (const Function& function : module.functions()) {
    const uint32_t return_type = instructions[function.begin].type;
    const bool is_void = module.definition(return_type).op == spv::OpTypeVoid;
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = instructions[i];
      if (instruction.op == spv::OpUnreachable) {
        rewrite.replace(i, is_void
                               ? encode(spv::OpReturn, {})
                               : encode(spv::OpReturnValue, {rewrite.null_constant(return_type)}));
      } else if (instruction.op == spv::OpUndef) {
        // OpCopyObject keeps the id that others refer to.
        rewrite.replace(i, encode(spv::OpCopyObject, {instruction.type, instruction.result,
                                                      rewrite.null_constant(instruction.type)}));
      }
    }
  }
  return rewrite.finish();
}

}  // namespace progpretrain::spirv
