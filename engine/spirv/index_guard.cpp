#include "engine/spirv/index_guard.h"

#include <unordered_map>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

class IndexGuard {
 public:
  explicit IndexGuard(const ParsedModule& module) : module_(module), rewrite_(module) {}

  std::vector<uint32_t> run() {
    find_constant_arrays();
    for (const Function& function : module_.functions())
      for (size_t i = function.begin; i < function.end; ++i) {
        const Instruction& instruction = module_.instructions()[i];
        if (instruction.op == spv::OpLoad) guard_load(i, instruction);
        if (instruction.op == spv::OpStore) guard_store(i, instruction);
      }
    return rewrite_.finish();
  }

 private:
  // Variables that get one constant and of which no part is written: constant arrays that are
  // indexed (constant_arrays.h).
  void find_constant_arrays() {
    for (const Function& function : module_.functions())
      for (size_t i = function.begin; i < function.end; ++i) {
        const Instruction& instruction = module_.instructions()[i];
        switch (instruction.op) {
          case spv::OpStore: {
            const Instruction& target = module_.definition(instruction.operand(1));
            const bool is_constant =
                module_.definition(instruction.operand(2)).op == spv::OpConstantComposite;
            if (target.op == spv::OpAccessChain) {
              num_writes_[target.operand(3)] += 2;
            } else {
              num_writes_[target.result] += is_constant ? 1 : 2;
            }
            break;
          }
          case spv::OpFunctionCall:
            for (size_t w = 4; w < instruction.words.size(); ++w)
              num_writes_[instruction.words[w]] += 2;
            break;
          case spv::OpCopyMemory:
            num_writes_[instruction.operand(1)] += 2;
            break;
          default:
            break;
        }
      }
  }

  bool is_constant_array(uint32_t variable) const {
    const Instruction& definition = module_.definition(variable);
    if (definition.op != spv::OpVariable) return false;
    const bool is_local = definition.operand(3) == spv::StorageClassFunction;
    const auto writes = num_writes_.find(variable);
    const int num_writes = writes != num_writes_.end() ? writes->second : 0;
    if (definition.words.size() == 4) return is_local && num_writes == 1;
    return num_writes == 0 &&
           module_.definition(definition.operand(4)).op == spv::OpConstantComposite;
  }

  // Whether `index` is known only when the program runs.
  bool is_dynamic(uint32_t index) const {
    uint32_t value = 0;
    return !module_.constant_value(index, &value);
  }

  // As unsigned, a negative index lies beyond the end as well.
  uint32_t is_inside(size_t at, uint32_t index, uint32_t length) {
    const uint32_t type = module_.definition(index).type;
    return rewrite_.insert_value(
        at, spv::OpULessThan, rewrite_.bool_type_like(type),
        {index, rewrite_.integer_constant(type, static_cast<int32_t>(length))});
  }

  void guard_load(size_t at, const Instruction& load) {
    const Instruction& chain = module_.definition(load.operand(3));
    if (chain.op != spv::OpAccessChain || !is_constant_array(chain.operand(3))) return;
    uint32_t type = module_.definition(module_.definition(chain.operand(3)).type).operand(3);
    uint32_t condition = 0;
    for (size_t w = 4; w < chain.words.size(); ++w) {
      const Instruction& shape = module_.definition(type);
      uint32_t member = 0;
      module_.constant_value(chain.words[w], &member);
      if (shape.op == spv::OpTypeArray && is_dynamic(chain.words[w])) {
        uint32_t length = 0;
        if (!module_.constant_value(shape.operand(3), &length)) return;
        const uint32_t inside = is_inside(at, chain.words[w], length);
        condition = condition == 0 ? inside
                                   : rewrite_.insert_value(at, spv::OpLogicalAnd,
                                                           rewrite_.type(spv::OpTypeBool, {}),
                                                           {condition, inside});
      }
      type = shape.op == spv::OpTypeStruct ? shape.operand(2 + member) : shape.operand(2);
    }
    if (condition == 0) return;
    const uint32_t loaded = rewrite_.insert_value(at, spv::OpLoad, load.type, {load.operand(3)});
    rewrite_.replace(at, encode(spv::OpSelect, {load.type, load.result, condition, loaded,
                                                rewrite_.null_constant(load.type)}));
  }

  void guard_store(size_t at, const Instruction& store) {
    const Instruction& chain = module_.definition(store.operand(1));
    if (chain.op != spv::OpAccessChain || chain.words.size() < 5) return;
    uint32_t type = module_.definition(module_.definition(chain.operand(3)).type).operand(3);
    for (size_t w = 4; w + 1 < chain.words.size(); ++w) {
      const Instruction& shape = module_.definition(type);
      uint32_t member = 0;
      module_.constant_value(chain.words[w], &member);
      type = shape.op == spv::OpTypeStruct ? shape.operand(2 + member) : shape.operand(2);
    }
    const Instruction& vector = module_.definition(type);
    const uint32_t index = chain.words.back();
    if (vector.op != spv::OpTypeVector || !is_dynamic(index)) return;
    const uint32_t inside = is_inside(at, index, vector.operand(3));
    const uint32_t before =
        rewrite_.insert_value(at, spv::OpLoad, vector.operand(2), {store.operand(1)});
    const uint32_t value = rewrite_.insert_value(at, spv::OpSelect, vector.operand(2),
                                                 {inside, store.operand(2), before});
    std::vector<uint32_t> words(store.words.begin(), store.words.end());
    words[2] = value;
    rewrite_.replace(at, std::move(words));
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  std::unordered_map<uint32_t, int> num_writes_;  // by variable; 2 and more: not one constant
};

}  // namespace

std::vector<uint32_t> guard_indices(const ParsedModule& module) {
  return IndexGuard(module).run();
}

}  // namespace progpretrain::spirv
