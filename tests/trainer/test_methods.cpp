#include <doctest/doctest.h>
#include <torch/nn.h>

#include <cmath>
#include <set>

#include "engine/base/check.h"
#include "tests/trainer/fake_source.h"
#include "trainer/methods/contrastive.h"
#include "trainer/methods/method.h"
#include "trainer/train_step.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

MethodSettings settings_for(const MethodInfo& info) {
  MethodSettings settings;
  settings.num_features = 16;
  settings.num_classes = 5;
  settings.views = info.default_views;
  settings.projector_hidden = 12;
  settings.projector_dim = 8;
  return settings;
}

double metric(const MethodOutput& output, const std::string& name) {
  for (const auto& [key, value] : output.metrics)
    if (key == name) return value.item<double>();
  FAIL("no metric ", name);
  return 0.0;
}

/// The definition, row by row.
double contrastive_by_definition(const torch::Tensor& projections,
                                 const std::vector<int64_t>& groups, double temperature) {
  const auto num_rows = static_cast<int64_t>(groups.size());
  const auto similarity = [&](int64_t i, int64_t j) {
    return torch::cosine_similarity(projections[i].unsqueeze(0), projections[j].unsqueeze(0))
               .item<double>() /
           temperature;
  };
  double total = 0.0;
  for (int64_t i = 0; i < num_rows; ++i) {
    double denominator = 0.0, sum = 0.0;
    int64_t positives = 0;
    for (int64_t j = 0; j < num_rows; ++j)
      if (j != i) denominator += std::exp(similarity(i, j));
    for (int64_t j = 0; j < num_rows; ++j)
      if (j != i && groups[static_cast<size_t>(j)] == groups[static_cast<size_t>(i)]) {
        sum += similarity(i, j) - std::log(denominator);
        ++positives;
      }
    total -= sum / static_cast<double>(positives);
  }
  return total / static_cast<double>(num_rows);
}

}  // namespace

TEST_CASE(
    "methods: features that tell nothing cost exactly the uninformed loss, for every method") {
  std::set<std::string_view> names;
  for (const MethodInfo& info : methods()) {
    CAPTURE(info.name);
    CHECK(names.insert(info.name).second);
    const auto method = make_method(info.name, settings_for(info));
    const torch::Tensor labels = torch::arange(4);
    const MethodOutput output = method->forward(torch::zeros({4 * info.default_views, 16}), labels);
    CHECK(output.loss.item<double>() == doctest::Approx(method->uninformed_loss(4)).epsilon(1e-5));
    CHECK(metric(output, "spread") == doctest::Approx(0.0).epsilon(1e-4));
  }
}

TEST_CASE(
    "methods: the first loss of a fresh encoder is near the uninformed loss, for every method") {
  for (const MethodInfo& info : methods()) {
    CAPTURE(info.name);
    RunConfig config = testing::small_config(info.name);
    config.batch = 16;
    TrainStep step(config, testing::WaveSource::kClasses);
    testing::WaveSource source(step.config(), 0);
    const double loss = step.run(source.next()).loss.item<double>();
    CHECK(std::abs(loss - step.method().uninformed_loss(config.batch)) < 0.5);
  }
}

TEST_CASE("methods: the gradient reaches the features and every parameter, for every method") {
  for (const MethodInfo& info : methods()) {
    CAPTURE(info.name);
    torch::manual_seed(3);
    const auto method = make_method(info.name, settings_for(info));
    const torch::Tensor features = torch::randn({4 * info.default_views, 16}).requires_grad_();
    method->forward(features, torch::tensor({0, 1, 1, 2}, torch::kLong)).loss.backward();
    CHECK(features.grad().abs().sum().item<double>() > 0.0);
    for (const auto& item : method->named_parameters()) {
      CAPTURE(item.key());
      CHECK(item.value().grad().defined());
      CHECK(torch::isfinite(item.value().grad()).all().item<bool>());
    }
  }
}

TEST_CASE("methods: an unknown name is refused with the list of all") {
  try {
    find_method("simcrl");
    FAIL("accepted");
  } catch (const UsageError& e) {
    for (const MethodInfo& info : methods())
      CHECK(std::string(e.what()).find(info.name) != std::string::npos);
  }
}

TEST_CASE("contrastive: two orthogonal pairs cost ln(1 + 2 exp(-1/T))") {
  const torch::Tensor projections =
      torch::tensor({{2.0f, 0.0f}, {1.0f, 0.0f}, {0.0f, 3.0f}, {0.0f, 1.0f}});
  const torch::Tensor groups = torch::tensor({0, 0, 1, 1}, torch::kLong);
  for (const double temperature : {0.07, 0.5, 1.0}) {
    const ContrastiveOutput output = contrastive_loss(projections, groups, temperature);
    CHECK(output.loss.item<double>() ==
          doctest::Approx(std::log1p(2.0 * std::exp(-1.0 / temperature))).epsilon(1e-3));
    CHECK(output.accuracy.item<double>() == 1.0);
  }
}

TEST_CASE("contrastive: the loss is its definition, for pairs and for groups of several sizes") {
  torch::manual_seed(5);
  const torch::Tensor projections = torch::randn({9, 6});
  for (const std::vector<int64_t>& groups : {std::vector<int64_t>{0, 1, 2, 3, 0, 1, 2, 3, 3},
                                             std::vector<int64_t>{0, 0, 0, 0, 1, 1, 1, 2, 2}}) {
    const double loss =
        contrastive_loss(projections, torch::tensor(groups), 0.2).loss.item<double>();
    CHECK(loss ==
          doctest::Approx(contrastive_by_definition(projections, groups, 0.2)).epsilon(1e-5));
  }
}

TEST_CASE("contrastive: wrong pairs are never the nearest, and swapped pairs cost more") {
  const torch::Tensor projections =
      torch::tensor({{1.0f, 0.0f}, {1.0f, 0.1f}, {0.0f, 1.0f}, {0.1f, 1.0f}});
  const auto right = contrastive_loss(projections, torch::tensor({0, 0, 1, 1}, torch::kLong), 0.1);
  const auto wrong = contrastive_loss(projections, torch::tensor({0, 1, 0, 1}, torch::kLong), 0.1);
  CHECK(wrong.accuracy.item<double>() == 0.0);
  CHECK(wrong.loss.item<double>() > right.loss.item<double>() + 1.0);
}

TEST_CASE("contrastive: supcon with a label of its own per sample is simclr") {
  const MethodInfo& info = find_method("simclr");
  const torch::Tensor features = torch::randn({8, 16});
  const auto loss = [&](std::string_view name, const torch::Tensor& labels) {
    torch::manual_seed(1);
    return make_method(name, settings_for(info))->forward(features, labels).loss.item<float>();
  };
  const torch::Tensor distinct = torch::tensor({9, 4, 2, 7}, torch::kLong);
  const torch::Tensor shared = torch::tensor({9, 4, 9, 7}, torch::kLong);
  CHECK(loss("supcon", distinct) == loss("simclr", distinct));
  CHECK(loss("supcon", shared) != loss("simclr", shared));
}

TEST_CASE(
    "spread: 1 for directions drawn evenly, 0 for one direction, whatever the length of the "
    "features") {
  torch::manual_seed(2);
  const torch::Tensor even = torch::randn({4000, 32}) * torch::rand({4000, 1}).add(0.1);
  CHECK(feature_spread(even).item<double>() == doctest::Approx(1.0).epsilon(0.02));
  const torch::Tensor same = torch::ones({100, 32}) * torch::rand({100, 1}).add(0.1);
  CHECK(feature_spread(same).item<double>() < 1e-3);
}
