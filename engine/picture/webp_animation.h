#pragma once
// Animated WebP, frame by frame, so that a long animation never lies in memory unencoded.
#include <filesystem>
#include <memory>
#include <string>

#include "engine/picture/codec.h"

namespace progpretrain::picture {

class WebpAnimation {
 public:
  /// Repeats for ever. Every frame must have this size; at most 16383 px a side (WebP's limit,
  /// UsageError).
  WebpAnimation(int width_px, int height_px, WebpQuality quality);
  ~WebpAnimation();
  WebpAnimation(const WebpAnimation&) = delete;
  WebpAnimation& operator=(const WebpAnimation&) = delete;

  /// Appends a frame that is shown for `duration_ms` > 0.
  void add(const Image& frame, int duration_ms);
  /// The file's bytes. Call once, after at least one add().
  std::string finish();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::picture
