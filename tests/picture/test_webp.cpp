#include <doctest/doctest.h>
#include <webp/decode.h>
#include <webp/mux.h>

#include "engine/base/check.h"
#include "engine/picture/webp_animation.h"
#include "tests/picture/samples.h"

using namespace progpretrain;
using namespace progpretrain::picture;

namespace {
Image decode_webp(const uint8_t* bytes, size_t size) {
  int width = 0, height = 0;
  uint8_t* pixels = WebPDecodeRGB(bytes, size, &width, &height);
  REQUIRE(pixels != nullptr);
  Image image(width, height);
  image.pixels.assign(pixels, pixels + image.pixels.size());
  WebPFree(pixels);
  return image;
}
}  // namespace

TEST_CASE("webp: lossless keeps every bit, quality 90 stays close and is recognised") {
  const Image image = testing::noise_image(33, 17, 2);
  const std::string exact = encode_webp(image, WebpQuality::lossless);
  CHECK(decode_webp(reinterpret_cast<const uint8_t*>(exact.data()), exact.size()) == image);
  const std::string lossy =
      encode_webp(testing::flat_image(64, 64, 200, 90, 30), WebpQuality::lossy_90);
  CHECK(mime_type(lossy) == "image/webp");
  const Image back = decode_webp(reinterpret_cast<const uint8_t*>(lossy.data()), lossy.size());
  CHECK(std::abs(back.at(10, 10)[0] - 200) <= 6);
}

TEST_CASE("webp: an animation has its frames, their times, and plays for ever") {
  WebpAnimation animation(24, 24, WebpQuality::lossless);
  for (int i = 0; i < 5; ++i) animation.add(testing::noise_image(24, 24, i), 40);
  const std::string bytes = animation.finish();
  const WebPData data{reinterpret_cast<const uint8_t*>(bytes.data()), bytes.size()};
  WebPMux* mux = WebPMuxCreate(&data, 1);
  REQUIRE(mux != nullptr);
  int num_frames = 0;
  CHECK(WebPMuxNumChunks(mux, WEBP_CHUNK_ANMF, &num_frames) == WEBP_MUX_OK);
  CHECK(num_frames == 5);
  WebPMuxAnimParams params;
  CHECK(WebPMuxGetAnimationParams(mux, &params) == WEBP_MUX_OK);
  CHECK(params.loop_count == 0);
  for (uint32_t i = 1; i <= 5; ++i) {
    WebPMuxFrameInfo frame;
    REQUIRE(WebPMuxGetFrame(mux, i, &frame) == WEBP_MUX_OK);
    CHECK(frame.duration == 40);
    CHECK(decode_webp(frame.bitstream.bytes, frame.bitstream.size) ==
          testing::noise_image(24, 24, i - 1));
    WebPDataClear(&frame.bitstream);
  }
  WebPMuxDelete(mux);
}

TEST_CASE("webp: a frame of another size or an empty animation is a broken promise") {
  WebpAnimation animation(8, 8, WebpQuality::lossy_90);
  CHECK_THROWS_AS(animation.add(testing::noise_image(9, 8, 0), 40), InvariantError);
  CHECK_THROWS_AS(animation.finish(), InvariantError);
  CHECK_THROWS_AS(WebpAnimation(20000, 8, WebpQuality::lossless), UsageError);
}
