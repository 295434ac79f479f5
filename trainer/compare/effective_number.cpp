#include "trainer/compare/effective_number.h"

#include <algorithm>
#include <cmath>
#include <limits>

#include "engine/base/check.h"

namespace progpretrain::trainer {
namespace {

constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int64_t kMaxTuningFrames = 2048;
constexpr int64_t kRowsAtOnce = 256;

/// Temperatures that are tried first: halves from 2 down to where only the nearest frame counts.
std::vector<double> temperatures() {
  std::vector<double> out;
  for (double t = 2; t > 0.002; t /= 2) out.push_back(t);
  return out;
}

/// What is tried next: eighths of an octave on both sides of the best of those. With octaves alone
/// a hair's breadth in the features decides between two numbers that lie 15 % apart.
std::vector<double> temperatures_near(double best) {
  std::vector<double> out;
  for (int eighth = 1; eighth < 8; ++eighth) {
    out.push_back(best * std::exp2(-eighth / 8.0));
    out.push_back(best * std::exp2(eighth / 8.0));
  }
  return out;
}

/// -|x - g|^2 / 2 of all x and all g, f32 [n,D] and [m,D], up to a number of each x: [n,m].
torch::Tensor nearness(const torch::Tensor& x, const torch::Tensor& g) {
  return x.matmul(g.t()) - 0.5 * g.square().sum(1);
}

/// Logarithm of the mean of exp(nearness / t) over the last dimension, less a shared constant.
torch::Tensor log_likelihood(const torch::Tensor& near, double temperature) {
  return (near / temperature).logsumexp(-1);
}

/// Gallery frames of some programs recognise each other: mean of log q with a frame's own
/// similarity left out, for each of the temperatures.
std::vector<double> scores_of_gallery(const torch::Tensor& gallery,
                                      const std::vector<double>& temperatures) {
  const int64_t num_programs = gallery.size(0), n = gallery.size(1);
  const int64_t count = num_programs * n, step = std::max<int64_t>(1, count / kMaxTuningFrames);
  const torch::Tensor rows = gallery.flatten(0, 1);  // (P*n, D)
  const torch::Tensor asked = torch::arange(0, count, step);
  // A mean over one frame less.
  const double fewer = std::log(static_cast<double>(n) / static_cast<double>(n - 1));
  std::vector<double> scores(temperatures.size(), 0.0);
  for (const torch::Tensor& some : asked.split(kRowsAtOnce)) {
    torch::Tensor near = nearness(rows.index_select(0, some), rows);  // (m, P*n)
    near.scatter_(1, some.unsqueeze(1), -kInfinity);
    near = near.view({-1, num_programs, n});
    const torch::Tensor own = some.floor_divide(n).unsqueeze(1);  // (m, 1)
    for (size_t t = 0; t < temperatures.size(); ++t) {
      torch::Tensor likelihood =
          log_likelihood(near, temperatures[t]) - std::log(static_cast<double>(n));
      likelihood.scatter_(1, own, likelihood.gather(1, own) + fewer);
      scores[t] += likelihood.log_softmax(1).gather(1, own).sum().item<double>();
    }
  }
  for (double& score : scores) score /= static_cast<double>(asked.size(0));
  return scores;
}

double best_temperature(const torch::Tensor& gallery) {
  // Knowing nothing costs log P, whatever the features are.
  double best = kInfinity, best_score = -std::log(static_cast<double>(gallery.size(0)));
  const auto try_all = [&](const std::vector<double>& tried) {
    const std::vector<double> scores = scores_of_gallery(gallery, tried);
    for (size_t t = 0; t < tried.size(); ++t) {
      if (scores[t] > best_score) {
        best = tried[t];
        best_score = scores[t];
      }
    }
  };
  try_all(temperatures());
  if (!std::isinf(best)) try_all(temperatures_near(best));
  return best;
}

}  // namespace

std::vector<float> log_posteriors(const torch::Tensor& gallery, const torch::Tensor& queries,
                                  double temperature) {
  PP_CHECK(gallery.dim() == 3 && queries.dim() == 3 && gallery.size(0) == queries.size(0));
  const int64_t num_programs = gallery.size(0), n = gallery.size(1);
  const torch::Tensor rows = gallery.flatten(0, 1);  // (P*n, D)
  std::vector<float> out;
  const int64_t programs_at_once = std::max<int64_t>(1, kRowsAtOnce / queries.size(1));
  for (int64_t first = 0; first < num_programs; first += programs_at_once) {
    const torch::Tensor some =
        queries.slice(0, first, std::min(first + programs_at_once, num_programs));  // (m, n', D)
    const int64_t m = some.size(0);
    const torch::Tensor near =
        nearness(some.flatten(0, 1), rows).view({m, queries.size(1), num_programs, n});
    const torch::Tensor posterior = log_likelihood(near, temperature).log_softmax(2);  // (m, n', P)
    const torch::Tensor own =
        torch::arange(first, first + m).view({m, 1, 1}).expand({m, queries.size(1), 1});
    const torch::Tensor mean = posterior.gather(2, own).mean(1).squeeze(1).contiguous();  // (m)
    out.insert(out.end(), mean.data_ptr<float>(), mean.data_ptr<float>() + m);
  }
  return out;
}

EffectiveNumber effective_number(const torch::Tensor& features, uint64_t seed) {
  PP_CHECK(features.dim() == 3 && features.size(0) >= 2 && features.size(1) >= 4, features.sizes());
  const torch::NoGradGuard no_gradients;
  const torch::Tensor gallery = features.slice(1, 0, features.size(1), 2).contiguous();
  const torch::Tensor queries = features.slice(1, 1, features.size(1), 2).contiguous();
  EffectiveNumber out;
  out.temperature = best_temperature(gallery);
  if (std::isinf(out.temperature)) {
    out.programs = {1, 1, 1};
    return out;
  }
  const std::vector<float> scores = log_posteriors(gallery, queries, out.temperature);
  const Interval mean = bootstrap_mean(scores, seed);
  const auto num_programs = static_cast<double>(features.size(0));
  const auto bound = [&](double log_posterior) {
    return std::clamp(num_programs * std::exp(log_posterior), 1.0, num_programs);
  };
  out.programs = {bound(mean.value), bound(mean.low), bound(mean.high)};
  return out;
}

}  // namespace progpretrain::trainer
