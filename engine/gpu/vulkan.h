#pragma once
// The one place that configures Vulkan-Hpp (RAII handles, errors as exceptions). Only gpu, frames and render include it,
// from their .cpp files and from headers inside the gpu room.
#include <vulkan/vulkan_raii.hpp>
