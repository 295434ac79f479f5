#pragma once
// What a failure of the Vulkan device means to those who know no Vulkan.

namespace progpretrain::render {

/// Call it in a catch block: throws what is being handled again, vk::DeviceLostError as
/// frames::DeviceLost and a lack of memory as OutOfMemory. Neither is a program's fault by itself.
[[noreturn]] void rethrow_device_error();

}  // namespace progpretrain::render
