#include "trainer/evaluate/knn.h"

#include <algorithm>
#include <vector>

#include "engine/base/check.h"

namespace progpretrain::trainer {

torch::Tensor knn_predict(const torch::Tensor& train_features, const torch::Tensor& train_labels,
                          const torch::Tensor& test_features, int64_t num_classes, int64_t k) {
  PP_CHECK(train_features.dim() == 2 && test_features.dim() == 2 &&
           train_features.size(1) == test_features.size(1));
  PP_CHECK_EQ(train_features.size(0), train_labels.size(0));
  const torch::NoGradGuard no_gradients;
  const torch::Tensor mean = train_features.mean(0);
  const auto to_unit = [&](const torch::Tensor& features) {
    const torch::Tensor centred = features - mean;
    return centred / centred.norm(2, 1, true).clamp_min_(1e-12);
  };
  constexpr double kTemperature = 0.07;
  const torch::Tensor train = to_unit(train_features).t().contiguous();  // (D, N)
  k = std::min(k, train.size(1));
  std::vector<torch::Tensor> parts;
  constexpr int64_t kChunk = 256;  // bounds the (chunk, N) matrix of cosines
  for (int64_t begin = 0; begin < test_features.size(0); begin += kChunk) {
    const torch::Tensor test =
        to_unit(test_features.slice(0, begin, std::min(begin + kChunk, test_features.size(0))));
    const auto [cosine, index] = test.matmul(train).topk(k, 1);  // (n, k)
    const torch::Tensor voters = train_labels.index_select(0, index.flatten()).view_as(index);
    const torch::Tensor votes = torch::zeros({test.size(0), num_classes});
    votes.scatter_add_(1, voters, (cosine / kTemperature).exp());
    parts.push_back(votes.argmax(1));
  }
  return torch::cat(parts);
}

}  // namespace progpretrain::trainer
