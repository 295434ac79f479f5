#include <webp/encode.h>
#include <webp/mux.h>

#include "engine/base/check.h"
#include "engine/picture/webp_animation.h"

namespace progpretrain::picture {
namespace {

WebPConfig make_config(WebpQuality quality) {
  WebPConfig config;
  PP_CHECK(WebPConfigInit(&config));
  if (quality == WebpQuality::lossless) {
    PP_CHECK(WebPConfigLosslessPreset(&config, 4));
  } else {
    config.quality = 90;
  }
  return config;
}

void check_size(int width, int height) {
  PP_CHECK(width > 0 && height > 0, width, "x", height);
  if (width > WEBP_MAX_DIMENSION || height > WEBP_MAX_DIMENSION)
    throw UsageError(base::concat("WebP pictures have at most ", WEBP_MAX_DIMENSION,
                                  " px a side, not ", width, "x", height));
}

struct Picture {
  WebPPicture value;
  Picture(const Image& image, WebpQuality quality) {
    PP_CHECK(WebPPictureInit(&value));
    value.use_argb = quality == WebpQuality::lossless;
    value.width = image.width;
    value.height = image.height;
    if (!WebPPictureImportRGB(&value, image.pixels.data(), 3 * image.width))
      throw EnvironmentError("WebP encoder: out of memory");
  }
  ~Picture() { WebPPictureFree(&value); }
  Picture(const Picture&) = delete;
  Picture& operator=(const Picture&) = delete;
};

}  // namespace

std::string encode_webp(const Image& image, WebpQuality quality) {
  check_size(image.width, image.height);
  const WebPConfig config = make_config(quality);
  Picture picture(image, quality);
  WebPMemoryWriter writer;
  WebPMemoryWriterInit(&writer);
  picture.value.writer = WebPMemoryWrite;
  picture.value.custom_ptr = &writer;
  const bool encoded = WebPEncode(&config, &picture.value);
  std::string bytes(reinterpret_cast<const char*>(writer.mem), writer.size);
  WebPMemoryWriterClear(&writer);
  if (!encoded)
    throw EnvironmentError(base::concat("WebP encoder: error ", picture.value.error_code));
  return bytes;
}

struct WebpAnimation::Impl {
  int width, height;
  WebpQuality quality;
  WebPConfig config;
  WebPAnimEncoder* encoder;
  int end_ms = 0;
};

WebpAnimation::WebpAnimation(int width_px, int height_px, WebpQuality quality) {
  check_size(width_px, height_px);
  WebPAnimEncoderOptions options;
  PP_CHECK(WebPAnimEncoderOptionsInit(&options));
  options.anim_params.loop_count = 0;  // for ever
  impl_ = std::make_unique<Impl>(Impl{width_px, height_px, quality, make_config(quality),
                                      WebPAnimEncoderNew(width_px, height_px, &options)});
  if (!impl_->encoder) throw EnvironmentError("WebP encoder: out of memory");
}

WebpAnimation::~WebpAnimation() {
  WebPAnimEncoderDelete(impl_->encoder);
}

void WebpAnimation::add(const Image& frame, int duration_ms) {
  PP_CHECK(frame.width == impl_->width && frame.height == impl_->height, frame.width, "x",
           frame.height);
  PP_CHECK(duration_ms > 0, duration_ms);
  Picture picture(frame, impl_->quality);
  if (!WebPAnimEncoderAdd(impl_->encoder, &picture.value, impl_->end_ms, &impl_->config))
    throw EnvironmentError(base::concat("WebP encoder: ", WebPAnimEncoderGetError(impl_->encoder)));
  impl_->end_ms += duration_ms;
}

std::string WebpAnimation::finish() {
  PP_CHECK(impl_->end_ms > 0, "an animation needs a frame");
  WebPData data;
  WebPDataInit(&data);
  const bool assembled = WebPAnimEncoderAdd(impl_->encoder, nullptr, impl_->end_ms, nullptr) &&
                         WebPAnimEncoderAssemble(impl_->encoder, &data);
  std::string bytes(reinterpret_cast<const char*>(data.bytes), data.size);
  WebPDataClear(&data);
  if (!assembled)
    throw EnvironmentError(base::concat("WebP encoder: ", WebPAnimEncoderGetError(impl_->encoder)));
  return bytes;
}

}  // namespace progpretrain::picture
