#pragma once
// From an optimised module to its graph: one pass over the author's instructions, then what closes
// loops. Values are followed scalar by scalar; see operation_graph.h for what a node stands for.
#include <map>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/structure/draft_graph.h"
#include "engine/structure/pointers.h"

namespace progpretrain::structure {

/// The scalars of a value; one, Scalar{}, for a constant.
using Value = std::vector<Scalar>;

/// Of "select", "input:time", "load": by the kind (scalar_kind()) and number of its scalars.
uint64_t typed_label(std::string_view what, char kind, uint32_t size = 1);

class GraphBuilder {
 public:
  explicit GraphBuilder(const spirv::ParsedModule& module);
  OperationGraph build();

 private:
  struct Join {
    size_t instruction = 0, block = 0;
    uint32_t first = 0, count = 0;  // nodes
  };
  struct Called {  // one of the author's functions that was not inlined
    uint32_t node = 0;
    std::vector<uint32_t> parameters;  // nodes
  };

  // ---- Reading, and the end (build_graph.cpp)
  std::vector<const spirv::Function*> authors() const;
  Value replicated(uint32_t node, uint32_t type) const;
  const Value& value_of(uint32_t id);
  // Part of a composite of `type`, whose scalars are `value`, under constant indices.
  Value part_of(const Value& value, uint32_t type, std::span<const uint32_t> indices) const;
  uint32_t input(std::string_view name, char kind, uint32_t number = 0);
  void declare(const spirv::Function& function);
  void read(const spirv::Function& function);
  void read(const spirv::Function& function, size_t block, size_t at);
  void add_condition(uint32_t node, size_t branch);
  void join(const spirv::Function& function);
  bool is_budget_exit(const spirv::Function& function, size_t block);
  void fill_memories();

  // ---- What instructions calculate (graph_values.cpp)
  // What only takes vectors apart and puts them together.
  bool move(const spirv::Instruction& instruction);
  void calculate(const spirv::Instruction& instruction);
  uint32_t component(const spirv::Instruction& instruction, std::vector<Scalar>& its,
                     bool is_commutative, char kind, uint32_t own);
  bool is_budget(const Value& value) const;
  // Counting and comparing the loop budget is ours; a condition joined with it is the author's
  // alone.
  bool touches_budget(const spirv::Instruction& instruction, const std::vector<Value>& operands);

  // ---- Memory (graph_memory.cpp)
  Value load(const spirv::Instruction& instruction);
  Value loaded(const spirv::Instruction& instruction, const Pointer& pointer, uint32_t memory);
  // FrameParams (shaders/frame_params.h): pp_frames[request].member...
  Value frame_value(const Pointer& pointer, char kind, uint32_t count);
  // What a variable holds that is written once, as a whole, before it is read.
  std::optional<Value> single_value(uint32_t variable) const;
  uint32_t memory_of(uint32_t variable);
  void write(uint32_t pointer_id, const Value& value);
  void store(const spirv::Function& function, size_t block, const spirv::Instruction& instruction);

  // ---- Calls (graph_calls.cpp)
  Value argument(uint32_t id);
  void call(const spirv::Instruction& instruction);
  void show(std::string_view what, const Value& colour, uint32_t count);
  void call_author(const spirv::Instruction& instruction, const Called& called,
                   const std::vector<Value>& arguments);

  const spirv::ParsedModule& module_;
  const Pointers pointers_;
  std::vector<Value> values_;  // by id
  DraftGraph draft_;
  uint32_t budget_ = 0;
  std::vector<uint32_t> roots_;
  std::map<std::pair<std::string, uint32_t>, uint32_t> inputs_;
  std::unordered_map<uint32_t, std::vector<Join>> joins_;                   // by function
  std::vector<std::pair<const spirv::Function*, size_t>> discards_;         // blocks
  std::map<uint32_t, uint32_t> memories_;                                   // variable -> node
  std::unordered_map<uint32_t, Feeds> stored_;                              // by variable
  std::unordered_map<uint32_t, Value> single_;                              // by variable
  std::unordered_map<uint32_t, Called> called_;                             // by function
  std::unordered_map<uint32_t, std::pair<uint32_t, uint32_t>> parameters_;  // node, function's node
};

}  // namespace progpretrain::structure
