#pragma once
// Supervised pretraining with the program as the class: a linear head and cross entropy.
#include <memory>

namespace progpretrain::trainer {

class Method;
struct MethodSettings;

std::shared_ptr<Method> make_classify(const MethodSettings& settings);

}  // namespace progpretrain::trainer
