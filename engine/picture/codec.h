#pragma once
// Picture files: PNG and JPEG in, PNG and WebP out. A damaged file is a value from decode_*, a
// UsageError from read_*.
#include <filesystem>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

#include "engine/picture/image.h"

namespace progpretrain::picture {

/// A picture, or one line that says what is wrong with the bytes.
using Decoded = tl::expected<Image, std::string>;

/// Pictures of more pixels are refused before any memory is taken for them.
inline constexpr int64_t kMaxDecodedPixels = int64_t{1} << 26;

/// Any PNG (grey, palette, 16 bits, interlaced) as 8-bit RGB; transparent parts are laid over
/// black.
Decoded decode_png(std::string_view bytes);
/// Grey, YCbCr or RGB JPEG, accurate integer DCT; a truncated file is an error. EXIF orientation is
/// not applied.
Decoded decode_jpeg(std::string_view bytes);
/// PNG or JPEG by the first bytes.
Decoded decode_image(std::string_view bytes);

/// decode_* of a file. Throw UsageError "PATH: no PNG picture that can be read: reason".
Image read_png(const std::filesystem::path& path);
Image read_jpeg(const std::filesystem::path& path);
Image read_image(const std::filesystem::path& path);

/// 8-bit RGB, sRGB. The picture must not be empty.
std::string encode_png(const Image& image);

enum class WebpQuality { lossless, lossy_90 };
std::string encode_webp(const Image& image, WebpQuality quality);

/// encode_png into a file, atomically.
void write_png(const std::filesystem::path& path, const Image& image);

/// "image/png", "image/webp" or "image/jpeg" by the first bytes, empty for anything else.
std::string_view mime_type(std::string_view bytes);

}  // namespace progpretrain::picture
