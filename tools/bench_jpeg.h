#pragma once
// Peer (c) of `progpretrain bench peers`: a folder of 256 px JPEG files of the same images, read
// the way a data loader does when it is done well, on all cores.
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/picture/image.h"

namespace progpretrain::tools {

/// Size of the predecessors' picture files, and a usual quality of such files (4:2:0).
inline constexpr uint32_t kJpegSize_px = 256;
inline constexpr int kJpegQuality = 85;

std::string encode_jpeg(const picture::Image& image, int quality);

class JpegPeer {
 public:
  /// Delivers f32 [batch,3,size_px,size_px] in [0,1] made from `files` in turn; every core makes
  /// whole batches.
  JpegPeer(std::vector<std::filesystem::path> files, uint32_t batch, uint32_t size_px,
           uint64_t seed);

  /// Wall seconds of `num_batches` batches. Per image: read the file, decode it, cut out a random
  /// window (20 to 100 % of the area, aspect 3/4 to 4/3), sample it bilinearly, mirror half of
  /// them, scale to [0,1]. Throws UsageError when a file cannot be read.
  double run(uint64_t num_batches);

 private:
  void deliver(uint64_t image, std::span<float> planes) const;

  const std::vector<std::filesystem::path> files_;
  const uint32_t batch_, size_px_;
  const uint64_t seed_;
  std::vector<std::vector<float>>
      batches_;  // (B, 3, S, S) of every thread; the reader is done with it at once
};

}  // namespace progpretrain::tools
