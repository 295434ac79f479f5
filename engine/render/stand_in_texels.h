#pragma once
// The stand-ins for hosts' textures (engine/inputs) on a device.
#include <memory>

#include "engine/gpu/buffer.h"

namespace progpretrain::render {

/// The buffer that shaders/textures.glsl reads: written at the first call for this device, shared
/// by all later ones.
std::shared_ptr<const gpu::Buffer> stand_in_texels(gpu::Device& device);

}  // namespace progpretrain::render
