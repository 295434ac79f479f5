#pragma once
// For work that recurses as deeply as a stranger's text is nested.
#include <functional>

namespace progpretrain::base {

/// Runs `body` in a thread whose stack may grow to 512 MiB (memory is used only as far as it does)
/// and waits for it. What it throws is thrown here. Where no such thread can be made it runs in the
/// caller's.
void run_on_deep_stack(const std::function<void()>& body);

}  // namespace progpretrain::base
