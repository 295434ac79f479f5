#pragma once
// NVIDIA's driver for CUDA, found at run time: one binary serves machines with and without it.

namespace progpretrain::base {

inline constexpr const char* kNvidiaDriver = "libcuda.so.1";

/// The library, opened by the first call and never closed (drivers do not like that); nullptr where
/// it cannot be loaded. From any thread.
void* nvidia_driver();

/// The address of one of its functions; nullptr when driver or function are missing.
void* nvidia_symbol(const char* name);

/// The same as a function: nvidia_function<int(unsigned)>("cuInit").
template <class Signature>
Signature* nvidia_function(const char* name) {
  return reinterpret_cast<Signature*>(nvidia_symbol(name));
}

}  // namespace progpretrain::base
