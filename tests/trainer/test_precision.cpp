// What --precision bf16 changes, and what it leaves in float32.
#include <doctest/doctest.h>

#include <stdexcept>
#include <string>

#include "tests/trainer/fake_source.h"
#include "trainer/precision.h"
#include "trainer/train_step.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

RunConfig bf16_config(std::string_view method = "simclr") {
  RunConfig config = testing::small_config(method);
  config.precision = kBf16;
  return config;
}

std::string type_of(const torch::Tensor& tensor) {
  return c10::toString(tensor.scalar_type());
}

StepOutput one_step(const RunConfig& config) {
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  return step.run(source.next());
}

}  // namespace

TEST_CASE("precision: within the scope products are bfloat16, behind it float32, however it ends") {
  const torch::Tensor weights = torch::rand({4, 4});
  const auto product = [&] { return type_of(torch::mm(weights, weights)); };
  const auto leave_by_exception = [&] {
    const Bf16Scope scope(torch::kCPU);
    CHECK(product() == "BFloat16");
    throw std::runtime_error("out");
  };
  CHECK(product() == "Float");
  CHECK_THROWS_AS(leave_by_exception(), std::runtime_error);
  CHECK(product() == "Float");
}

TEST_CASE("precision: bf16 leaves weights, gradients, features and loss in float32") {
  const RunConfig config = bf16_config();
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  const StepOutput output = step.run(source.next());
  CHECK(type_of(output.loss) == "Float");
  for (const auto& [name, value] : output.metrics) CHECK(type_of(value) == "Float");
  for (const auto& parameter : step.encoder().parameters()) {
    CHECK(type_of(parameter) == "Float");
    REQUIRE(parameter.grad().defined());
    CHECK(type_of(parameter.grad()) == "Float");
  }
  for (const auto& [name, value] : step.optimiser().state())
    if (value.is_floating_point()) CHECK(type_of(value) == "Float");
}

TEST_CASE("precision: a step in bf16 is nearly the same step, and not the same bits") {
  for (const char* method : {"simclr", "ce"}) {
    CAPTURE(method);
    const double exact = one_step(testing::small_config(method)).loss.item<double>();
    const double rounded = one_step(bf16_config(method)).loss.item<double>();
    CHECK(rounded != exact);
    CHECK(rounded == doctest::Approx(exact).epsilon(0.02));
  }
}

TEST_CASE("precision: every step rounds the weights of its own time, and training in bf16 learns") {
  RunConfig config = bf16_config("ce");
  config.steps = 20;
  TrainStep step(config, testing::WaveSource::kClasses);
  testing::WaveSource source(step.config(), 0);
  const ImageBatch batch = source.next();
  const double first = step.run(batch).loss.item<double>();
  double last = first;
  for (int i = 0; i < 15; ++i) last = step.run(batch).loss.item<double>();
  CHECK(last < 0.7 * first);
}
