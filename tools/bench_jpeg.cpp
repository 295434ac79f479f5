#include "tools/bench_jpeg.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <exception>
#include <mutex>
#include <thread>
// clang-format off: jpeglib.h needs stdio first
#include <jpeglib.h>
// clang-format on

#include "engine/base/check.h"
#include "engine/base/philox.h"
#include "engine/picture/codec.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kCropStage = 0x6a706567;
constexpr float kMinArea = 0.2f, kMaxAspect = 4.0f / 3.0f;

// One output column or row: two source pixels and the weight of the second.
struct Tap {
  int first, second;
  float weight;
};

std::vector<Tap> taps(float start_px, float length_px, uint32_t size_px, int source_px,
                      bool mirrored) {
  std::vector<Tap> out(size_px);
  for (uint32_t i = 0; i < size_px; ++i) {
    const float position = std::clamp(
        start_px + (static_cast<float>(i) + 0.5f) * length_px / static_cast<float>(size_px) - 0.5f,
        0.0f, static_cast<float>(source_px - 1));
    const int first = static_cast<int>(position);
    out[mirrored ? size_px - 1 - i : i] = {first, std::min(first + 1, source_px - 1),
                                           position - static_cast<float>(first)};
  }
  return out;
}

}  // namespace

std::string encode_jpeg(const picture::Image& image, int quality) {
  PP_CHECK(!image.empty());
  jpeg_compress_struct codec{};
  jpeg_error_mgr errors{};
  codec.err = jpeg_std_error(
      &errors);  // ends the process on errors: there are none in writing to memory but lack of it
  jpeg_create_compress(&codec);
  unsigned char* bytes = nullptr;
  unsigned long num_bytes = 0;
  jpeg_mem_dest(&codec, &bytes, &num_bytes);
  codec.image_width = static_cast<JDIMENSION>(image.width);
  codec.image_height = static_cast<JDIMENSION>(image.height);
  codec.input_components = 3;
  codec.in_color_space = JCS_RGB;
  jpeg_set_defaults(&codec);
  jpeg_set_quality(&codec, quality, TRUE);
  jpeg_start_compress(&codec, TRUE);
  while (codec.next_scanline < codec.image_height) {
    JSAMPROW row = const_cast<uint8_t*>(image.at(0, static_cast<int>(codec.next_scanline)));
    jpeg_write_scanlines(&codec, &row, 1);
  }
  jpeg_finish_compress(&codec);
  jpeg_destroy_compress(&codec);
  std::string out(reinterpret_cast<const char*>(bytes), num_bytes);
  std::free(bytes);
  return out;
}

JpegPeer::JpegPeer(std::vector<std::filesystem::path> files, uint32_t batch, uint32_t size_px,
                   uint64_t seed)
    : files_(std::move(files)),
      batch_(batch),
      size_px_(size_px),
      seed_(seed),
      batches_(std::max(1u, std::thread::hardware_concurrency()),
               std::vector<float>(size_t{batch} * 3 * size_px * size_px)) {
  PP_CHECK(!files_.empty());
}

void JpegPeer::deliver(uint64_t number, std::span<float> planes) const {
  const picture::Image image = picture::read_jpeg(files_[number % files_.size()]);
  base::Philox random(seed_, number, kCropStage);
  const float area = random.uniform(kMinArea, 1.0f);
  const float aspect = std::exp(random.uniform(-std::log(kMaxAspect), std::log(kMaxAspect)));
  const float width = std::min(1.0f, std::sqrt(area * aspect)) * static_cast<float>(image.width);
  const float height = std::min(1.0f, std::sqrt(area / aspect)) * static_cast<float>(image.height);
  const float left = random.uniform(0.0f, static_cast<float>(image.width) - width);
  const float top = random.uniform(0.0f, static_cast<float>(image.height) - height);
  const auto columns = taps(left, width, size_px_, image.width, random.coin(0.5f));
  const auto rows = taps(top, height, size_px_, image.height, false);

  const size_t plane = size_t{size_px_} * size_px_;
  float* out = planes.data();
  for (const Tap& row : rows) {
    const uint8_t *upper = image.at(0, row.first), *lower = image.at(0, row.second);
    for (const Tap& column : columns) {
      for (int channel = 0; channel < 3; ++channel) {
        const int a = 3 * column.first + channel, b = 3 * column.second + channel;
        const float above =
            static_cast<float>(upper[a]) + column.weight * static_cast<float>(upper[b] - upper[a]);
        const float below =
            static_cast<float>(lower[a]) + column.weight * static_cast<float>(lower[b] - lower[a]);
        out[static_cast<size_t>(channel) * plane] =
            (above + row.weight * (below - above)) * (1.0f / 255.0f);
      }
      ++out;
    }
  }
}

double JpegPeer::run(uint64_t num_batches) {
  const size_t num_values = size_t{3} * size_px_ * size_px_;
  std::atomic<uint64_t> next{0};
  std::exception_ptr failure;
  std::mutex mutex;
  const auto start = std::chrono::steady_clock::now();
  std::vector<std::thread> threads;
  for (std::vector<float>& images : batches_)
    threads.emplace_back([&] {
      try {
        for (uint64_t batch; (batch = next++) < num_batches;)
          for (uint64_t i = 0; i < batch_; ++i)
            deliver(batch * batch_ + i, std::span(images).subspan(i * num_values, num_values));
      } catch (...) {
        const std::lock_guard lock(mutex);
        failure = std::current_exception();
        next = num_batches;
      }
    });
  for (std::thread& thread : threads) thread.join();
  if (failure) std::rethrow_exception(failure);
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

}  // namespace progpretrain::tools
