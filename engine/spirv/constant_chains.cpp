#include "engine/spirv/constant_chains.h"

#include <bit>
#include <optional>
#include <unordered_map>
#include <utility>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

using Floats = std::vector<float>;

// What a product or sum is made of: a constant, or a value by its id.
struct Term {
  uint32_t id = 0, type = 0;
  std::optional<Floats> constant;
};

// A product or sum; each node of a chain is used by one other.
struct Node {
  bool is_product = false, is_changed = false;
  Term terms[2];
  uint32_t type = 0;
  size_t index = 0;  // its instruction
};

class ConstantCollector {
 public:
  explicit ConstantCollector(const ParsedModule& module) : module_(module), rewrite_(module) {
    find_variables();
  }

  std::vector<uint32_t> run() {
    for (const Function& function : module_.functions())
      for (const Block& block : function.blocks) {
        nodes_.clear();
        for (size_t i = block.begin; i < block.end; ++i) add_node(i);
        // A change reaches only what stands before it, so that roots come last.
        for (auto& [id, node] : nodes_)
          if (node.is_changed) write(id, node);
      }
    return rewrite_.finish();
  }

 private:
  // How a variable is used; accesses other than whole stores and loads make it opaque.
  struct Variable {
    size_t num_stores = 0, num_loads = 0, store = kNone, load = kNone;
    bool is_opaque = false;
  };

  void find_variables() {
    const auto& instructions = module_.instructions();
    num_uses_.assign(module_.id_bound(), 0);
    block_of_.assign(instructions.size(), 0);
    for (size_t i = 0; i < module_.first_function(); ++i)
      if (instructions[i].op == spv::OpVariable) variables_[instructions[i].result];
    for (const Function& function : module_.functions())
      for (const Block& block : function.blocks)
        for (size_t i = block.begin; i < block.end; ++i) {
          block_of_[i] = block.label;
          if (instructions[i].op == spv::OpVariable)
            variables_[instructions[i].result];
          else
            count_uses(i);
        }
    for (const Function& function : module_.functions())
      if (!function.blocks.empty()) entry_blocks_[function.blocks.front().label] = function.end;
  }

  void count_uses(size_t index) {
    const Instruction& instruction = module_.instructions()[index];
    for (size_t w = 1; w < instruction.words.size(); ++w) {
      const uint32_t id = instruction.words[w];
      if (id == instruction.result || id >= num_uses_.size()) continue;
      ++num_uses_[id];
      const auto variable = variables_.find(id);
      if (variable == variables_.end()) continue;
      if (instruction.op == spv::OpStore && w == 1) {
        ++variable->second.num_stores;
        variable->second.store = index;
      } else if (instruction.op == spv::OpLoad && w == 3) {
        ++variable->second.num_loads;
        variable->second.load = index;
      } else {
        variable->second.is_opaque = true;
      }
    }
  }

  // The components of a float constant, 32 bits.
  std::optional<Floats> constant_of(uint32_t id) const {
    const Instruction& definition = module_.definition(id);
    Floats values;
    if (definition.op == spv::OpConstantComposite) {
      for (size_t i = 3; i < definition.words.size(); ++i) {
        const auto part = constant_of(definition.words[i]);
        if (!part || part->size() != 1) return std::nullopt;
        values.push_back(part->front());
      }
      return values;
    }
    if (definition.op != spv::OpConstant) return std::nullopt;
    const Instruction& type = module_.definition(definition.type);
    if (type.op != spv::OpTypeFloat || type.operand(2) != 32) return std::nullopt;
    return Floats{std::bit_cast<float>(definition.operand(3))};
  }

  // The id whose value a load gives for certain: of the only store to the variable. `load` itself
  // when that is not known. `is_only_use`: the value is read nowhere else.
  uint32_t stored_value(size_t load, bool* is_only_use) const {
    const Instruction& instruction = module_.instructions()[load];
    *is_only_use = false;
    const auto found = variables_.find(instruction.operand(3));
    if (found == variables_.end() || found->second.is_opaque) return instruction.result;
    const Variable& variable = found->second;
    const Instruction& declaration = module_.definition(found->first);
    if (variable.num_stores == 0 && declaration.words.size() == 5)
      return declaration.operand(4);  // its initialiser
    if (variable.num_stores != 1 || declaration.words.size() == 5) return instruction.result;
    const uint32_t value = module_.instructions()[variable.store].operand(2);
    const bool is_same_block = block_of_[load] == block_of_[variable.store];
    const auto entry = entry_blocks_.find(block_of_[variable.store]);
    const bool is_before = variable.store < load;
    if (constant_of(value)) {
      const bool dominates =
          is_before && (is_same_block || (entry != entry_blocks_.end() && load < entry->second));
      return dominates ? value : instruction.result;
    }
    if (!is_same_block || !is_before || variable.num_loads != 1) return instruction.result;
    *is_only_use = true;
    return value;
  }

  Term term_of(uint32_t id) {
    uint32_t value = id;
    bool is_only_use = false;
    const Instruction& definition = module_.definition(id);
    if (definition.op == spv::OpLoad)
      value = stored_value(module_.definition_index(id), &is_only_use);
    if (auto constant = constant_of(value))
      return {value, module_.definition(value).type, std::move(constant)};
    if (is_only_use && num_uses_[id] == 1 && num_uses_[value] == 1 && nodes_.contains(value)) {
      loads_[value] = module_.definition_index(id);
      return {value, definition.type, {}};
    }
    return {id, definition.type, {}};
  }

  bool is_float32(uint32_t type) const {
    const Instruction* shape = &module_.definition(type);
    if (shape->op == spv::OpTypeVector) shape = &module_.definition(shape->operand(2));
    return shape->op == spv::OpTypeFloat && shape->operand(2) == 32;
  }

  void add_node(size_t index) {
    const Instruction& instruction = module_.instructions()[index];
    const bool is_product =
        instruction.op == spv::OpFMul || instruction.op == spv::OpVectorTimesScalar;
    if ((!is_product && instruction.op != spv::OpFAdd) || !is_float32(instruction.type)) return;
    Node node{is_product,
              false,
              {term_of(instruction.operand(3)), term_of(instruction.operand(4))},
              instruction.type,
              index};
    Node& added = nodes_[instruction.result] = std::move(node);
    simplify(added);
  }

  // The product or sum that a term is, when nothing else uses it.
  Node* node_of(const Term& term) {
    if (term.constant) return nullptr;
    const auto found = nodes_.find(term.id);
    return found != nodes_.end() && num_uses_[term.id] == 1 ? &found->second : nullptr;
  }

  void simplify(Node& node) {
    bool is_again = true;
    while (is_again) {
      is_again = false;
      for (Term& term : node.terms) {
        Node* inner = node_of(term);
        if (inner == nullptr || !inner->is_changed) continue;
        node.is_changed = true;  // the local between the two goes
        simplify(*inner);
        term.type = inner->type;
        if (inner->terms[0].constant && inner->terms[1].constant) term = folded(*inner);
      }
      for (int side = 0; side < 2 && !is_again; ++side)
        if (node.terms[side].constant && !node.terms[1 - side].constant)
          is_again = move_in(node, side, node_of(node.terms[1 - side]));
    }
    node.type = type_of(node);
  }

  // Exchanges the constant term `side` of `outer` with what stands beside a constant somewhere in
  // `inner`.
  bool move_in(Node& outer, int side, Node* inner) {
    if (inner == nullptr || inner->is_product != outer.is_product) return false;
    const bool first = inner->terms[0].constant.has_value();
    const bool second = inner->terms[1].constant.has_value();
    if (first && second) return false;
    if (first || second) {
      std::swap(outer.terms[side], inner->terms[first ? 1 : 0]);
      outer.is_changed = inner->is_changed = true;
      return true;
    }
    for (Term& term : inner->terms)
      if (move_in(outer, side, node_of(term))) return inner->is_changed = true;
    return false;
  }

  Term folded(const Node& node) const {
    const Floats &a = *node.terms[0].constant, &b = *node.terms[1].constant;
    Floats values;
    for (size_t i = 0; i < std::max(a.size(), b.size()); ++i) {
      const float x = a[a.size() == 1 ? 0 : i], y = b[b.size() == 1 ? 0 : i];
      values.push_back(node.is_product ? x * y : x + y);
    }
    return {0, type_of(node), std::move(values)};
  }

  bool is_vector(uint32_t type) const { return module_.definition(type).op == spv::OpTypeVector; }
  uint32_t type_of(const Node& node) const {
    return is_vector(node.terms[0].type) ? node.terms[0].type : node.terms[1].type;
  }

  uint32_t id_of(const Term& term) {
    if (!term.constant) return term.id;
    if (!is_vector(term.type)) return rewrite_.float_constant(term.type, term.constant->front());
    const uint32_t scalar = module_.definition(term.type).operand(2);
    std::vector<uint32_t> parts;
    for (const float value : *term.constant)
      parts.push_back(rewrite_.float_constant(scalar, value));
    return rewrite_.composite_constant(term.type, parts);
  }

  void write(uint32_t result, const Node& node) {
    if (node.terms[0].constant && node.terms[1].constant) {
      rewrite_.replace(node.index, {});  // became part of another
    } else {
      const Term* a = &node.terms[0];
      const Term* b = &node.terms[1];
      if (!is_vector(a->type) && is_vector(b->type)) std::swap(a, b);
      const bool scales = is_vector(a->type) && !is_vector(b->type);
      const spv::Op op =
          !node.is_product ? spv::OpFAdd : (scales ? spv::OpVectorTimesScalar : spv::OpFMul);
      rewrite_.replace(node.index, encode(op, {node.type, result, id_of(*a), id_of(*b)}));
    }
    // The local between this node and its user is no longer used.
    const auto load = loads_.find(result);
    if (load == loads_.end()) return;
    const Instruction& instruction = module_.instructions()[load->second];
    rewrite_.replace(load->second, {});
    rewrite_.replace(variables_.at(instruction.operand(3)).store, {});
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  std::vector<uint32_t> num_uses_;                     // by id
  std::vector<uint32_t> block_of_;                     // label, by instruction
  std::unordered_map<uint32_t, size_t> entry_blocks_;  // label -> end of the function
  std::unordered_map<uint32_t, Variable> variables_;
  std::unordered_map<uint32_t, Node> nodes_;    // of the current block, by result
  std::unordered_map<uint32_t, size_t> loads_;  // value -> its only load
};

}  // namespace

std::vector<uint32_t> collect_constants(const ParsedModule& module) {
  return ConstantCollector(module).run();
}

}  // namespace progpretrain::spirv
