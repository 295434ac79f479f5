// JPEG through libjpeg(-turbo). Its default error handler ends the process; ours comes back with
// the message.
#include <csetjmp>
#include <cstdio>
#include <cstring>

#include "engine/base/check.h"
#include "engine/picture/codec.h"
// clang-format off: jpeglib.h needs stdio first
#include <jerror.h>
#include <jpeglib.h>
// clang-format on

namespace progpretrain::picture {
namespace {

struct Errors {
  jpeg_error_mgr manager;  // first: libjpeg hands out a pointer to it
  jmp_buf escape;
  char message[JMSG_LENGTH_MAX];
};

void leave(j_common_ptr codec) {
  auto* errors = reinterpret_cast<Errors*>(codec->err);
  errors->manager.format_message(codec, errors->message);
  longjmp(errors->escape, 1);
}

// Warnings are tolerated, except that the end is missing: half a picture is not the picture.
void on_message(j_common_ptr codec, int level) {
  const int code = codec->err->msg_code;
  if (level < 0 && (code == JWRN_JPEG_EOF || code == JWRN_HIT_MARKER)) leave(codec);
}

// Nothing with a destructor lives in this frame: longjmp would skip it.
bool decode_into(std::string_view bytes, Image& image, Errors& errors) {
  jpeg_decompress_struct codec;
  std::memset(&codec, 0, sizeof(codec));
  codec.err = jpeg_std_error(&errors.manager);
  errors.manager.error_exit = leave;
  errors.manager.emit_message = on_message;
  if (setjmp(errors.escape)) {
    jpeg_destroy_decompress(&codec);
    return false;
  }
  jpeg_create_decompress(&codec);
  jpeg_mem_src(&codec, reinterpret_cast<const unsigned char*>(bytes.data()), bytes.size());
  jpeg_read_header(&codec, TRUE);
  if (int64_t{codec.image_width} * codec.image_height > kMaxDecodedPixels) {
    std::snprintf(errors.message, sizeof(errors.message), "%ux%u pixels are too many",
                  codec.image_width, codec.image_height);
    jpeg_destroy_decompress(&codec);
    return false;
  }
  codec.out_color_space = JCS_RGB;
  codec.dct_method = JDCT_ISLOW;
  jpeg_start_decompress(&codec);
  image = Image(static_cast<int>(codec.output_width), static_cast<int>(codec.output_height));
  while (codec.output_scanline < codec.output_height) {
    JSAMPROW row = image.at(0, static_cast<int>(codec.output_scanline));
    jpeg_read_scanlines(&codec, &row, 1);
  }
  jpeg_finish_decompress(&codec);
  jpeg_destroy_decompress(&codec);
  return true;
}

}  // namespace

Decoded decode_jpeg(std::string_view bytes) {
  Errors errors;
  Image image;
  if (!decode_into(bytes, image, errors)) return tl::unexpected(std::string(errors.message));
  return image;
}

}  // namespace progpretrain::picture
