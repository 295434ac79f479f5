// What a trainer gets of the drawn batches, on the CPU and, where there is one, on the GPU that also draws them.
#include <doctest/doctest.h>

#include <vector>

#include "tests/support/session_of.h"
#include "trainer/device.h"
#include "trainer/sources/shader_source.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

constexpr uint32_t kBatchSamples = 4, kNumBatches = 6;

const std::vector<std::string> kSources{
    testing::main_image("o = vec4(p / iResolution.xy, fract(iTime), 1.0);"),
    testing::main_image("o = vec4(fract(p.yx * 0.37 + iTime), 0.25, 1.0);")};

render::RequestPlan plan() {
  render::RequestPlan out;
  out.seed = 5;
  out.num_programs = static_cast<uint32_t>(kSources.size());
  out.size_px = 16;
  out.canvas_px = 32;
  return out;
}

// u8 [num_samples * views, 3, H, W], drawn in one piece and read on the host.
torch::Tensor pictures(uint32_t num_samples) {
  std::vector<render::FrameRequest> requests;
  for (uint32_t sample = 0; sample < num_samples; ++sample)
    for (uint32_t view = 0; view < plan().views; ++view) requests.push_back(request_of_view(plan(), sample, view));
  auto session = testing::session_of(kSources, plan().size_px);
  const render::DrawnFrames drawn = session.draw(requests);
  return torch::tensor(at::ArrayRef<uint8_t>(drawn.planes), torch::kUInt8)
      .view({static_cast<int64_t>(requests.size()), 3, plan().size_px, plan().size_px});
}

void check_reader(torch::Device reader) {
  CAPTURE(device_name(reader));
  std::vector<spirv::ProgramModule> modules;
  for (const std::string& source : kSources) modules.push_back(testing::module_of(source));
  ShaderSourceOptions options;
  options.plan = plan();
  options.batch_samples = kBatchSamples;
  const auto source = make_shader_source(
      testing::cpu_device(), [modules](uint32_t i) { return modules[i]; }, options, reader);
  std::vector<ImageBatch> batches;  // all of them kept: a slot that is drawn again must not show in them
  for (uint32_t b = 0; b < kNumBatches; ++b) batches.push_back(source->next());

  const torch::Tensor expected = pictures(kBatchSamples * kNumBatches);
  const int64_t num_images = kBatchSamples * plan().views;
  for (uint32_t b = 0; b < kNumBatches; ++b) {
    const ImageBatch& batch = batches[b];
    CHECK(batch.images.device() == reader);
    CHECK(batch.first_sample == b * kBatchSamples);
    const torch::Tensor bytes = batch.images.mul(255.0).round().to(torch::kUInt8).cpu();
    CHECK(bytes.equal(expected.narrow(0, b * num_images, num_images)));
    for (int64_t i = 0; i < kBatchSamples; ++i)
      CHECK(batch.labels[i].item<int64_t>() == program_of_sample(plan(), batch.first_sample + static_cast<uint64_t>(i)));
  }
  REQUIRE_CLEAN();
}

}  // namespace

TEST_CASE("shader source: a trainer on the CPU gets the pictures that were asked for, as floats of their bytes") {
  check_reader(torch::kCPU);
}

TEST_CASE("device: a trainer on a GPU gets the bytes that a host ring holds") {
  if (const std::string& obstacle = gpu_obstacle(); !obstacle.empty()) {
    MESSAGE("SKIPPED: no GPU to train on: " << obstacle);
    return;
  }
  check_reader(torch::Device(torch::kCUDA, 0));
}
