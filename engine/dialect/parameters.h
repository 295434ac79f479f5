#pragma once
// The program's declared parameters: which of the author's uniforms people may choose, and where
// their components lie in FrameParams::parameters (shaders/frame_params.h).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialect/compute_unit.h"

namespace progpretrain::dialect {

/// Grows while a program is translated. Units of one program share the places of their parameters:
/// the next unit starts with the table that the one before left.
class ParameterTable {
 public:
  ParameterTable() = default;
  /// `hints`: what host or author say about uniforms (kind, default, range); `first` is ignored.
  explicit ParameterTable(std::vector<DeclaredParameter> hints) : hints_(std::move(hints)) {}

  /// What is known of a uniform, or nullptr.
  const DeclaredParameter* hint(std::string_view name) const;
  void add_hint(DeclaredParameter hint) { hints_.push_back(std::move(hint)); }

  /// Gives a parameter its place, or the place it has already. nullopt when the vector is full.
  std::optional<DeclaredParameter> place(DeclaredParameter parameter);

  /// The parameters that have a place, in its order.
  const std::vector<DeclaredParameter>& placed() const { return placed_; }

 private:
  std::vector<DeclaredParameter> hints_, placed_;
};

/// The parameter as a GLSL expression of the author's `type` (float, int, uint, bool, vec2 to
/// vec4).
std::string parameter_expression(const DeclaredParameter& parameter, std::string_view type);

/// The default alone, as a constant of that type.
std::string default_expression(const DeclaredParameter& parameter, std::string_view type);

/// A plain range for components whose range nobody tells: [0, 1], or as far beyond the default as
/// it lies from 0.
void set_plain_range(DeclaredParameter& parameter);

}  // namespace progpretrain::dialect
