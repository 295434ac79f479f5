#include <doctest/doctest.h>

#include <numeric>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/picture/codec.h"
#include "tests/picture/samples.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::picture;
using testing::TemporaryFolder;

namespace {
template <class Read>
std::string usage_error_of(const Read& read) {
  try {
    read();
  } catch (const UsageError& e) {
    return e.what();
  }
  return {};
}
}  // namespace

TEST_CASE("image: planes become interleaved pixels and come back") {
  std::vector<uint8_t> planar(3 * 2 * 3);
  std::iota(planar.begin(), planar.end(), uint8_t{0});
  const Image image = from_planar(planar, 2, 3);
  CHECK(image.width == 3);
  CHECK(image.height == 2);
  CHECK(image.at(1, 1)[0] == 4);   // plane 0, row 1, column 1
  CHECK(image.at(1, 1)[1] == 10);  // + one plane of 6
  CHECK(image.at(1, 1)[2] == 16);
  std::vector<uint8_t> back(planar.size());
  to_planar(image, back);
  CHECK(back == planar);
  CHECK_THROWS_AS(from_planar(planar, 3, 3), InvariantError);
}

TEST_CASE("image: paste cuts what lies outside") {
  Image target(4, 4);
  paste(target, testing::flat_image(3, 3, 9, 9, 9), -1, 2);
  CHECK(std::accumulate(target.pixels.begin(), target.pixels.end(), 0) == 2 * 2 * 3 * 9);
  CHECK(target.at(1, 3)[0] == 9);
  CHECK(target.at(2, 3)[0] == 0);
  paste(target, testing::flat_image(3, 3, 1, 1, 1), 7, 7);  // wholly outside
}

TEST_CASE("png: every bit survives the round trip") {
  const TemporaryFolder folder;
  for (const auto& [width, height] : {std::pair{1, 1}, {7, 3}, {64, 64}}) {
    const Image image = testing::noise_image(width, height, 5);
    write_png(folder / "deep/a.png", image);
    CHECK(read_png(folder / "deep/a.png") == image);
    CHECK(read_image(folder / "deep/a.png") == image);
  }
}

TEST_CASE("png: a file cut anywhere is an error, never a picture or a crash") {
  const std::string bytes = encode_png(testing::noise_image(16, 16, 1));
  for (size_t length = 0; length + 16 < bytes.size(); ++length)
    REQUIRE_FALSE(decode_png(std::string_view(bytes).substr(0, length)).has_value());
}

TEST_CASE("png: a header that claims a giant picture is refused before memory is taken") {
  std::string bytes = encode_png(testing::noise_image(4, 4, 1));
  bytes[16] = 0x00;
  bytes[17] = 0x0f;
  bytes[18] = 0x42;
  bytes[19] = 0x40;  // width 1,000,000; the CRC is wrong now too
  CHECK_FALSE(decode_png(bytes).has_value());
}

TEST_CASE("jpeg: a flat colour comes back within the codec's rounding") {
  const TemporaryFolder folder;
  base::write_file_atomically(folder / "a.jpg",
                              testing::encode_jpeg(testing::flat_image(40, 24, 200, 90, 30)));
  for (const Image& image : {read_jpeg(folder / "a.jpg"), read_image(folder / "a.jpg")}) {
    REQUIRE(image.width == 40);
    REQUIRE(image.height == 24);
    for (size_t i = 0; i < image.pixels.size(); i += 3) {
      CHECK(std::abs(image.pixels[i] - 200) <= 3);
      CHECK(std::abs(image.pixels[i + 1] - 90) <= 3);
      CHECK(std::abs(image.pixels[i + 2] - 30) <= 3);
    }
  }
}

TEST_CASE("jpeg: a damaged file is an error and the process lives") {
  const std::string bytes = testing::encode_jpeg(testing::noise_image(64, 64, 3));
  CHECK_FALSE(decode_jpeg(bytes.substr(0, bytes.size() / 2)).has_value());
  CHECK_FALSE(decode_jpeg(bytes.substr(0, 10)).has_value());
  CHECK_FALSE(decode_jpeg("").has_value());
  CHECK_FALSE(decode_jpeg("no picture at all").has_value());
}

TEST_CASE("image files: errors name the file and what was expected") {
  const TemporaryFolder folder;
  base::write_file_atomically(folder / "a.png", "plain text");
  const auto png = usage_error_of([&] { read_png(folder / "a.png"); });
  CHECK(png.find("a.png: no PNG picture that can be read: ") != std::string::npos);
  const auto any = usage_error_of([&] { read_image(folder / "a.png"); });
  CHECK(any.find("neither a PNG nor a JPEG") != std::string::npos);
  CHECK(usage_error_of([&] { read_jpeg(folder / "none.jpg"); }).find("no such file") !=
        std::string::npos);
}
