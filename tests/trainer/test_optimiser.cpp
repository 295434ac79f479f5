#include <doctest/doctest.h>

#include <cmath>

#include "engine/base/check.h"
#include "trainer/optimiser.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

torch::Tensor parameter(std::vector<int64_t> shape, float value) {
  return torch::full(shape, value).requires_grad_();
}

void set_gradient(torch::Tensor& tensor, float value) {
  tensor.mutable_grad() = torch::full_like(tensor, value);
}

}  // namespace

TEST_CASE(
    "optimiser: sgd with momentum and weight decay takes the steps of its definition, biases do "
    "not decay") {
  torch::Tensor weight = parameter({2, 2}, 1.0f), bias = parameter({2}, 1.0f);
  Optimiser optimiser({.name = "sgd", .momentum = 0.9, .weight_decay = 0.1},
                      {{"weight", weight}, {"bias", bias}});
  double w = 1.0, w_momentum = 0.0, b = 1.0, b_momentum = 0.0;
  for (int step = 0; step < 3; ++step) {
    set_gradient(weight, 0.5f);
    set_gradient(bias, 0.5f);
    optimiser.step(0.2);
    w_momentum = 0.9 * w_momentum + 0.5 + 0.1 * w;
    w -= 0.2 * w_momentum;
    b_momentum = 0.9 * b_momentum + 0.5;
    b -= 0.2 * b_momentum;
  }
  CHECK(weight[0][0].item<double>() == doctest::Approx(w).epsilon(1e-5));
  CHECK(bias[0].item<double>() == doctest::Approx(b).epsilon(1e-5));
}

TEST_CASE(
    "optimiser: adamw's first step is lr in the gradient's direction, its decay is apart from it "
    "and spares biases") {
  torch::Tensor weight = parameter({2, 2}, 1.0f), bias = parameter({2}, 1.0f);
  Optimiser optimiser({.name = "adamw", .weight_decay = 0.1}, {{"weight", weight}, {"bias", bias}});
  set_gradient(weight, 3.0f);
  set_gradient(bias, -0.01f);
  optimiser.step(0.1);
  CHECK(weight[0][0].item<double>() ==
        doctest::Approx(1.0 * (1.0 - 0.1 * 0.1) - 0.1).epsilon(1e-4));
  CHECK(bias[0].item<double>() == doctest::Approx(1.1).epsilon(1e-4));
}

TEST_CASE("optimiser: with its state read back it goes on bit for bit, sgd and adamw") {
  for (const char* name : {"sgd", "adamw"}) {
    CAPTURE(name);
    torch::Tensor straight = parameter({3, 2}, 0.7f);
    Optimiser first({.name = name}, {{"w", straight}});
    for (int step = 0; step < 3; ++step) {
      set_gradient(straight, 0.1f * static_cast<float>(step + 1));
      first.step(0.05);
    }
    torch::Tensor resumed = straight.detach().clone().requires_grad_();
    Optimiser second({.name = name}, {{"w", resumed}});
    TensorMap saved;
    for (const auto& [key, value] : first.state()) saved[key] = value.clone();
    second.load_state(saved, "state");
    for (int step = 3; step < 6; ++step)
      for (auto& [tensor, optimiser] :
           {std::pair<torch::Tensor*, Optimiser*>{&straight, &first}, {&resumed, &second}}) {
        set_gradient(*tensor, 0.1f * static_cast<float>(step + 1));
        optimiser->step(0.05);
      }
    CHECK(torch::equal(straight, resumed));
  }
}

TEST_CASE("optimiser: a state of other shapes, names or kind is refused with file and key") {
  torch::Tensor weight = parameter({2, 2}, 1.0f);
  Optimiser optimiser({.name = "sgd"}, {{"w", weight}});
  CHECK_THROWS_WITH_AS(optimiser.load_state({{"momentum_buffer.w", torch::zeros({3})}}, "F"),
                       "F: key 'momentum_buffer.w' is Float [3], expected Float [2, 2]",
                       UsageError);
  CHECK_THROWS_AS(optimiser.load_state({{"momentum_buffer.v", torch::zeros({2, 2})}}, "F"),
                  UsageError);
  CHECK_THROWS_AS(optimiser.load_state({{"exp_avg.w", torch::zeros({2, 2})}}, "F"), UsageError);
}

TEST_CASE("optimiser: an unknown name is refused with the list of all") {
  CHECK_THROWS_WITH_AS(Optimiser({.name = "adma"}, {}),
                       "unknown optimiser 'adma' (accepted: sgd, adamw)", UsageError);
}
