#include "tools/bench_pool.h"

#include <torch/torch.h>

#include <chrono>
#include <cmath>

#include "tools/bench_stage.h"

namespace progpretrain::tools {
namespace {

constexpr double kMinArea = 0.2, kMaxAspect = 4.0 / 3.0;

}  // namespace

PoolPeer::PoolPeer(torch::Tensor pictures, uint32_t batch, uint32_t size_px)
    : pictures_(std::move(pictures)), batch_(batch), size_px_(size_px) {}

torch::Tensor PoolPeer::next() const {
  namespace F = torch::nn::functional;
  const auto on_device = torch::TensorOptions(pictures_.device());
  const auto uniform = [&](double low, double high) {
    return low + (high - low) * torch::rand({batch_}, on_device);
  };
  const torch::Tensor chosen = pictures_.index_select(
      0, torch::randint(pictures_.size(0), {batch_}, on_device.dtype(torch::kInt64)));
  const torch::Tensor area = uniform(kMinArea, 1.0);
  const torch::Tensor aspect = uniform(-std::log(kMaxAspect), std::log(kMaxAspect)).exp();
  // In the coordinates of affine_grid a picture goes from -1 to 1.
  const torch::Tensor width = (area * aspect).sqrt().clamp_max(1.0);
  const torch::Tensor height = (area / aspect).sqrt().clamp_max(1.0);
  const torch::Tensor sign = torch::where(uniform(0, 1) < 0.5, -1.0, 1.0);
  const torch::Tensor zero = torch::zeros_like(width);
  const torch::Tensor rows = torch::stack({sign * width, zero, uniform(-1, 1) * (1 - width), zero,
                                           height, uniform(-1, 1) * (1 - height)},
                                          1);
  const torch::Tensor grid =
      F::affine_grid(rows.view({batch_, 2, 3}), {batch_, 3, size_px_, size_px_}, false);
  return F::grid_sample(chosen.to(torch::kFloat32).div_(255.0), grid,
                        F::GridSampleFuncOptions()
                            .mode(torch::kBilinear)
                            .padding_mode(torch::kBorder)
                            .align_corners(false));
}

double PoolPeer::run(uint64_t num_batches) {
  const torch::NoGradGuard no_gradients;
  wait_for(next());
  const auto start = std::chrono::steady_clock::now();
  for (uint64_t batch = 1; batch < num_batches; ++batch) next();
  wait_for(next());
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace progpretrain::tools
