#include "engine/spirv/zero_arrays.h"

#include <map>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

constexpr uint64_t kMaxDirectElements = 32;
constexpr uint32_t kStoresPerRound = 16;  // few rounds: lavapipe counts them (see kRoundCost)

// An array of arrays as its dimensions, outermost first, and the type of its elements.
struct ArrayShape {
  std::vector<uint32_t> lengths;
  uint32_t element_type = 0;
  uint64_t num_elements = 1;
};

class ArrayZeroer {
 public:
  explicit ArrayZeroer(const ParsedModule& module) : module_(module), rewrite_(module) {}

  std::vector<uint32_t> run() {
    const auto& instructions = module_.instructions();
    for (size_t i = 0; i < module_.first_function(); ++i)
      if (has_large_null(instructions[i])) {
        strip_initialiser(i);
        globals_.push_back(instructions[i].result);
      }
    for (const Function& function : module_.functions()) {
      const bool is_entry = function.id == entry_point();
      size_t after_variables = kNone;
      std::vector<uint32_t> to_zero;
      if (is_entry) to_zero = globals_;
      for (size_t i = function.begin; i < function.end; ++i) {
        const Instruction& instruction = instructions[i];
        if (instruction.op == spv::OpLabel && after_variables == kNone) after_variables = i + 1;
        if (instruction.op == spv::OpVariable) {
          after_variables = i + 1;
          if (!has_large_null(instruction)) continue;
          strip_initialiser(i);
          to_zero.push_back(instruction.result);
        } else if (instruction.op == spv::OpStore && is_large_zero_store(instruction)) {
          rewrite_.replace(i, {});
          call(i, instruction.operand(1));
        }
      }
      for (const uint32_t variable : to_zero) call(after_variables, variable);
    }
    return rewrite_.finish();
  }

 private:
  uint32_t entry_point() const {
    for (size_t i = 0; i < module_.first_function(); ++i)
      if (module_.instructions()[i].op == spv::OpEntryPoint)
        return module_.instructions()[i].operand(2);
    return 0;
  }

  ArrayShape shape_of(uint32_t type) const {
    ArrayShape shape;
    shape.element_type = type;
    while (module_.definition(shape.element_type).op == spv::OpTypeArray) {
      const Instruction& array = module_.definition(shape.element_type);
      uint32_t length = 0;
      if (!module_.constant_value(array.operand(3), &length) || length == 0) return {};
      shape.lengths.push_back(length);
      shape.num_elements *= length;
      shape.element_type = array.operand(2);
    }
    return shape;
  }

  uint32_t pointee(uint32_t pointer_type) const {
    return module_.definition(pointer_type).operand(3);
  }

  bool is_large(uint32_t pointer_type) const {
    const ArrayShape shape = shape_of(pointee(pointer_type));
    return !shape.lengths.empty() && shape.num_elements > kMaxDirectElements;
  }

  bool is_zero(uint32_t id) const {
    const Instruction& constant = module_.definition(id);
    if (constant.op == spv::OpConstantNull || constant.op == spv::OpConstantFalse) return true;
    if (constant.op == spv::OpConstant) return constant.operand(3) == 0;
    if (constant.op != spv::OpConstantComposite) return false;
    for (size_t i = 3; i < constant.words.size(); ++i)
      if (!is_zero(constant.words[i])) return false;
    return true;
  }

  bool has_large_null(const Instruction& variable) const {
    if (variable.op != spv::OpVariable || variable.words.size() != 5) return false;
    const uint32_t storage = variable.words[3];
    return (storage == spv::StorageClassPrivate || storage == spv::StorageClassFunction) &&
           is_zero(variable.words[4]) && is_large(variable.type);
  }

  // Only whole variables and parameters may be handed to a function.
  bool is_large_zero_store(const Instruction& store) const {
    const Instruction& target = module_.definition(store.operand(1));
    return (target.op == spv::OpVariable || target.op == spv::OpFunctionParameter) &&
           is_zero(store.operand(2)) && is_large(target.type);
  }

  void strip_initialiser(size_t index) {
    const Instruction& variable = module_.instructions()[index];
    rewrite_.replace(index,
                     encode(spv::OpVariable, {variable.type, variable.result, variable.words[3]}));
  }

  void call(size_t index, uint32_t variable) {
    const uint32_t pointer_type = module_.definition(variable).type;
    uint32_t& function = functions_[pointer_type];
    if (function == 0) function = write_function(pointer_type);
    rewrite_.insert_value(index, spv::OpFunctionCall, rewrite_.type(spv::OpTypeVoid, {}),
                          {function, variable});
  }

  // for (k = 0; k < whole; k += 16) { a[k] = 0; ... a[k + 15] = 0; } and the rest one by one.
  uint32_t write_function(uint32_t pointer_type) {
    const ArrayShape shape = shape_of(pointee(pointer_type));
    const uint32_t void_type = rewrite_.type(spv::OpTypeVoid, {});
    const uint32_t uint_type = rewrite_.type(spv::OpTypeInt, {32, 0});
    const uint32_t function_type = rewrite_.type(spv::OpTypeFunction, {void_type, pointer_type});
    const uint32_t storage = module_.definition(pointer_type).operand(2);
    element_pointer_ = rewrite_.type(spv::OpTypePointer, {storage, shape.element_type});
    element_null_ = rewrite_.null_constant(shape.element_type);
    uint_type_ = uint_type;

    const size_t end = module_.instructions().size();
    const auto constant = [&](uint64_t value) {
      return rewrite_.integer_constant(uint_type, static_cast<int32_t>(value));
    };
    const uint32_t function = rewrite_.new_id(), entry = rewrite_.new_id();
    const uint32_t header = rewrite_.new_id(), body = rewrite_.new_id(), merge = rewrite_.new_id();
    const uint32_t counter = rewrite_.new_id(), next = rewrite_.new_id();
    const uint32_t array = rewrite_.new_id();
    const auto write = [&](spv::Op op, std::initializer_list<uint32_t> operands) {
      rewrite_.insert_before(end, encode(op, operands));
    };
    const uint64_t whole = shape.num_elements - shape.num_elements % kStoresPerRound;
    write(spv::OpFunction, {void_type, function, spv::FunctionControlMaskNone, function_type});
    write(spv::OpFunctionParameter, {pointer_type, array});
    write(spv::OpLabel, {entry});
    write(spv::OpBranch, {header});
    write(spv::OpLabel, {header});
    write(spv::OpPhi, {uint_type, counter, constant(0), entry, next, body});
    write(spv::OpLoopMerge, {merge, body, spv::LoopControlDontUnrollMask});
    write(spv::OpBranch, {body});
    write(spv::OpLabel, {body});
    for (uint32_t j = 0; j < kStoresPerRound; ++j)
      zero_element(shape, array,
                   rewrite_.insert_value(end, spv::OpIAdd, uint_type, {counter, constant(j)}));
    write(spv::OpIAdd, {uint_type, next, counter, constant(kStoresPerRound)});
    const uint32_t more = rewrite_.insert_value(
        end, spv::OpULessThan, rewrite_.bool_type_like(uint_type), {next, constant(whole)});
    write(spv::OpBranchConditional, {more, header, merge});
    write(spv::OpLabel, {merge});
    for (uint64_t k = whole; k < shape.num_elements; ++k) zero_element(shape, array, constant(k));
    write(spv::OpReturn, {});
    write(spv::OpFunctionEnd, {});
    return function;
  }

  void zero_element(const ArrayShape& shape, uint32_t array, uint32_t flat_index) {
    const size_t end = module_.instructions().size();
    std::vector<uint32_t> chain = encode(spv::OpAccessChain, {element_pointer_, 0, array});
    uint64_t below = shape.num_elements;
    for (size_t d = 0; d < shape.lengths.size(); ++d) {
      below /= shape.lengths[d];
      uint32_t index = flat_index;
      if (below > 1) index = divide(spv::OpUDiv, index, below);
      if (d > 0) index = divide(spv::OpUMod, index, shape.lengths[d]);
      chain.push_back(index);
    }
    chain[0] += static_cast<uint32_t>(shape.lengths.size()) << spv::WordCountShift;
    const uint32_t element = rewrite_.new_id();
    chain[2] = element;
    rewrite_.insert_before(end, chain);
    rewrite_.insert_before(end, encode(spv::OpStore, {element, element_null_}));
  }

  uint32_t divide(spv::Op op, uint32_t value, uint64_t by) {
    return rewrite_.insert_value(
        module_.instructions().size(), op, uint_type_,
        {value, rewrite_.integer_constant(uint_type_, static_cast<int32_t>(by))});
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  std::vector<uint32_t> globals_;
  std::map<uint32_t, uint32_t> functions_;  // by pointer type
  uint32_t element_pointer_ = 0, element_null_ = 0, uint_type_ = 0;
};

}  // namespace

std::vector<uint32_t> zero_arrays(const ParsedModule& module) {
  return ArrayZeroer(module).run();
}

}  // namespace progpretrain::spirv
