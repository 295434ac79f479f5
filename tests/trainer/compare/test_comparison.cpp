#include <numbers>

#include "engine/base/file.h"
#include "engine/render/picture_statistics.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/compare/report.h"
#include "trainer/compare/texture_features.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

constexpr int64_t kPrograms = 24, kFrames = 8, kSide_px = 64;

/// Fresh noise in every frame: u8 [P,F,3,S,S].
torch::Tensor noise_frames() {
  return torch::randint(0, 256, {kPrograms, kFrames, 3, kSide_px, kSide_px},
                        at::detail::createCPUGenerator(11), torch::kUInt8);
}

/// Waves with a direction, length and colour of each program's own, which turn a little with time.
torch::Tensor wave_frames() {
  const auto generator = at::detail::createCPUGenerator(12);
  const torch::Tensor own = torch::rand({kPrograms, 5}, generator);
  const torch::Tensor at = torch::arange(kSide_px, torch::kFloat32);
  torch::Tensor frames = torch::empty({kPrograms, kFrames, 3, kSide_px, kSide_px}, torch::kUInt8);
  for (int64_t p = 0; p < kPrograms; ++p)
    for (int64_t f = 0; f < kFrames; ++f) {
      const double angle =
          std::numbers::pi * own[p][0].item<double>() + 0.1 * static_cast<double>(f);
      const double wave_px = 3 * std::exp2(3 * own[p][1].item<double>());
      const torch::Tensor along =
          at.view({1, -1}) * std::cos(angle) + at.view({-1, 1}) * std::sin(angle);
      const torch::Tensor wave = 0.5 + 0.5 * (along * (2 * std::numbers::pi / wave_px)).sin();
      frames[p][f].copy_(
          (own[p].slice(0, 2).view({3, 1, 1}) * wave * 255).round().to(torch::kUInt8));
    }
  return frames;
}

DrawnCorpus drawn(const std::string& name, const torch::Tensor& frames) {
  DrawnCorpus out;
  out.name = name;
  out.fingerprint = std::string(64, 'a');
  out.cost_code = "quick";
  const torch::Tensor rows = texture_features(frames.flatten(0, 1).to(torch::kFloat32).div(255));
  const torch::Tensor thumbnails =
      at::adaptive_avg_pool2d(frames.flatten(0, 1).to(torch::kFloat32), {8, 8}).flatten(1);
  for (const torch::Tensor& space : {rows, thumbnails})
    out.features.push_back(space.view({kPrograms, kFrames, space.size(1)}));
  const size_t bytes = 3 * kSide_px * kSide_px;
  for (int64_t p = 0; p < kPrograms; ++p) {
    const torch::Tensor first = frames[p][0].contiguous();
    out.power.push_back(render::power_spectrum({first.data_ptr<uint8_t>(), bytes}));
    const auto number = static_cast<float>(p);
    out.ms_per_megapixel.push_back(number);
    out.colourfulness.push_back(10 + number);
    out.coverage.push_back(0.5f);
    out.motion.push_back(0.1f);
    out.nearest_distance.push_back(p < kPrograms / 4 ? 0.1f : 0.6f);
  }
  return out;
}

const std::vector<DrawnCorpus>& corpora() {
  static const std::vector<DrawnCorpus> both{drawn("waves", wave_frames()),
                                             drawn("noise|<b>", noise_frames())};
  return both;
}

ComparisonRun run_of() {
  return {"progpretrain compare a b",
          kFrames,
          kSide_px,
          0.0,
          false,
          3,
          "a device",
          {{"texture", "a bank", Units::various}, {"thumbnails", "pixels", Units::one}},
          {"sheet-a.png", "sheet-b.png"}};
}

}  // namespace

TEST_CASE("comparison: every measure of diversity ranks white noise low") {
  const Comparison numbers = compare_corpora(corpora(), run_of().spaces, 3);
  for (size_t space = 0; space < 2; ++space) {
    const SpaceNumbers& moving = numbers.corpora[0].spaces[space];
    const SpaceNumbers& noisy = numbers.corpora[1].spaces[space];
    CHECK(noisy.effective.programs.high < moving.effective.programs.low);
    CHECK(noisy.spread.high < moving.spread.low);
    CHECK(noisy.identifiability.high < moving.identifiability.low);
    CHECK(noisy.recognised_spread.high < moving.recognised_spread.low);
    CHECK(noisy.curve.points.back().clusters.high < moving.curve.points.back().clusters.low);
  }
  const SpaceNumbers &waves = numbers.corpora[0].spaces[0], &noise = numbers.corpora[1].spaces[0];
  CHECK(noise.effective.programs.high < 1.5);
  CHECK(waves.effective.programs.low > 5);
  CHECK(noise.spread.value < 1.8);
  CHECK(waves.spread.low > noise.spread.high);
  CHECK(noise.identifiability.high < 0.3);
  CHECK(waves.identifiability.low > 0.8);
  const auto found = [](const SpaceNumbers& its) { return its.curve.points.back().clusters; };
  CHECK(found(noise).value < found(waves).value / 2);
  CHECK(found(noise).high < found(waves).low);
}

TEST_CASE("comparison: as many clusters as asked for, at most one for every eight frames") {
  const std::vector<DrawnCorpus> both = corpora();
  const auto num_frames =
      static_cast<int64_t>(both.size() * both[0].num_programs()) * both[0].features[0].size(1);
  const auto clusters = [&](int64_t most) {
    return compare_corpora(both, run_of().spaces, 3, most).num_clusters[0];
  };
  CHECK(clusters(3) == 3);
  CHECK(clusters(num_frames) > num_frames / kFramesPerCluster / 2);
  CHECK(clusters(num_frames) <= num_frames / kFramesPerCluster);
}

TEST_CASE("comparison: medians, means, shares and the slope of the mean spectrum") {
  const CorpusNumbers noise = compare_corpora(corpora(), run_of().spaces, 3).corpora[1];
  CHECK(noise.median_ms_per_megapixel.value == doctest::Approx(11.5));
  CHECK(noise.mean_ms_per_megapixel.value == doctest::Approx(11.5));
  CHECK(noise.median_ms_per_megapixel.low < 11);
  CHECK(noise.median_ms_per_megapixel.high > 12);
  CHECK(noise.colourfulness.value == doctest::Approx(21.5));
  CHECK(noise.coverage.low == 0.5f);
  CHECK(noise.coverage.high == 0.5f);
  CHECK(noise.near_share.value == doctest::Approx(0.25));
  CHECK(noise.median_nearest_distance.value == doctest::Approx(0.6));
  CHECK(noise.spectral_exponent.value == doctest::Approx(0).epsilon(0.1));
}

TEST_CASE("comparison: equal corpora and seeds give equal files, names of strangers stay text") {
  const testing::TemporaryFolder folder;
  for (const char* name : {"a", "b"})
    write_comparison(folder / name, run_of(), corpora(),
                     compare_corpora(corpora(), run_of().spaces, 3));
  for (const char* file : {"CORPUS.md", "comparison.json", "rarefaction-texture.svg"})
    CHECK(base::read_file(folder / "a" / file) == base::read_file(folder / "b" / file));
  const std::string text = base::read_file(folder / "a" / "CORPUS.md");
  CHECK(text.find("noise\\|\\<b\\>") != text.npos);
  CHECK(text.find("(sheet-b.png)") != text.npos);
  const std::string curves = base::read_file(folder / "a" / "rarefaction-texture.svg");
  CHECK(curves.find("noise|&lt;b&gt;") != curves.npos);
  const auto json = base::parse_json(base::read_file(folder / "a" / "comparison.json"), "json");
  CHECK(json["corpora"][0]["name"] == "waves");
  CHECK(json["corpora"][0]["spaces"]["texture"]["effective_programs"]["value"] > 5);
  CHECK(json["programs"] == kPrograms);
}
