#pragma once
// What the members of FrameParams (shaders/frame_params.h) are to a program.
#include <cstdint>
#include <string_view>

namespace progpretrain::structure {

struct FrameInput {
  std::string_view name;   ///< "input:time"; "engine": of no meaning to the program
  uint32_t number = 0;     ///< tells inputs of one name apart
  uint32_t component = 0;  ///< of the input
};

/// Component `component` of the vector member `member`, or of element `element` of an array member.
FrameInput frame_input(uint32_t member, uint32_t element, uint32_t component);

/// The first member that is an array.
inline constexpr uint32_t kFirstArrayMember = 11;

}  // namespace progpretrain::structure
