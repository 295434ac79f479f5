#pragma once
#include "engine/base/check.h"

namespace progpretrain {

/// Memory that was asked for, of the machine or of the device, is not there. Says nothing about the
/// program that is being drawn: others may have taken it.
class OutOfMemory : public EnvironmentError {
  using EnvironmentError::EnvironmentError;
};

}  // namespace progpretrain
