// PNG through libpng's simplified interface, which reports errors as values. (No longjmp through
// C++ frames.)
#include <png.h>

#include <cstring>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/picture/codec.h"

namespace progpretrain::picture {
namespace {

struct PngImage {
  png_image image{};
  PngImage() { image.version = PNG_IMAGE_VERSION; }
  ~PngImage() { png_image_free(&image); }
  PngImage(const PngImage&) = delete;
  PngImage& operator=(const PngImage&) = delete;
  std::string message() const { return image.message; }
};

Image checked(Decoded decoded, const std::filesystem::path& path, const char* kind) {
  if (!decoded)
    throw UsageError(path.string() + ": no " + kind +
                     " picture that can be read: " + decoded.error());
  return std::move(*decoded);
}

}  // namespace

Decoded decode_png(std::string_view bytes) {
  PngImage png;
  if (!png_image_begin_read_from_memory(&png.image, bytes.data(), bytes.size()))
    return tl::unexpected(png.message());
  if (int64_t{png.image.width} * png.image.height > kMaxDecodedPixels)
    return tl::unexpected(
        base::concat(png.image.width, "x", png.image.height, " pixels are too many"));
  png.image.format = PNG_FORMAT_RGB;
  Image image(static_cast<int>(png.image.width), static_cast<int>(png.image.height));
  const png_color black{0, 0, 0};
  if (!png_image_finish_read(&png.image, &black, image.pixels.data(), 0, nullptr))
    return tl::unexpected(png.message());
  return image;
}

std::string encode_png(const Image& image) {
  PP_CHECK(!image.empty());
  PngImage png;
  png.image.width = static_cast<png_uint_32>(image.width);
  png.image.height = static_cast<png_uint_32>(image.height);
  png.image.format = PNG_FORMAT_RGB;
  png_alloc_size_t size = PNG_IMAGE_PNG_SIZE_MAX(png.image);
  std::string bytes(size, '\0');
  if (!png_image_write_to_memory(&png.image, bytes.data(), &size, 0, image.pixels.data(), 0,
                                 nullptr))
    throw EnvironmentError("PNG encoder: " + png.message());
  bytes.resize(size);
  return bytes;
}

void write_png(const std::filesystem::path& path, const Image& image) {
  base::write_file_atomically(path, encode_png(image));
}

std::string_view mime_type(std::string_view bytes) {
  if (bytes.starts_with("\x89PNG\r\n\x1a\n")) return "image/png";
  if (bytes.starts_with("\xff\xd8\xff")) return "image/jpeg";
  if (bytes.starts_with("RIFF") && bytes.substr(0, 12).ends_with("WEBP")) return "image/webp";
  return {};
}

Decoded decode_image(std::string_view bytes) {
  const std::string_view type = mime_type(bytes);
  if (type == "image/png") return decode_png(bytes);
  if (type == "image/jpeg") return decode_jpeg(bytes);
  return tl::unexpected(std::string("neither a PNG nor a JPEG"));
}

Image read_png(const std::filesystem::path& path) {
  return checked(decode_png(base::read_file(path)), path, "PNG");
}
Image read_jpeg(const std::filesystem::path& path) {
  return checked(decode_jpeg(base::read_file(path)), path, "JPEG");
}
Image read_image(const std::filesystem::path& path) {
  return checked(decode_image(base::read_file(path)), path, "PNG or JPEG");
}

}  // namespace progpretrain::picture
