#pragma once
// A pretraining run on a set of pictures instead of programs.
#include <string>

#include "trainer/run_config.h"

namespace progpretrain::tools {

/// Trains in `out` on the training pictures of config.images, with their classes as labels; goes on
/// from the newest checkpoint with `resume`. Prints the result. Returns the command's exit code.
int pretrain_on_pictures(const trainer::RunConfig& config, const std::string& out, bool resume,
                         bool json);

}  // namespace progpretrain::tools
