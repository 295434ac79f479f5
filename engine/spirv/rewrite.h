#pragma once
// Edits of a parsed module: instructions inserted, replaced or removed by index, types and
// constants declared on demand. The module itself is not changed; finish() writes the words of the
// edited one.
#include <cstdint>
#include <map>
#include <span>
#include <unordered_map>
#include <utility>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::spirv {

/// The words of one instruction.
std::vector<uint32_t> encode(spv::Op op, std::initializer_list<uint32_t> operands);

/// Adds operands at the end of an instruction.
void append(std::vector<uint32_t>& instruction, std::span<const uint32_t> operands);

class Rewrite {
 public:
  explicit Rewrite(const ParsedModule& module);

  uint32_t new_id() { return next_id_++; }

  /// The id of a type that is no aggregate, declared when the module has none such (types may be
  /// declared once only).
  uint32_t type(spv::Op op, std::initializer_list<uint32_t> operands);
  /// OpTypeBool, or the vector of bool with as many components as the vector `type_id`.
  uint32_t bool_type_like(uint32_t type_id);
  /// Constant of an integer type of at most 32 bits, or of a vector of it with `value` in all
  /// components.
  uint32_t integer_constant(uint32_t type_id, int32_t value);
  /// Constant of a 32-bit float type, or of a vector of it with `value` in all components.
  uint32_t float_constant(uint32_t type_id, float value);
  /// Vector constant of these constants.
  uint32_t composite_constant(uint32_t type_id, const std::vector<uint32_t>& components);
  /// OpConstantNull of any type that is declared before the functions.
  uint32_t null_constant(uint32_t type_id);
  /// A variable of the module with an initialiser.
  uint32_t global_variable(uint32_t pointer_type, spv::StorageClass storage, uint32_t initialiser);

  /// Appends to what is written before instruction `index`, in the order of the calls; the number
  /// of instructions is the module's end.
  void insert_before(size_t index, const std::vector<uint32_t>& words);
  /// An instruction with a type and a new result inserted before `index`; returns the result's id.
  uint32_t insert_value(size_t index, spv::Op op, uint32_t type_id,
                        std::initializer_list<uint32_t> operands);
  /// Replaces instruction `index` by `words`, which may be empty (removal) or several instructions.
  void replace(size_t index, std::vector<uint32_t> words);

  bool is_empty() const { return edits_.empty(); }
  std::vector<uint32_t> finish() const;

 private:
  struct Edit {
    std::vector<uint32_t> before, replacement;
    bool is_replaced = false;
  };
  uint32_t declare(std::vector<uint32_t> words, uint32_t id);
  uint32_t declare_splat(const Instruction& vector_type, uint32_t component);

  const ParsedModule& module_;
  uint32_t next_id_;
  std::vector<uint32_t> globals_;  // written before the first function
  std::unordered_map<size_t, Edit> edits_;
  std::map<std::vector<uint32_t>, uint32_t> types_;  // by opcode and operands
  std::map<uint32_t, uint32_t> nulls_;               // by type
  std::map<std::pair<uint32_t, int32_t>, uint32_t> constants_;  // by type and value or its bits
};

}  // namespace progpretrain::spirv
