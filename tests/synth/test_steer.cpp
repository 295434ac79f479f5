#include <doctest/doctest.h>

#include <cmath>

#include "engine/synth/steer.h"

using namespace progpretrain::synth;

namespace {

constexpr uint32_t kWidth = 16;

/// One program a row, each of one frame that lies at an angle on a circle of two features.
FrameFeatures at_angles(const std::vector<double>& angles) {
  FrameFeatures features{1, kWidth, std::vector<float>(angles.size() * kWidth, 0.0f)};
  for (size_t i = 0; i < angles.size(); ++i) {
    features.values[i * kWidth] = static_cast<float>(std::cos(angles[i]));
    features.values[i * kWidth + 1] = static_cast<float>(std::sin(angles[i]));
  }
  return features;
}

const double kPi = std::acos(-1.0);

/// Frames whose mean is nothing.
FrameFeatures centred() {
  return at_angles({0, kPi / 2, kPi, 3 * kPi / 2});
}

}  // namespace

TEST_CASE("steer: nearness is the cosine with the nearest landmark, averaged over the frames") {
  const Landmarks landmarks(at_angles({0, kPi}), centred());
  const auto near = landmarks.nearness(at_angles({0, 0.3, kPi / 2, kPi - 0.4}));
  REQUIRE(near.size() == 4);
  CHECK(near[0] == doctest::Approx(1));
  CHECK(near[1] == doctest::Approx(std::cos(0.3)));
  CHECK(near[2] == doctest::Approx(0).epsilon(1e-5));
  CHECK(near[3] == doctest::Approx(std::cos(0.4)));
  FrameFeatures pair = at_angles({0, kPi / 2});
  pair.num_frames = 2;
  CHECK(landmarks.nearness(pair) == std::vector<float>{(near[0] + near[2]) / 2});
}

TEST_CASE("steer: what all landmarks have in common counts, and one landmark is enough") {
  const FrameFeatures found = at_angles({kPi / 2, 0.2, kPi, -0.3});
  for (const auto& landmarks : {at_angles({0}), at_angles({0, 0}), at_angles({-0.1, 0.1})}) {
    const auto near = Landmarks(landmarks, centred()).nearness(found);
    CHECK(accept(near, false, 1) == std::vector<uint32_t>{1});
    CHECK(near[1] > 0.95);
    CHECK(near[2] < -0.95);
  }
  // What all pictures have in common does not.
  FrameFeatures shifted = found, one = at_angles({0}), all = centred();
  for (FrameFeatures* features : {&shifted, &one, &all})
    for (size_t i = 2; i < features->values.size(); i += kWidth) features->values[i] = 5;
  CHECK(Landmarks(one, all).nearness(shifted) ==
        Landmarks(at_angles({0}), centred()).nearness(found));
}

TEST_CASE("steer: without landmarks everything is equally far") {
  const Landmarks none(FrameFeatures{1, kWidth, {}}, centred());
  CHECK(none.size() == 0);
  CHECK(none.nearness(at_angles({0, 1})) == std::vector<float>{-1, -1});
}

TEST_CASE("steer: what was accepted becomes a landmark to keep away from") {
  Landmarks landmarks(at_angles({0, kPi}), centred());
  const FrameFeatures found = at_angles({kPi / 2, 0.1});
  CHECK(landmarks.nearness(found)[0] < 0.01);
  const std::vector<uint32_t> places{0};
  landmarks.add(found, places);
  CHECK(landmarks.size() == 3);
  CHECK(landmarks.nearness(found)[0] == doctest::Approx(1));
}

TEST_CASE(
    "steer: a quarter of a wave is accepted, the nearest or the farthest, never more than wanted") {
  const std::vector<float> near{0.1f, 0.9f, 0.5f, 0.9f, 0.2f, 0.0f, 0.3f, 0.4f};
  CHECK(accept(near, false, 100) == std::vector<uint32_t>{1, 3});
  CHECK(accept(near, true, 100) == std::vector<uint32_t>{0, 5});
  CHECK(accept(near, false, 1) == std::vector<uint32_t>{1});
  CHECK(accept(std::vector<float>{0.5f}, true, 5) == std::vector<uint32_t>{0});
  CHECK(accept({}, true, 5).empty());
}
