#include <cmath>

#include "engine/base/check.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/evaluate/knn.h"
#include "trainer/evaluate/linear_probe.h"
#include "trainer/evaluate/probes.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

struct Sample {
  torch::Tensor features, labels;
};

/// Two unit Gaussians in `dims` dimensions whose means are `distance` apart: no classifier beats
/// Phi(distance / 2).
Sample two_gaussians(int64_t count, int64_t dims, double distance, uint64_t seed) {
  const auto generator = at::detail::createCPUGenerator(seed);
  const torch::Tensor labels = torch::arange(count).remainder(2);
  torch::Tensor features = torch::randn({count, dims}, generator);
  features.select(1, 0).add_(distance * (labels.to(torch::kFloat32) - 0.5));
  return {features, labels};
}

double normal_cdf(double x) {
  return 0.5 * std::erfc(-x / std::sqrt(2.0));
}

double accuracy(const torch::Tensor& predicted, const torch::Tensor& labels) {
  return (predicted == labels).to(torch::kFloat64).mean().item<double>();
}

/// Pictures whose class is the place of a bright square, under noise.
LabelledImages squares(int64_t count, uint64_t seed) {
  const auto generator = at::detail::createCPUGenerator(seed);
  LabelledImages set{torch::randint(0, 120, {count, 3, 16, 16}, generator, torch::kUInt8),
                     torch::arange(count).remainder(4)};
  for (int64_t i = 0; i < count; ++i) {
    const int64_t label = i % 4;
    set.images[i]
        .slice(1, label / 2 * 8, label / 2 * 8 + 8)
        .slice(2, label % 2 * 8, label % 2 * 8 + 8)
        .add_(90);
  }
  return set;
}

}  // namespace

TEST_CASE("linear probe: reaches the Bayes rate on Gaussians, also among many useless dimensions") {
  for (const int64_t dims : {2, 64}) {
    const Sample train = two_gaussians(4000, dims, 2, 1), test = two_gaussians(4000, dims, 2, 2);
    const LinearProbe probe = linear_probe(train.features, train.labels, test.features, 2);
    const double bayes = normal_cdf(1);  // 0.841
    CHECK(accuracy(probe.predictions, test.labels) > bayes - 0.02);
    CHECK(accuracy(probe.predictions, test.labels) < bayes + 0.02);
  }
}

TEST_CASE("k-NN: reaches the Bayes rate on Gaussians that differ in direction") {
  const auto generator = at::detail::createCPUGenerator(3);
  const auto draw = [&](int64_t count) {
    // Angle -> class with 10 % of the labels flipped: the Bayes rate is 0.9.
    const torch::Tensor angle = torch::rand({count}, generator) * (2 * M_PI);
    const torch::Tensor clean = (angle.sin() > 0).to(torch::kInt64);
    const torch::Tensor flipped = (torch::rand({count}, generator) < 0.1).to(torch::kInt64);
    return Sample{torch::stack({angle.cos(), angle.sin()}, 1), clean.bitwise_xor(flipped)};
  };
  const Sample train = draw(4000), test = draw(4000);
  const double rate =
      accuracy(knn_predict(train.features, train.labels, test.features, 2), test.labels);
  CHECK(rate > 0.87);
  CHECK(rate < 0.92);
}

TEST_CASE("k-NN: neither a common offset nor the length of a feature changes the answer") {
  const Sample train = two_gaussians(500, 8, 3, 4), test = two_gaussians(200, 8, 3, 5);
  const torch::Tensor plain = knn_predict(train.features, train.labels, test.features, 2);
  CHECK(knn_predict(train.features + 7, train.labels, test.features + 7, 2)
            .eq(plain)
            .to(torch::kFloat32)
            .mean()
            .item<float>() > 0.99f);
  CHECK(knn_predict(train.features * 1000, train.labels, test.features * 1000, 2)
            .eq(plain)
            .to(torch::kFloat32)
            .mean()
            .item<float>() > 0.99f);
}

TEST_CASE("k-NN: a train image finds itself, and k is bounded by the train set") {
  const Sample train = two_gaussians(40, 16, 0, 6);
  CHECK(accuracy(knn_predict(train.features, train.labels, train.features, 2, 1), train.labels) ==
        1);
  CHECK(knn_predict(train.features.slice(0, 0, 3), train.labels.slice(0, 0, 3), train.features, 2)
            .size(0) == 40);
}

TEST_CASE("linear probe: labels without any relation to the features give chance, not more") {
  const Sample train = two_gaussians(1000, 32, 0, 7), test = two_gaussians(2000, 32, 0, 8);
  const double rate = accuracy(
      linear_probe(train.features, train.labels, test.features, 2).predictions, test.labels);
  CHECK(std::abs(rate - 0.5) < 0.04);
}

TEST_CASE("linear probe: the same input gives the same answer, a constant dimension does no harm") {
  Sample train = two_gaussians(600, 8, 2, 9), test = two_gaussians(300, 8, 2, 10);
  train.features.select(1, 3).fill_(5);
  test.features.select(1, 3).fill_(6);  // constant in train, another constant in test
  const LinearProbe first = linear_probe(train.features, train.labels, test.features, 2);
  const LinearProbe second = linear_probe(train.features, train.labels, test.features, 2);
  CHECK(first.predictions.equal(second.predictions));
  CHECK(first.lambda == second.lambda);
  CHECK(accuracy(first.predictions, test.labels) > 0.78);
}

TEST_CASE("linear probe: with fewer than five images a class it still works") {
  const torch::Tensor features = torch::eye(4), labels = torch::arange(4);
  CHECK(linear_probe(features, labels, features, 4).predictions.equal(labels));
}

TEST_CASE(
    "evaluate: a better encoder shows a difference whose interval leaves zero out, the same "
    "encoder shows none") {
  Dataset set{"squares", {"a", "b", "c", "d"}, squares(400, 1), squares(200, 2)};
  const FeatureFunction good = [](const torch::Tensor& images) {
    return at::adaptive_avg_pool2d(images, {2, 2}).flatten(1);
  };
  const FeatureFunction poor = [](const torch::Tensor& images) {
    return images.slice(2, 0, 1).slice(3, 6, 10).flatten(1);
  };
  ProbeOptions options;
  options.batch_size = 64;
  const std::vector<ProbeRow> rows = evaluate(set, std::vector<TrainedFeatures>{{"good", good}}, poor, options);
  REQUIRE(rows.size() == 2);
  for (const ProbeRow& row : rows) {
    CHECK(row.trained.value > 0.99);
    CHECK(row.random.value < 0.9);
    CHECK(row.difference.value == doctest::Approx(row.trained.value - row.random.value));
    CHECK(row.difference.low > 0);
    CHECK(row.pixels.value > 0.5);
    CHECK(row.num_test == 200);
  }
  for (const ProbeRow& row : evaluate(set, std::vector<TrainedFeatures>{{"good", good}}, good, options)) {
    CHECK(row.difference.value == 0);
    CHECK(row.difference.low == 0);
    CHECK(row.difference.high == 0);
  }

  const base::Json json = to_json(rows);
  CHECK(json[0]["probe"] == "knn");
  CHECK(json[1]["probe"] == "linear");
  CHECK(json[0]["chance"] == 0.25);
  CHECK(json[0]["trained"]["accuracy"] == rows[0].trained.value);
  const std::string table = to_table(rows);
  CHECK(table.starts_with("set      probe   train/test  pixels"));
  CHECK(table.find("400/200") != std::string::npos);

  const std::vector<TrainedFeatures> two{{"poor one", poor}, {"good one", good}};
  const std::vector<ProbeRow> both = evaluate(set, two, poor, options);
  REQUIRE(both.size() == 4);
  CHECK(both[1].checkpoint == "poor one");
  CHECK(both[1].difference.value == 0);
  CHECK(both[3].checkpoint == "good one");
  CHECK(both[3].trained.value == rows[1].trained.value);
  CHECK(to_table(both).starts_with("checkpoint  set "));
}

TEST_CASE("evaluate: features that are not finite are an error of the checkpoint, not a result") {
  const FeatureFunction broken = [](const torch::Tensor& images) {
    return images.flatten(1) / 0.0;
  };
  CHECK_THROWS_AS(extract_features(broken, squares(8, 1).images, 4), EnvironmentError);
}

TEST_CASE("evaluate: features do not depend on the batch size") {
  const FeatureFunction encode = [](const torch::Tensor& images) {
    return images.flatten(2).mean(2);
  };
  const torch::Tensor images = squares(10, 3).images;
  CHECK(extract_features(encode, images, 3).equal(extract_features(encode, images, 10)));
}

TEST_CASE("evaluate: an unknown probe is refused with what is accepted") {
  CHECK(probe_from_string("linear") == Probe::linear);
  CHECK_THROWS_WITH_AS(probe_from_string("svm"), "--probe svm: accepted are knn, linear",
                       UsageError);
}
