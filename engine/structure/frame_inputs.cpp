#include "engine/structure/frame_inputs.h"

#include <array>

namespace progpretrain::structure {

FrameInput frame_input(uint32_t member, uint32_t element, uint32_t component) {
  constexpr std::array<FrameInput, 4> kCanvas = {{{"input:resolution", 0, 0},
                                                  {"input:resolution", 0, 1},
                                                  {"input:time", 0, 0},
                                                  {"input:time_delta", 0, 0}}};
  switch (member) {
    case 0:
      return component < kCanvas.size() ? kCanvas[component] : FrameInput{"engine"};
    case 1:
      return {"input:pointer", 0, component};
    case 2:
      return {"input:date", 0, component};
    case 3:
      return component == 3 ? FrameInput{"input:frame_rate"} : FrameInput{"engine"};
    case 8:
      return {"input:frame", 0, component};
    case kFirstArrayMember:
      return {"input:parameter", 4 * element + component, 0};
    case kFirstArrayMember + 1:
      return {"input:constant", 4 * element + component, 0};
    default:
      return {"engine"};
  }
}

}  // namespace progpretrain::structure
