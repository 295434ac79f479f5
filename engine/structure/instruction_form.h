#pragma once
// The form of SPIR-V's types and instructions, as far as graphs ask for it.
#include <cstdint>

#include "engine/spirv/module.h"

namespace progpretrain::structure {

/// Composites with more scalars than this are not taken apart.
inline constexpr uint32_t kMaxScalars = 64;

/// Number of scalars of a type; 1 for one that is not taken apart.
uint32_t num_scalars(const spirv::ParsedModule& module, uint32_t type);

/// Of a composite type: the type of element `index`, and how many scalars stand before it.
struct Element {
  uint32_t type = 0, first_scalar = 0;
};
Element element_of(const spirv::ParsedModule& module, uint32_t type, uint32_t index);

/// 'f', 'i' (signed or not), 'b', or 'o' for what is no scalar, vector or matrix.
char scalar_kind(const spirv::ParsedModule& module, uint32_t type);

/// Whether an instruction works on the components of its operands one by one (scalars among its
/// operands with all of them), and the first of its words that is an operand.
struct Form {
  bool is_componentwise = false, is_commutative = false;
  size_t first_operand = 3;
};
Form form_of(const spirv::Instruction& instruction);

/// The comparison that gives the same with its operands exchanged, preferring "less"; else `op`.
spv::Op exchanged(spv::Op op);

}  // namespace progpretrain::structure
