#include "trainer/methods/contrastive.h"

#include <torch/nn.h>

#include <cmath>
#include <limits>

#include "engine/base/check.h"
#include "trainer/methods/method.h"

namespace progpretrain::trainer {
namespace {
namespace nn = torch::nn;

// No batch normalisation in the projector: a fresh encoder's features all point one way, the
// projections then do so too, all similarities are nearly equal, and the first loss is near
// ln(2B-1) at every temperature in use. Normalised projections would start with random similarities
// that a temperature of .07 blows up.
nn::Sequential make_projector(const MethodSettings& settings) {
  if (settings.projector_hidden == 0)
    return nn::Sequential(nn::Linear(settings.num_features, settings.projector_dim));
  return nn::Sequential(nn::Linear(settings.num_features, settings.projector_hidden), nn::ReLU(),
                        nn::Linear(settings.projector_hidden, settings.projector_dim));
}

class Contrastive : public Method {
 public:
  Contrastive(const MethodSettings& settings, bool use_labels)
      : views_(settings.views),
        temperature_(settings.temperature),
        use_labels_(use_labels),
        projector_(register_module("projector", make_projector(settings))) {}

  MethodOutput forward(const torch::Tensor& features, const torch::Tensor& labels) override {
    PP_CHECK_EQ(features.size(0), labels.size(0) * views_);
    const torch::Tensor projections = projector_->forward(features);  // (B*V, d)
    const torch::Tensor samples =
        use_labels_ ? labels : torch::arange(labels.size(0), labels.options());  // (B)
    const ContrastiveOutput output =
        contrastive_loss(projections, samples.repeat_interleave(views_), temperature_);
    return {output.loss,
            {{"alignment_accuracy", output.accuracy}, {"spread", feature_spread(projections)}}};
  }

  double uninformed_loss(int64_t num_samples) const override {
    return std::log(static_cast<double>(num_samples * views_ - 1));
  }

 private:
  int64_t views_;
  double temperature_;
  bool use_labels_;
  nn::Sequential projector_;
};

}  // namespace

std::shared_ptr<Method> make_simclr(const MethodSettings& settings) {
  return std::make_shared<Contrastive>(settings, false);
}

std::shared_ptr<Method> make_supcon(const MethodSettings& settings) {
  return std::make_shared<Contrastive>(settings, true);
}

ContrastiveOutput contrastive_loss(const torch::Tensor& projections, const torch::Tensor& groups,
                                   double temperature) {
  namespace F = torch::nn::functional;
  const int64_t num_rows = projections.size(0);
  PP_CHECK_EQ(groups.size(0), num_rows);
  const torch::Tensor unit = F::normalize(projections, F::NormalizeFuncOptions().dim(1));  // (M, d)
  const torch::Tensor self = torch::eye(num_rows, groups.options().dtype(torch::kBool));   // (M, M)
  const torch::Tensor positive =
      groups.unsqueeze(0).eq(groups.unsqueeze(1)).logical_and(~self);  // (M, M)
  const torch::Tensor logits =
      (torch::mm(unit, unit.t()) / temperature)
          .masked_fill(self, -std::numeric_limits<float>::infinity());             // (M, M)
  const torch::Tensor log_share = logits - logits.logsumexp(1, /*keepdim=*/true);  // (M, M)
  const torch::Tensor of_positives =
      log_share.masked_fill(~positive, 0.0).sum(1) / positive.sum(1);         // (M)
  const torch::Tensor nearest = logits.detach().argmax(1, /*keepdim=*/true);  // (M, 1)
  return {-of_positives.mean(), positive.gather(1, nearest).to(torch::kFloat).mean()};
}

}  // namespace progpretrain::trainer
