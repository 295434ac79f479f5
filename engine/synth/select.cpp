#include "engine/synth/select.h"

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/sample.h"
#include "engine/synth/dot.h"

namespace progpretrain::synth {
namespace {

constexpr uint32_t kOthersStage = 0x6F746872, kSampleStage = 0x73616D70;  // stages of the draws

/// Takes the mean away and makes every row one long; a row of nothing stays nothing.
void normalise(FrameFeatures& features) {
  const size_t width = features.num_features, num_rows = features.values.size() / width;
  std::vector<double> mean(width, 0.0);
  for (size_t row = 0; row < num_rows; ++row)
    for (size_t d = 0; d < width; ++d) mean[d] += features.values[row * width + d];
  for (double& m : mean) m /= static_cast<double>(num_rows);
  for (size_t row = 0; row < num_rows; ++row) {
    float* values = &features.values[row * width];
    double squares = 0;
    for (size_t d = 0; d < width; ++d) {
      values[d] -= static_cast<float>(mean[d]);
      squares += double{values[d]} * values[d];
    }
    const auto scale = static_cast<float>(squares > 0 ? 1 / std::sqrt(squares) : 0);
    for (size_t d = 0; d < width; ++d) values[d] *= scale;
  }
}

/// Some frames that each frame has to be told from.
struct Others {
  std::vector<uint32_t> programs;
  std::vector<float> rows;  // (n, D), one after the other: they are read again and again
  double kernel_variance = 0;
};

/// exp((similarity - 1) / t) for t = kWarmest, half of it, a quarter, ...
constexpr double kWarmest = 0.1;
constexpr size_t kNumTemperatures = 6;
using ByTemperature = std::array<double, kNumTemperatures>;
constexpr double kLeastLogPosterior = -14;  // one in a million

void add_likeness(float similarity, ByTemperature& sums) {
  double likeness = std::exp((double{similarity} - 1) / kWarmest);
  for (double& sum : sums) {
    sum += likeness;
    likeness *= likeness;
  }
}

/// Of rows that may be nothing.
double squared_distance(const float* a, const float* b, size_t width) {
  return double{dot(a, a, width)} + dot(b, b, width) - 2 * double{dot(a, b, width)};
}

/// An eighth of the median squared distance of rows of different programs.
double kernel_variance(const Others& others, size_t width) {
  std::vector<double> distances;
  const size_t n = others.programs.size();
  for (size_t i = 0; i + 1 < n; ++i)
    if (others.programs[i] != others.programs[i + 1])
      distances.push_back(
          squared_distance(&others.rows[i * width], &others.rows[(i + 1) * width], width));
  if (distances.empty()) return 0;
  const auto middle = distances.begin() + static_cast<std::ptrdiff_t>(distances.size() / 2);
  std::nth_element(distances.begin(), middle, distances.end());
  return *middle / 8;
}

struct Recognition {
  ByTemperature log_posterior{};  ///< mean over the frames
  double spread = 1;
};

Recognition recognise(const FrameFeatures& features, size_t program, const Others& others) {
  const size_t n = features.num_frames, width = features.num_features;
  const float* frames = &features.values[program * n * width];
  std::vector<ByTemperature> own(n), other(n);
  double kernels = static_cast<double>(n);  // those of frames with themselves
  for (size_t a = 0; a < n; ++a)
    for (size_t b = a + 1; b < n; ++b) {
      const float similarity = dot(frames + a * width, frames + b * width, width);
      add_likeness(similarity, own[a]);
      add_likeness(similarity, own[b]);
      // The square of the kernel exp(-d^2 / 2v), for (a, b) and for (b, a).
      const double distance = squared_distance(frames + a * width, frames + b * width, width);
      kernels += others.kernel_variance > 0 ? 2 * std::exp(-distance / others.kernel_variance) : 2;
    }
  for (size_t i = 0; i < others.programs.size(); ++i) {
    if (others.programs[i] == program) continue;
    for (size_t a = 0; a < n; ++a)
      add_likeness(dot(frames + a * width, &others.rows[i * width], width), other[a]);
  }
  Recognition out;
  const auto count = static_cast<double>(n);
  for (size_t a = 0; a < n; ++a)
    for (size_t t = 0; t < kNumTemperatures; ++t) {
      // Of each program the mean over its frames; the frame itself is none of them.
      const double mine = own[a][t] / (count - 1), theirs = other[a][t] / count;
      const double posterior = mine > 0 ? mine / (mine + theirs) : 0;
      out.log_posterior[t] +=
          (posterior > 0 ? std::max(std::log(posterior), kLeastLogPosterior) : kLeastLogPosterior) /
          count;
    }
  out.spread = count * count / kernels;
  return out;
}

size_t best_temperature(const std::vector<Recognition>& all) {
  ByTemperature sums{};
  for (const Recognition& one : all)
    for (size_t t = 0; t < kNumTemperatures; ++t) sums[t] += one.log_posterior[t];
  return static_cast<size_t>(std::max_element(sums.begin(), sums.end()) - sums.begin());
}

constexpr std::array<GridAxis, 5> kAxes{
    GridAxis{"spectral_slope", &PictureNumbers::spectral_slope, {-3.0, -2.4, -1.8, -1.2, -0.6}, 5},
    GridAxis{"edge_density", &PictureNumbers::edge_density, {0.08, 0.2, 0.4, 0.6}, 4},
    // Slightly, moderately, quite and highly colourful in the words of Hasler and Suesstrunk.
    GridAxis{"colourfulness", &PictureNumbers::colourfulness, {15, 33, 59, 82}, 4},
    GridAxis{"coverage", &PictureNumbers::coverage, {0.5, 0.75, 0.88}, 3},
    GridAxis{"motion", &PictureNumbers::motion, {0.05, 0.1, 0.2}, 3},
};

/// How many of `total` each of `sizes` gets: its share, rounded so that all are given out.
std::vector<size_t> shares(const std::vector<size_t>& sizes, size_t total) {
  const size_t sum = std::accumulate(sizes.begin(), sizes.end(), size_t{0});
  std::vector<size_t> out;
  for (const size_t size : sizes) out.push_back(total * size / sum);
  std::vector<size_t> order(sizes.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) {
    return total * sizes[a] % sum > total * sizes[b] % sum;
  });
  size_t left = total - std::accumulate(out.begin(), out.end(), size_t{0});
  for (size_t i = 0; left > 0; ++i, --left) ++out[order[i]];
  return out;
}

/// `count` of `members` (fittest first): of every cell the fittest, and then of each as large a
/// share.
std::vector<uint32_t> best_of_cells(const std::vector<uint32_t>& members,
                                    std::span<const PictureNumbers> numbers, size_t count) {
  std::map<uint32_t, uint32_t> sizes, given;  // by cell
  for (const uint32_t member : members) ++sizes[cell_of(numbers[member])];
  std::vector<std::pair<double, uint32_t>> order;  // rank as a share of the cell, place
  for (uint32_t place = 0; place < members.size(); ++place) {
    const uint32_t cell = cell_of(numbers[members[place]]);
    order.emplace_back(static_cast<double>(given[cell]++) / sizes[cell], place);
  }
  std::sort(order.begin(), order.end());
  std::vector<uint32_t> out;
  for (size_t i = 0; i < std::min(count, order.size()); ++i)
    out.push_back(members[order[i].second]);
  return out;
}

}  // namespace

std::vector<Fitness> measure_fitness(FrameFeatures features, uint64_t seed, size_t max_others) {
  PP_CHECK(features.num_frames >= 2 && features.num_features % kDotLanes == 0);
  PP_CHECK_EQ(features.values.size() % (size_t{features.num_frames} * features.num_features), 0u);
  const size_t num_programs = features.num_programs(), width = features.num_features;
  normalise(features);
  Others others;
  const size_t num_frames = num_programs * features.num_frames;
  for (const uint32_t frame : base::draw_without_replacement(num_frames, max_others,
                                                             base::Philox(seed, 0, kOthersStage))) {
    others.programs.push_back(frame / features.num_frames);
    const float* row = &features.values[frame * width];
    others.rows.insert(others.rows.end(), row, row + width);
  }
  others.kernel_variance = kernel_variance(others, width);
  std::vector<Recognition> recognised(num_programs);
  const size_t num_threads = std::max(1u, std::thread::hardware_concurrency());
  std::vector<std::jthread> threads;
  for (size_t t = 0; t < num_threads; ++t)
    threads.emplace_back([&, t] {
      for (size_t p = t; p < num_programs; p += num_threads)
        recognised[p] = recognise(features, p, others);
    });
  threads.clear();  // joins
  const size_t temperature = best_temperature(recognised);
  std::vector<Fitness> out;
  for (const Recognition& one : recognised)
    out.push_back({static_cast<float>(std::exp(one.log_posterior[temperature])),
                   static_cast<float>(one.spread)});
  return out;
}

std::span<const GridAxis> grid_axes() {
  return kAxes;
}

uint32_t cell_of(const PictureNumbers& numbers) {
  uint32_t cell = 0;
  for (const GridAxis& axis : kAxes) {
    const auto end = axis.edges.begin() + static_cast<std::ptrdiff_t>(axis.num_edges);
    const auto bin =
        std::upper_bound(axis.edges.begin(), end, numbers.*axis.number) - axis.edges.begin();
    cell = cell * static_cast<uint32_t>(axis.num_edges + 1) + static_cast<uint32_t>(bin);
  }
  return cell;
}

std::vector<uint32_t> cost_bands(std::span<const PictureNumbers> numbers) {
  if (numbers.empty()) return {};
  std::vector<double> costs;
  for (const PictureNumbers& one : numbers) costs.push_back(one.ms_per_megapixel);
  const auto middle = costs.begin() + static_cast<std::ptrdiff_t>(costs.size() / 2);
  std::nth_element(costs.begin(), middle, costs.end());
  std::vector<uint32_t> out;
  for (const PictureNumbers& one : numbers)
    out.push_back(static_cast<uint32_t>(
        std::upper_bound(kCostEdges.begin(), kCostEdges.end(), one.ms_per_megapixel / *middle,
                         [](double value, double edge) { return value < edge; }) -
        kCostEdges.begin()));
  return out;
}

std::vector<uint32_t> select_programs(std::span<const PictureNumbers> numbers,
                                      std::span<const Fitness> fitness, size_t count) {
  PP_CHECK_EQ(numbers.size(), fitness.size());
  PP_CHECK(count <= numbers.size(), count, " of ", numbers.size());
  std::vector<std::vector<uint32_t>> bands(kNumCostBands);
  const std::vector<uint32_t> band_of = cost_bands(numbers);
  for (uint32_t i = 0; i < numbers.size(); ++i) bands[band_of[i]].push_back(i);
  std::vector<size_t> sizes;
  for (const auto& band : bands) sizes.push_back(band.size());
  if (numbers.empty()) return {};
  const std::vector<size_t> quotas = shares(sizes, count);
  std::vector<uint32_t> out;
  for (uint32_t b = 0; b < kNumCostBands; ++b) {
    auto& band = bands[b];
    std::stable_sort(band.begin(), band.end(), [&](uint32_t x, uint32_t y) {
      return fitness[x].value() > fitness[y].value();
    });
    const auto num_fit =
        static_cast<size_t>(std::ceil(static_cast<double>(band.size()) * (1 - kSetAsideShare)));
    const std::vector<uint32_t> fit(band.begin(),
                                    band.begin() + static_cast<std::ptrdiff_t>(num_fit));
    const std::vector<uint32_t> chosen = best_of_cells(fit, numbers, quotas[b]);
    out.insert(out.end(), chosen.begin(), chosen.end());
    for (size_t i = num_fit; i - num_fit + chosen.size() < quotas[b]; ++i) out.push_back(band[i]);
  }
  std::sort(out.begin(), out.end());
  return out;
}

std::vector<uint32_t> fittest_first(std::span<const Fitness> fitness) {
  std::vector<uint32_t> order(fitness.size());
  std::iota(order.begin(), order.end(), 0u);
  std::stable_sort(order.begin(), order.end(), [&](uint32_t a, uint32_t b) {
    return fitness[a].value() > fitness[b].value();
  });
  return order;
}

std::vector<uint32_t> random_order(size_t num_candidates, uint64_t seed) {
  return base::draw_without_replacement(num_candidates, num_candidates,
                                        base::Philox(seed, 0, kSampleStage));
}

}  // namespace progpretrain::synth
