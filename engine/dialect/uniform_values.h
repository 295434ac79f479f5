#pragma once
// Values of the author's uniforms that cannot be parameters: arrays, structs, integer vectors. What
// no host sets is judged by its name, element by element and member by member (uniform_names.h).
#include <string>
#include <unordered_map>

#include "engine/dialect/array_sizes.h"
#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

/// Larger arrays get no values: compilers write every element of every invocation.
inline constexpr int64_t kMaxValuedElements = 256;

class UniformValues {
 public:
  /// Reads the constants and structs of `program`, whose tokens must stay as they are.
  explicit UniformValues(const AuthorProgram& program);

  /// GLSL for a uniform of the author's `type` ("vec3", "Light", "float [ 2 ]", "struct S { ... }")
  /// with the array sizes `array` ("[ 4 ]" or empty). Empty where none can be told: a size that is
  /// no constant, more than kMaxValuedElements scalars and vectors together, an unknown type.
  std::string value(const std::string& name, const std::string& type,
                    const std::string& array) const;

 private:
  IntegerConstants constants_;
  std::unordered_map<std::string, Tokens> structs_;  ///< tokens between the braces, by name
};

}  // namespace progpretrain::dialect
