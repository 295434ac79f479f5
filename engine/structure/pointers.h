#pragma once
// Where the pointers of a module point: variable (or parameter of a function) and indices.
#include <cstdint>
#include <unordered_map>
#include <vector>

#include "engine/spirv/module.h"

namespace progpretrain::structure {

struct Pointer {
  uint32_t base = 0;                      ///< id of an OpVariable or OpFunctionParameter
  uint32_t type = 0;                      ///< what the base points to
  std::vector<uint32_t> indices;          ///< values; of those that are not constant 0
  std::vector<uint32_t> dynamic_indices;  ///< ids of those that are not constant
  bool is_constant() const { return dynamic_indices.empty(); }
};

class Pointers {
 public:
  explicit Pointers(const spirv::ParsedModule& module);

  bool is_pointer(uint32_t id) const;
  Pointer resolve(uint32_t id) const;
  /// Of a variable; StorageClassMax for a parameter.
  spv::StorageClass storage_class(uint32_t variable) const;
  /// Whether one store as a whole is all that writes the variable.
  bool is_written_once(uint32_t variable) const;

 private:
  const spirv::ParsedModule& module_;
  std::unordered_map<uint32_t, uint32_t>
      num_writes_;  // by variable; what is no such store counts twice
};

}  // namespace progpretrain::structure
