#include "engine/spirv/constant_arrays.h"

#include <map>
#include <unordered_map>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

class ConstantArrays {
 public:
  explicit ConstantArrays(const ParsedModule& module) : module_(module), rewrite_(module) {}

  std::vector<uint32_t> run() {
    const auto& instructions = module_.instructions();
    for (size_t i = module_.first_function(); i < instructions.size(); ++i) read_uses(i);
    for (size_t i = module_.first_function(); i < instructions.size(); ++i) write(i);
    for (size_t i = 0; i < module_.first_function(); ++i)
      if (instructions[i].op == spv::OpEntryPoint) list_variables(i);
    return rewrite_.finish();
  }

 private:
  struct Local {
    bool is_constant = false;  // nothing but whole stores of one constant, chains, and loads
    uint32_t constant = 0;     // 0: none yet
  };

  bool is_constant(uint32_t value) const {
    return value == 0 || module_.definition(value).op == spv::OpConstantComposite;
  }

  // The local array that `pointer` points at or into, or nullptr.
  Local* local_of(uint32_t pointer) {
    const Instruction& chain = module_.definition(pointer);
    const auto found = locals_.find(chain.op == spv::OpAccessChain ? chain.operand(3) : pointer);
    return found == locals_.end() ? nullptr : &found->second;
  }

  void read_uses(size_t index) {
    const Instruction& instruction = module_.instructions()[index];
    switch (instruction.op) {
      case spv::OpVariable:
        if (module_.definition(module_.definition(instruction.type).operand(3)).op ==
            spv::OpTypeArray)
          locals_[instruction.result] = {is_constant(instruction.operand(4)),
                                         instruction.operand(4)};
        return;
      case spv::OpLoad:
        return;
      case spv::OpAccessChain:
        // A chain into a chain is not followed.
        if (module_.definition(instruction.operand(3)).op == spv::OpAccessChain)
          if (Local* local = local_of(instruction.operand(3))) local->is_constant = false;
        return;
      case spv::OpStore: {
        Local* target = local_of(instruction.operand(1));
        if (target == nullptr) break;
        const uint32_t value = instruction.operand(2);
        const bool is_whole = module_.definition(instruction.operand(1)).op == spv::OpVariable;
        target->is_constant &=
            is_whole && is_constant(value) && (target->constant == 0 || target->constant == value);
        target->constant = value;
        return;
      }
      default:
        break;
    }
    for (size_t w = 1; w < instruction.words.size(); ++w)
      if (Local* local = local_of(instruction.words[w])) local->is_constant = false;
  }

  bool is_shared(uint32_t variable) const {
    const auto found = locals_.find(variable);
    return found != locals_.end() && found->second.is_constant && found->second.constant != 0;
  }

  uint32_t shared(uint32_t variable) {
    const uint32_t constant = locals_.at(variable).constant;
    uint32_t& id = shared_[constant];
    if (id == 0) {
      const uint32_t type = module_.definition(constant).type;
      id = rewrite_.global_variable(
          rewrite_.type(spv::OpTypePointer, {spv::StorageClassPrivate, type}),
          spv::StorageClassPrivate, constant);
    }
    return id;
  }

  void write(size_t index) {
    const Instruction& instruction = module_.instructions()[index];
    if (instruction.op == spv::OpVariable && is_shared(instruction.result)) {
      rewrite_.replace(index, encode(spv::OpVariable, {instruction.type, instruction.result,
                                                       spv::StorageClassFunction}));
    } else if (instruction.op == spv::OpStore && is_shared(instruction.operand(1))) {
      rewrite_.replace(index, {});
    } else if (instruction.op == spv::OpLoad && is_shared(instruction.operand(3))) {
      std::vector<uint32_t> words(instruction.words.begin(), instruction.words.end());
      words[3] = shared(instruction.operand(3));
      rewrite_.replace(index, std::move(words));
    } else if (instruction.op == spv::OpAccessChain && is_shared(instruction.operand(3))) {
      std::vector<uint32_t> words(instruction.words.begin(), instruction.words.end());
      words[1] = rewrite_.type(
          spv::OpTypePointer,
          {spv::StorageClassPrivate, module_.definition(instruction.type).operand(3)});
      words[3] = shared(instruction.operand(3));
      rewrite_.replace(index, std::move(words));
    }
  }

  // SPIR-V 1.4 and later: entry points name all variables of the module that they use.
  void list_variables(size_t entry_point) {
    const Instruction& instruction = module_.instructions()[entry_point];
    std::vector<uint32_t> words(instruction.words.begin(), instruction.words.end());
    for (const auto& [constant, variable] : shared_) append(words, {&variable, 1});
    rewrite_.replace(entry_point, std::move(words));
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  std::unordered_map<uint32_t, Local> locals_;  // by variable
  std::map<uint32_t, uint32_t> shared_;         // by constant
};

}  // namespace

std::vector<uint32_t> share_constant_arrays(const ParsedModule& module) {
  return ConstantArrays(module).run();
}

}  // namespace progpretrain::spirv
