// The stream over a fake renderer: no device, so that thread sanitizers see every access.
#include <doctest/doctest.h>

#include <atomic>
#include <thread>

#include "engine/base/check.h"
#include "engine/stream/frame_stream.h"
#include "tests/support/processes.h"

using namespace progpretrain;
using namespace std::chrono_literals;

namespace {

struct NullMemory : frames::Lease::Memory {
  const frames::SlotShape& shape() const override { return slot_shape; }
  bool on_cuda() const override { return false; }
  const uint8_t* acquire(const frames::WriteSlot&, void*, std::chrono::nanoseconds) override { return nullptr; }
  void release(const frames::WriteSlot&, void*) noexcept override { --in_use; }

  frames::SlotShape slot_shape{1, 1, 1};
  std::atomic<int> in_use{0};
};

struct FakeRenderer {
  std::shared_ptr<NullMemory> memory = std::make_shared<NullMemory>();
  int num_slots = 3;
  std::atomic<uint64_t> submitted{0};
  std::atomic<int> peak{0};

  stream::FrameStream::Submit submit() {
    return [this](std::span<const render::FrameRequest>,
                  std::chrono::nanoseconds timeout) -> std::optional<frames::Lease> {
      const auto deadline = std::chrono::steady_clock::now() + timeout;
      while (memory->in_use >= num_slots) {
        if (std::chrono::steady_clock::now() > deadline) return std::nullopt;
        std::this_thread::sleep_for(1ms);
      }
      peak = std::max(peak.load(), ++memory->in_use);
      return frames::Lease(memory, {0, ++submitted, submitted});
    };
  }
};

std::vector<render::FrameRequest> numbered(uint64_t number) {
  return {render::preview_request(static_cast<uint32_t>(number), 8, 1.0f)};
}

}  // namespace

TEST_CASE("stream: batches come in the order of their numbers, from the one asked for") {
  FakeRenderer renderer;
  stream::FrameStream stream(renderer.submit(), numbered, 7, 2);
  for (uint64_t k = 7; k < 100; ++k) {
    const stream::Batch batch = stream.next();
    CHECK(batch.number == k);
    CHECK(batch.requests.at(0).program == k);
  }
}

TEST_CASE("stream: it runs ahead of the reader by its depth and no further") {
  FakeRenderer renderer;
  renderer.num_slots = 10;
  stream::FrameStream stream(renderer.submit(), numbered, 0, 4);
  const auto held = stream.next();
  CHECK(testing::becomes_true([&] { return renderer.submitted >= 5; }));
  std::this_thread::sleep_for(20ms);
  CHECK(renderer.submitted <= 6);
}

TEST_CASE("stream: a reader that keeps every batch stops the drawing and overwrites nothing") {
  FakeRenderer renderer;
  stream::FrameStream stream(renderer.submit(), numbered, 0, 2);
  std::vector<stream::Batch> kept;
  for (int i = 0; i < 3; ++i) kept.push_back(stream.next());
  std::this_thread::sleep_for(30ms);
  CHECK(renderer.memory->in_use == 3);
  kept.erase(kept.begin() + 1);
  CHECK(stream.next().number == 3);
  CHECK(renderer.peak <= 3);
}

TEST_CASE("stream: it stops while the reader holds all slots") {
  FakeRenderer renderer;
  std::vector<stream::Batch> kept;
  {
    stream::FrameStream stream(renderer.submit(), numbered, 0, 2);
    for (int i = 0; i < 3; ++i) kept.push_back(stream.next());
  }
  kept.clear();
  CHECK(renderer.memory->in_use == 0);
}

TEST_CASE("stream: what was drawn but not read is given back") {
  FakeRenderer renderer;
  {
    stream::FrameStream stream(renderer.submit(), numbered, 0, 3);
    stream.next();
    std::this_thread::sleep_for(20ms);
  }
  CHECK(renderer.memory->in_use == 0);
}

TEST_CASE("stream: a failure while drawing reaches the reader after the batches before it") {
  FakeRenderer renderer;
  const auto fails_at_two = [](uint64_t number) {
    if (number == 2) throw EnvironmentError("injected");
    return numbered(number);
  };
  stream::FrameStream stream(renderer.submit(), fails_at_two, 0, 3);
  CHECK(stream.next().number == 0);
  CHECK(stream.next().number == 1);
  CHECK_THROWS_WITH_AS(stream.next(), "injected", EnvironmentError);
}

TEST_CASE("stream: a device lost in mid-batch reaches the reader as such, after the batches before it") {
  FakeRenderer renderer;
  const auto submit = renderer.submit();
  stream::FrameStream stream(
      [&](auto requests, auto timeout) {
        if (requests[0].program == 3) throw frames::DeviceLost("injected");
        return submit(requests, timeout);
      },
      numbered, 0, 2);
  for (uint64_t k = 0; k < 3; ++k) CHECK(stream.next().number == k);
  CHECK_THROWS_AS(stream.next(), frames::DeviceLost);
  CHECK_THROWS_AS(stream.next(), frames::DeviceLost);
}

TEST_CASE("stream: a reader that keeps every slot for good gets a clear error, not a hang") {
  FakeRenderer renderer;
  stream::FrameStream stream(renderer.submit(), numbered, 0, 2, 100ms);
  std::vector<stream::Batch> kept;
  for (int i = 0; i < 3; ++i) kept.push_back(stream.next());
  CHECK_THROWS_WITH_AS(stream.next(), doctest::Contains("keeps"), EnvironmentError);
  kept.clear();
  CHECK(stream.next().number == 3);  // and goes on once they are given back
}

TEST_CASE("stream: a slow reader finds batches drawn, a slow renderer is waited for, both lose nothing") {
  for (const bool slow_reader : {true, false}) {
    FakeRenderer renderer;
    const auto submit = renderer.submit();
    stream::FrameStream stream(
        [&](auto requests, auto timeout) {
          if (!slow_reader) std::this_thread::sleep_for(2ms);
          return submit(requests, timeout);
        },
        numbered, 0, 2);
    for (uint64_t k = 0; k < 30; ++k) {
      CHECK(stream.next().number == k);
      if (slow_reader) std::this_thread::sleep_for(2ms);
    }
    CHECK(renderer.peak <= 3);
  }
}

TEST_CASE("stream: batches are given back out of order, from other threads, and after the stream") {
  FakeRenderer renderer;
  std::vector<stream::Batch> late;
  {
    stream::FrameStream stream(renderer.submit(), numbered, 0, 2);
    std::vector<std::thread> readers;
    for (int round = 0; round < 20; ++round) {
      stream::Batch first = stream.next(), second = stream.next();
      second.frames.release();
      readers.emplace_back([batch = std::move(first)]() mutable { batch.frames.release(); });
    }
    for (auto& reader : readers) reader.join();
    late.push_back(stream.next());
  }
  CHECK(renderer.memory->in_use == 1);
  late.clear();
  CHECK(renderer.memory->in_use == 0);
}
