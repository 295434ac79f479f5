#include "trainer/precision.h"

#include <ATen/autocast_mode.h>

#include "engine/base/check.h"

namespace progpretrain::trainer {

namespace autocast = at::autocast;

Bf16Scope::Bf16Scope(c10::Device device)
    : type_(device.type()), previous_(autocast::get_autocast_dtype(type_)) {
  PP_CHECK(!autocast::is_autocast_enabled(type_));
  autocast::set_autocast_enabled(type_, true);
  autocast::set_autocast_dtype(type_, at::kBFloat16);
}

// The copies of the weights in bfloat16 end with the pass: the next step's weights are others.
Bf16Scope::~Bf16Scope() {
  autocast::clear_cache();
  autocast::set_autocast_enabled(type_, false);
  autocast::set_autocast_dtype(type_, previous_);
}

}  // namespace progpretrain::trainer
