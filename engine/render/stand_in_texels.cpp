#include "engine/render/stand_in_texels.h"

#include "engine/gpu/upload.h"
#include "engine/inputs/stand_in.h"

namespace progpretrain::render {

std::shared_ptr<const gpu::Buffer> stand_in_texels(gpu::Device& device) {
  const auto make = [&]() -> std::shared_ptr<const void> {
    return gpu::make_filled_buffer(
        device, inputs::num_texels() * sizeof(uint32_t), [](std::span<std::byte> bytes) {
          inputs::fill_texels(
              {reinterpret_cast<uint32_t*>(bytes.data()), bytes.size() / sizeof(uint32_t)});
        });
  };
  return std::static_pointer_cast<const gpu::Buffer>(device.keep("stand-in texels", make));
}

}  // namespace progpretrain::render
