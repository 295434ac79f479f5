#include "tools/bench_stage.h"

#include <chrono>
#include <deque>

#include "engine/base/check.h"
#include "engine/frames/cuda_ring.h"
#include "trainer/sources/batch_tensor.h"

namespace progpretrain::tools {
namespace {

using Clock = std::chrono::steady_clock;

// What training uses: one batch is read while two are drawn.
constexpr uint32_t kNumSlots = 3, kNumAhead = kNumSlots - 1;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

std::unique_ptr<frames::FrameRing> make_ring(const std::shared_ptr<gpu::Device>& device,
                                             const frames::SlotShape& shape, uint32_t num_slots,
                                             torch::Device reader) {
  return reader.is_cuda() ? frames::make_ring_for_cuda_reader(device, shape, num_slots)
                          : frames::make_host_ring(device, shape, num_slots);
}

}  // namespace

BenchStage::BenchStage(const CorpusSession& session,
                       const std::vector<render::DrawableProgram>& programs,
                       const frames::SlotShape& shape, BatchesOfRequests requests,
                       torch::Device reader)
    : requests_(std::move(requests)),
      reader_(reader),
      session_(session.device, static_cast<uint32_t>(programs.size()),
               session.module_loader(programs),
               make_ring(session.device, shape, kNumSlots + static_cast<uint32_t>(requests_.size()),
                         reader),
               render::RenderLimits::for_training(*session.device)) {
  PP_CHECK(!requests_.empty());
  for (const auto& batch : requests_) PP_CHECK_EQ(batch.size(), shape.batch);
}

frames::Lease BenchStage::submit(const std::vector<render::FrameRequest>& requests) {
  auto lease = session_.renderer().submit(requests);
  PP_CHECK(lease.has_value(), "no slot became free");
  return std::move(*lease);
}

// acquire() waits on the host only where the host reads.
void BenchStage::wait_for_drawing(const frames::Lease& lease) {
  lease.acquire();
  session_.renderer().device_ms(lease);
}

// The queue works in order: a picture that is drawn now is drawn last.
void BenchStage::wait_until_idle() {
  wait_for_drawing(submit({requests_.front().front()}));
}

double BenchStage::floor_s(uint64_t num_batches) {
  if (recorded_.empty())
    for (const auto& batch : requests_) recorded_.push_back(submit(batch));
  double total_s = 0;
  for (size_t i = 0; i < recorded_.size(); ++i) {
    const uint64_t times = (num_batches + recorded_.size() - 1 - i) / recorded_.size();
    if (times == 0) break;
    const double ms = session_.renderer().replay_ms(recorded_[i], static_cast<uint32_t>(times));
    total_s += 1e-3 * ms * static_cast<double>(times);
  }
  return total_s;
}

double BenchStage::renderer_s(uint64_t num_batches) {
  const auto start = Clock::now();
  std::deque<frames::Lease> in_flight;
  for (uint64_t batch = 0; batch < num_batches; ++batch) {
    if (in_flight.size() == kNumAhead) {
      wait_for_drawing(in_flight.front());
      in_flight.pop_front();
    }
    in_flight.push_back(submit(requests_of(batch)));
  }
  for (const frames::Lease& lease : in_flight) wait_for_drawing(lease);
  return seconds_since(start);
}

double BenchStage::stream_s(uint64_t num_batches) {
  Live live(*this);
  const auto deliver = [&] { return trainer::take_as_float(live.next().frames, reader_); };
  wait_for(deliver());
  const auto start = Clock::now();
  for (uint64_t batch = 1; batch < num_batches; ++batch) deliver();
  wait_for(deliver());
  return seconds_since(start);
}

std::vector<double> BenchStage::image_means() {
  const torch::Tensor means = trainer::take_as_float(submit(requests_.front()), reader_)
                                  .mean({1, 2, 3})
                                  .to(torch::kCPU, torch::kFloat64);
  return {means.data_ptr<double>(), means.data_ptr<double>() + means.numel()};
}

BenchStage::Live::Live(BenchStage& stage) : stage_(stage) {
  stream_.emplace(
      [&stage](auto requests, auto timeout) {
        return stage.session_.renderer().submit(requests, timeout);
      },
      [&stage](uint64_t batch) { return stage.requests_of(batch); }, 0, kNumAhead);
}

BenchStage::Live::~Live() {
  stream_.reset();
  try {
    stage_.wait_until_idle();
  } catch (const std::exception&) {  // whoever measures next meets the same failure
  }
}

void wait_for(const torch::Tensor& images) {
  images.flatten()[0].item<float>();
}

}  // namespace progpretrain::tools
