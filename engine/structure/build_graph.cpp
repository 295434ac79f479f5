#include <spirv/unified1/GLSL.std.450.h>

#include <algorithm>
#include <map>
#include <optional>
#include <unordered_map>

#include "engine/structure/control_flow.h"
#include "engine/structure/draft_graph.h"
#include "engine/structure/frame_inputs.h"
#include "engine/structure/instruction_form.h"
#include "engine/structure/operation_graph.h"
#include "engine/structure/optimise.h"
#include "engine/structure/pointers.h"
#include "engine/structure/stable_hash.h"

namespace progpretrain::structure {
namespace {

using spirv::Function;
using spirv::Instruction;
using spirv::kNone;
using spirv::ParsedModule;

using Value = std::vector<Scalar>;

uint64_t operation_label(const Instruction& instruction, spv::Op op, char kind, uint32_t size) {
  uint64_t label = mix(label_of("operation"), op);
  if (op == spv::OpExtInst) label = mix(label, instruction.operand(4));
  return mix(mix(label, static_cast<uint64_t>(kind)), size);
}

uint64_t typed_label(std::string_view what, char kind, uint32_t size = 1) {
  return mix(mix(label_of(what), static_cast<uint64_t>(kind)), size);
}

class Builder {
 public:
  explicit Builder(const ParsedModule& module)
      : module_(module), pointers_(module), values_(module.id_bound()) {
    budget_ = draft_.add(label_of("budget"), {});
  }

  OperationGraph build() {
    for (const Function* function : authors()) declare(*function);
    for (const Function* function : authors()) read(*function);
    for (const Function* function : authors()) join(*function);
    fill_memories();
    return draft_.collect(roots_);
  }

 private:
  struct Join {
    size_t instruction = 0, block = 0;
    uint32_t first = 0, count = 0;  // nodes
  };
  struct Called {  // one of the author's functions that was not inlined
    uint32_t node = 0;
    std::vector<uint32_t> parameters;  // nodes
  };

  std::vector<const Function*> authors() const {
    std::vector<const Function*> out;
    for (const Function& function : module_.functions())
      if (!is_engine_function(module_.name(function.id))) out.push_back(&function);
    return out;
  }

  Value replicated(uint32_t node, uint32_t type) const {
    Value value;
    for (uint32_t i = 0; i < num_scalars(module_, type); ++i) value.push_back({node, i % 16});
    return value;
  }

  const Value& value_of(uint32_t id) {
    Value& value = values_[id];
    if (!value.empty()) return value;
    const uint32_t type = module_.definition(id).type;
    return value =
               type == 0 || pointers_.is_pointer(id) ? Value(1) : Value(num_scalars(module_, type));
  }

  // Part of a composite of `type`, whose scalars are `value`, under constant indices.
  Value part_of(const Value& value, uint32_t type, std::span<const uint32_t> indices) const {
    uint32_t first = 0;
    for (const uint32_t index : indices) {
      const Element element = element_of(module_, type, index);
      first += element.first_scalar;
      type = element.type;
    }
    const uint32_t count = num_scalars(module_, type);
    if (first + count > value.size()) return Value(count, value[0]);  // it was not taken apart
    return Value(value.begin() + first, value.begin() + first + count);
  }

  uint32_t input(std::string_view name, char kind, uint32_t number = 0) {
    const auto [found, is_new] = inputs_.try_emplace({std::string(name), number}, 0);
    if (is_new) found->second = draft_.add(typed_label(name, kind), {});
    return found->second;
  }

  void declare(const Function& function) {
    const uint32_t type = module_.instructions()[function.begin].type;
    Called& called = called_[function.id];
    called.node = draft_.add(typed_label("function", scalar_kind(module_, type)), {});
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& parameter = module_.instructions()[i];
      if (parameter.op != spv::OpFunctionParameter) continue;
      called.parameters.push_back(draft_.add(label_of("parameter"), {}));
      if (!pointers_.is_pointer(parameter.result))
        values_[parameter.result] = replicated(called.parameters.back(), parameter.type);
      parameters_[parameter.result] = {called.parameters.back(), called.node};
    }
  }

  void read(const Function& function) {
    for (size_t b = 0; b < function.blocks.size(); ++b)
      for (size_t i = function.blocks[b].begin + 1; i < function.blocks[b].end; ++i)
        read(function, b, i);
  }

  void read(const Function& function, size_t block, size_t at) {
    const Instruction& instruction = module_.instructions()[at];
    switch (instruction.op) {
      case spv::OpPhi: {
        const uint32_t count = num_scalars(module_, instruction.type);
        joins_[function.id].push_back({at, block, draft_.size(), count});
        Value value;
        for (uint32_t i = 0; i < count; ++i) value.push_back({draft_.add_join(), 0});
        values_[instruction.result] = value;
        return;
      }
      case spv::OpLoad:
        values_[instruction.result] = load(instruction);
        return;
      case spv::OpStore:
        return store(function, block, instruction);
      case spv::OpFunctionCall:
        return call(instruction);
      case spv::OpReturnValue:
        for (const Scalar& scalar : value_of(instruction.operand(1)))
          draft_.feed(called_.at(function.id).node, scalar, 0);
        return;
      default:
        if (instruction.result != 0 && instruction.type != 0 &&
            !pointers_.is_pointer(instruction.result) && !move(instruction))
          calculate(instruction);
    }
  }

  // What only takes vectors apart and puts them together.
  bool move(const Instruction& instruction) {
    Value value;
    const uint32_t count = num_scalars(module_, instruction.type);
    switch (instruction.op) {
      case spv::OpCopyObject:
      case spv::OpCopyLogical:
        value = value_of(instruction.operand(3));
        break;
      case spv::OpCompositeConstruct:
        for (size_t w = 3; w < instruction.words.size(); ++w) {
          const Value& its = value_of(instruction.words[w]);
          value.insert(value.end(), its.begin(), its.end());
        }
        break;
      case spv::OpCompositeExtract:
        value =
            part_of(value_of(instruction.operand(3)),
                    module_.definition(instruction.operand(3)).type, instruction.words.subspan(4));
        break;
      case spv::OpCompositeInsert: {
        value = value_of(instruction.operand(4));
        uint32_t type = instruction.type, first = 0;
        for (const uint32_t index : instruction.words.subspan(5)) {
          const Element element = element_of(module_, type, index);
          first += element.first_scalar;
          type = element.type;
        }
        const Value& its = value_of(instruction.operand(3));
        if (first + its.size() <= value.size())
          std::copy(its.begin(), its.end(), value.begin() + first);
        break;
      }
      case spv::OpVectorShuffle: {
        Value both = value_of(instruction.operand(3));
        const Value& second = value_of(instruction.operand(4));
        both.insert(both.end(), second.begin(), second.end());
        for (const uint32_t index : instruction.words.subspan(5))
          value.push_back(index < both.size() ? both[index] : Scalar{});
        break;
      }
      case spv::OpTranspose: {
        const Value& matrix = value_of(instruction.operand(3));
        const uint32_t columns = module_.definition(instruction.type).operand(3),
                       rows = count / columns;
        for (uint32_t i = 0; i < count && count == matrix.size(); ++i)
          value.push_back(matrix[(i % rows) * columns + i / rows]);
        break;
      }
      case spv::OpUndef:
        break;
      default:
        return false;
    }
    value.resize(count);
    values_[instruction.result] = std::move(value);
    return true;
  }

  void calculate(const Instruction& instruction) {
    const Form form = form_of(instruction);
    std::vector<Value> operands;
    for (size_t w = form.first_operand; w < instruction.words.size(); ++w)
      operands.push_back(value_of(instruction.words[w]));
    if (touches_budget(instruction, operands)) return;
    const uint32_t count = num_scalars(module_, instruction.type);
    const bool is_split =
        form.is_componentwise && std::all_of(operands.begin(), operands.end(), [&](const Value& v) {
          return v.size() == count || v.size() == 1;
        });
    const char kind = scalar_kind(module_, instruction.type);
    const uint32_t own =
        kind == 'f' && count <= 4 && (!is_split || count == 1) ? instruction.result : 0;
    if (!is_split) {
      Feeds all;
      for (uint32_t i = 0; i < operands.size(); ++i)
        for (const Scalar& scalar : operands[i])
          all.emplace_back(scalar, form.is_commutative ? 0 : std::min(i, 15u));
      const uint32_t node =
          draft_.add(operation_label(instruction, instruction.op, kind, count), all, own);
      values_[instruction.result] = replicated(node, instruction.type);
      // A built-in with a second result stores it.
      for (size_t w = form.first_operand; w < instruction.words.size(); ++w)
        if (pointers_.is_pointer(instruction.words[w])) write(instruction.words[w], {{node, 1}});
      return;
    }
    Value value;
    for (uint32_t i = 0; i < count; ++i) {
      std::vector<Scalar> its;
      for (const Value& operand : operands)
        its.push_back(operand.size() == 1 ? operand[0] : operand[i]);
      value.push_back({component(instruction, its, form.is_commutative, kind, own), 0});
    }
    values_[instruction.result] = std::move(value);
  }

  uint32_t component(const Instruction& instruction, std::vector<Scalar>& its, bool is_commutative,
                     char kind, uint32_t own) {
    spv::Op op = instruction.op;
    if (op == spv::OpSelect)
      return draft_.add(typed_label("select", kind),
                        {{its[0], kCondition}, {its[1], 0}, {its[2], 0}}, own);
    if (op == spv::OpExtInst && instruction.operand(4) == GLSLstd450Fma) {
      const uint32_t product = draft_.add(operation_label(instruction, spv::OpFMul, kind, 1),
                                          {{its[0], 0}, {its[1], 0}});
      return draft_.add(operation_label(instruction, spv::OpFAdd, kind, 1),
                        {{{product, 0}, 0}, {its[2], 0}}, own);
    }
    if (op == spv::OpVectorTimesScalar || op == spv::OpMatrixTimesScalar) op = spv::OpFMul;
    if (exchanged(op) != op) {
      op = exchanged(op);
      std::swap(its[0], its[1]);
    }
    Feeds operands;
    for (uint32_t i = 0; i < its.size(); ++i) operands.emplace_back(its[i], is_commutative ? 0 : i);
    return draft_.add(operation_label(instruction, op, kind, 1), operands, own);
  }

  bool is_budget(const Value& value) const { return value.size() == 1 && value[0].node == budget_; }

  // Counting and comparing the loop budget is ours; a condition joined with it is the author's
  // alone.
  bool touches_budget(const Instruction& instruction, const std::vector<Value>& operands) {
    const auto found = std::find_if(operands.begin(), operands.end(),
                                    [&](const Value& v) { return is_budget(v); });
    if (found == operands.end()) return false;
    const bool joins = instruction.op == spv::OpLogicalAnd || instruction.op == spv::OpLogicalOr;
    values_[instruction.result] =
        joins ? operands[found == operands.begin() ? 1 : 0] : Value{{budget_, 0}};
    return true;
  }

  // ---- Memory
  // ------------------------------------------------------------------------------------

  Value load(const Instruction& instruction) {
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

  Value loaded(const Instruction& instruction, const Pointer& pointer, uint32_t memory) {
    Feeds operands{{{memory, 0}, 0}};
    for (const uint32_t index : pointer.dynamic_indices)
      for (const Scalar& scalar : value_of(index)) operands.emplace_back(scalar, 1);
    const char kind = scalar_kind(module_, instruction.type);
    const uint32_t count = num_scalars(module_, instruction.type);
    const uint32_t own = kind == 'f' && count <= 4 ? instruction.result : 0;
    return replicated(draft_.add(typed_label("load", kind, count), operands, own),
                      instruction.type);
  }

  // FrameParams (shaders/frame_params.h): pp_frames[request].member...
  Value frame_value(const Pointer& pointer, char kind, uint32_t count) {
    if (pointer.indices.size() < 3) return Value(count, {input("engine", kind), 0});
    const uint32_t member = pointer.indices[2];
    const size_t component_at = member >= kFirstArrayMember ? 4 : 3;
    const auto index = [&](size_t i) {
      return i < pointer.indices.size() ? pointer.indices[i] : 0;
    };
    const uint32_t element = component_at == 4 ? index(3) : 0, first = index(component_at);
    Value value;
    for (uint32_t i = first; i < first + count; ++i) {
      const FrameInput its = frame_input(member, element, i);
      value.push_back({input(its.name, kind, its.number), its.component});
    }
    return value;
  }

  // What a variable holds that is written once, as a whole, before it is read.
  std::optional<Value> single_value(uint32_t variable) const {
    if (!pointers_.is_written_once(variable)) return std::nullopt;
    const auto found = single_.find(variable);
    return found == single_.end() ? std::nullopt : std::optional(found->second);
  }

  uint32_t memory_of(uint32_t variable) {
    const auto [found, is_new] = memories_.try_emplace(variable, 0);
    if (is_new) found->second = draft_.add(label_of("memory"), {});
    return found->second;
  }

  void write(uint32_t pointer_id, const Value& value) {
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

  void store(const Function& function, size_t block, const Instruction& instruction) {
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

  // ---- Calls
  // -------------------------------------------------------------------------------------

  Value argument(uint32_t id) {
    if (!pointers_.is_pointer(id)) return value_of(id);
    const Pointer pointer = pointers_.resolve(id);
    if (const auto parameter = parameters_.find(pointer.base); parameter != parameters_.end())
      return {{parameter->second.first, 0}};
    if (pointer.is_constant())
      if (const auto stored = single_value(pointer.base))
        return part_of(*stored, pointer.type, pointer.indices);
    return {{memory_of(pointer.base), 0}};
  }

  void call(const Instruction& instruction) {
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

  void show(std::string_view what, const Value& colour, uint32_t count) {
    Feeds operands;
    for (uint32_t i = 0; i < std::min<size_t>(count, colour.size()); ++i)
      operands.emplace_back(colour[i], i);
    roots_.push_back(draft_.add(label_of(what), operands));
  }

  void call_author(const Instruction& instruction, const Called& called,
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

  // ---- The end
  // -----------------------------------------------------------------------------------

  void add_condition(uint32_t node, size_t branch) {
    const Value& condition = value_of(module_.instructions()[branch].operand(1));
    if (is_budget(condition) || condition[0].node == Operand::kConstant) return;
    draft_.feed(node, condition[0], kCondition);
  }

  void join(const Function& function) {
    const ControlFlow flow(module_, function);
    for (const auto& [where, block] : discards_) {
      if (where != &function) continue;
      const uint32_t node = draft_.add(label_of("discard"), {});
      if (const size_t branch = flow.branch_above(block); branch != kNone)
        add_condition(node, branch);
      roots_.push_back(node);
    }
    for (const Join& join : joins_[function.id]) {
      const Instruction& phi = module_.instructions()[join.instruction];
      const bool is_loop = flow.is_loop_header(join.block);
      const char kind = scalar_kind(module_, phi.type);
      const std::vector<size_t> branches = flow.deciding_branches(join.block);
      for (uint32_t i = 0; i < join.count; ++i) {
        draft_.set_label(join.first + i, typed_label(is_loop ? "loop" : "select", kind));
        for (const size_t branch : branches) add_condition(join.first + i, branch);
      }
      for (size_t w = 3; w + 1 < phi.words.size(); w += 2) {
        const size_t from = flow.block_of(phi.words[w + 1]);
        if (from == kNone || (!is_loop && is_budget_exit(function, from))) continue;
        const Value& value = value_of(phi.words[w]);
        const uint32_t role = is_loop && from >= join.block ? 1 : 0;
        for (uint32_t i = 0; i < join.count; ++i)
          draft_.feed(join.first + i, value[std::min<size_t>(i, value.size() - 1)], role);
      }
    }
  }

  bool is_budget_exit(const Function& function, size_t block) {
    const Instruction& end = module_.instructions()[function.blocks[block].terminator()];
    return end.op == spv::OpBranchConditional && is_budget(value_of(end.operand(1)));
  }

  void fill_memories() {
    for (const auto& [variable, node] : memories_) draft_.feed(node, stored_[variable]);
  }

  const ParsedModule& module_;
  const Pointers pointers_;
  std::vector<Value> values_;  // by id
  DraftGraph draft_;
  uint32_t budget_ = 0;
  std::vector<uint32_t> roots_;
  std::map<std::pair<std::string, uint32_t>, uint32_t> inputs_;
  std::unordered_map<uint32_t, std::vector<Join>> joins_;                   // by function
  std::vector<std::pair<const Function*, size_t>> discards_;                // blocks
  std::map<uint32_t, uint32_t> memories_;                                   // variable -> node
  std::unordered_map<uint32_t, Feeds> stored_;                              // by variable
  std::unordered_map<uint32_t, Value> single_;                              // by variable
  std::unordered_map<uint32_t, Called> called_;                             // by function
  std::unordered_map<uint32_t, std::pair<uint32_t, uint32_t>> parameters_;  // node, function's node
};

}  // namespace

OperationGraph operation_graph(const ParsedModule& optimised) {
  return Builder(optimised).build();
}

}  // namespace progpretrain::structure
