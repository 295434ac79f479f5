#include <doctest/doctest.h>

#include "trainer/normalise.h"
#include "trainer/view_sheet.h"

using namespace progpretrain::trainer;

TEST_CASE("view_sheet: pictures stand row by row with a grey gap, rounded to nearest") {
  torch::Tensor images = torch::zeros({3, 3, 4, 5});
  images[1].fill_(1.0f);
  images[2].fill_(0.5f);
  const torch::Tensor sheet = view_sheet(images, 2);
  CHECK(sheet.sizes() == torch::IntArrayRef({3, 2 * 6 + 2, 2 * 7 + 2}));
  const auto at = [&](int64_t y, int64_t x) { return sheet[0][y][x].item<int>(); };
  CHECK(at(0, 0) == 128);
  CHECK(at(2, 2) == 0);
  CHECK(at(5, 13) == 255);
  CHECK(at(8, 2) == 128);   // picture 2: 0.5 -> 128
  CHECK(at(9, 10) == 128);  // no picture there
}

TEST_CASE(
    "normalise: the mean colour becomes 0, one deviation more becomes 1, in channels-last memory") {
  torch::Tensor images = torch::empty({2, 3, 4, 4});
  for (int64_t channel = 0; channel < 3; ++channel) {
    const auto index = static_cast<size_t>(channel);
    images[0][channel].fill_(kImageMean[index]);
    images[1][channel].fill_(kImageMean[index] + kImageDeviation[index]);
  }
  const torch::Tensor out = normalise(images);
  CHECK(torch::allclose(out[0], torch::zeros({3, 4, 4}), 0, 1e-6));
  CHECK(torch::allclose(out[1], torch::ones({3, 4, 4}), 0, 1e-5));
  CHECK(out.is_contiguous(torch::MemoryFormat::ChannelsLast));
}
