#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/compare/frame_spread.h"
#include "trainer/compare/recognition.h"

using namespace progpretrain::trainer;

TEST_CASE("frame spread: equal frames are one, strangers are as many as they are") {
  const torch::Tensor equal = torch::ones({3, 6, 5});
  for (const float spread : frame_spread(equal, 0.5)) CHECK(spread == doctest::Approx(1));
  const torch::Tensor apart = torch::eye(6).unsqueeze(0);
  CHECK(frame_spread(apart, 0.01)[0] == doctest::Approx(6));
}

TEST_CASE("frame spread: two kinds of frames are two, uneven shares fewer") {
  const torch::Tensor kinds = torch::eye(2);
  const auto spread_of = [&](std::vector<int64_t> which) {
    return frame_spread(kinds.index_select(0, torch::tensor(which)).unsqueeze(0), 0.01)[0];
  };
  CHECK(spread_of({0, 0, 0, 1, 1, 1}) == doctest::Approx(2));
  CHECK(spread_of({0, 0, 0, 0, 0, 1}) == doctest::Approx(36.0 / 26));
}

TEST_CASE("frame spread: the kernel is Gaussian with the variance given") {
  const torch::Tensor two = torch::tensor({0.0f, 1.0f}).view({1, 2, 1});
  const double square = std::exp(-1 / 0.7);  // k^2 with |x - y| = 1
  CHECK(frame_spread(two, 0.7)[0] == doctest::Approx(1 / (0.5 + 0.5 * square)));
}

TEST_CASE("frame spread: the variance is an eighth of the squared distance of strangers") {
  // Every program draws one unit vector of its own: strangers are sqrt(2) apart.
  const torch::Tensor corpus = torch::eye(16).view({16, 1, 16}).expand({16, 4, 16}).contiguous();
  const std::vector<torch::Tensor> corpora{corpus.slice(0, 0, 8).contiguous(),
                                           corpus.slice(0, 8).contiguous()};
  CHECK(kernel_variance(corpora, 3) == doctest::Approx(0.25));
  CHECK(kernel_variance(std::vector<torch::Tensor>{torch::ones({4, 4, 8})}, 3) > 0);
}

TEST_CASE("identifiability: distinct programs recognise themselves, noise does not") {
  const torch::Tensor apart = torch::eye(20).view({20, 1, 20}).expand({20, 4, 20}).contiguous();
  for (const float share : identifiability(apart, 1)) CHECK(share == 1);
  const torch::Tensor noise = torch::randn({40, 8, 57}, at::detail::createCPUGenerator(4));
  double mean = 0;
  for (const float share : identifiability(noise, 1)) mean += share / 40;
  CHECK(mean < 0.1);  // chance: 7 of 319
}
