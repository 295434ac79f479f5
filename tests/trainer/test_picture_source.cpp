#include <doctest/doctest.h>
#include <torch/torch.h>

#include <map>

#include "tests/trainer/fake_source.h"
#include "trainer/sources/picture_source.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

/// Picture i is grey i, and its class is i % 2; the left half of all is a little darker.
PictureSet greys(int64_t count) {
  PictureSet set;
  set.images = torch::empty({count, 3, 40, 40}, torch::kUInt8);
  set.labels = torch::empty({count}, torch::kInt64);
  for (int64_t i = 0; i < count; ++i) {
    set.images[i].fill_(20 * i + 20);
    set.images[i].slice(2, 0, 20).fill_(20 * i + 10);
    set.labels[i] = i % 2;
  }
  set.num_classes = 2;
  return set;
}

int64_t picture_of(const torch::Tensor& image) {
  return static_cast<int64_t>(image.max().item<float>() * 255.0f + 0.5f - 10.0f) / 20;
}

}  // namespace

TEST_CASE("picture source: every epoch shows every picture once, in another order, with its class") {
  RunConfig config = testing::small_config();
  config.batch = 5;
  const auto source = make_picture_source(greys(10), config, 0, torch::kCPU);
  CHECK(source->num_classes() == 2);
  std::vector<std::vector<int64_t>> epochs;
  for (int batch_number = 0; batch_number < 4; ++batch_number) {
    const ImageBatch batch = source->next();
    CHECK(batch.first_sample == static_cast<uint64_t>(5 * batch_number));
    REQUIRE(batch.images.sizes() == std::vector<int64_t>{10, 3, 32, 32});
    if (batch_number % 2 == 0) epochs.emplace_back();
    for (int64_t i = 0; i < 5; ++i) {
      const int64_t shown = picture_of(batch.images[2 * i]);
      CHECK(shown == picture_of(batch.images[2 * i + 1]));
      CHECK(batch.labels[i].item<int64_t>() == shown % 2);
      epochs.back().push_back(shown);
    }
  }
  for (auto epoch : epochs) {
    std::sort(epoch.begin(), epoch.end());
    for (int64_t i = 0; i < 10; ++i) CHECK(epoch[static_cast<size_t>(i)] == i);
  }
  CHECK(epochs[0] != epochs[1]);
}

TEST_CASE("picture source: a run that goes on gets the batches that the whole run gets") {
  RunConfig config = testing::small_config();
  const auto whole = make_picture_source(greys(11), config, 0, torch::kCPU);
  for (int i = 0; i < 3; ++i) whole->next();
  const auto resumed = make_picture_source(greys(11), config, 3, torch::kCPU);
  const ImageBatch a = whole->next(), b = resumed->next();
  CHECK(a.first_sample == b.first_sample);
  CHECK(a.images.equal(b.images));
  CHECK(a.labels.equal(b.labels));
  config.seed = 1;
  CHECK_FALSE(make_picture_source(greys(11), config, 3, torch::kCPU)->next().images.equal(b.images));
}

TEST_CASE("picture source: without crops and flips a picture of the right size is itself") {
  RunConfig config = testing::small_config();
  config.size_px = 40;
  config.crop_scale_min = config.crop_scale_max = config.crop_aspect_max = 1;
  config.flip_probability = 0;
  const PictureSet set = greys(4);
  const ImageBatch batch = make_picture_source(set, config, 0, torch::kCPU)->next();
  const torch::Tensor expected = set.images[picture_of(batch.images[0])].to(torch::kFloat32) / 255;
  CHECK(torch::allclose(batch.images[0], expected, 0, 1e-6));
  config.flip_probability = 1;
  const ImageBatch flipped = make_picture_source(set, config, 0, torch::kCPU)->next();
  CHECK(torch::allclose(flipped.images[0], expected.flip({2}), 0, 1e-6));
}
