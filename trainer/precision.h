#pragma once
// In which precision the encoder computes while it is trained.
#include <c10/core/Device.h>
#include <c10/core/ScalarType.h>

namespace progpretrain::trainer {

/// Values of RunConfig::precision.
inline constexpr const char* kFloat32 = "float32";
inline constexpr const char* kBf16 = "bf16";

/// While one lives, LibTorch's autocast is on for `device` on this thread: convolutions and matrix
/// products compute in bfloat16, what needs more stays in float32. Weights are float32 throughout,
/// and so are their gradients. For the forward pass only. Not to be nested.
class Bf16Scope {
 public:
  explicit Bf16Scope(c10::Device device);
  ~Bf16Scope();
  Bf16Scope(const Bf16Scope&) = delete;
  Bf16Scope& operator=(const Bf16Scope&) = delete;

 private:
  const c10::DeviceType type_;
  const c10::ScalarType previous_;
};

}  // namespace progpretrain::trainer
