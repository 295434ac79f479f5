// The pool of pipelines: bounded, shared between threads, and never in the way of batches in
// flight.
#include <doctest/doctest.h>

#include <atomic>
#include <set>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/gpu/vulkan.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using testing::cpu_device;
using testing::main_image;
using testing::module_of;

namespace {

constexpr uint32_t kPrograms = 12, kSize = 8;

// Program i fills its picture with the value 10 * i.
std::vector<spirv::ProgramModule> fills() {
  std::vector<spirv::ProgramModule> out;
  for (uint32_t i = 0; i < kPrograms; ++i)
    out.push_back(
        module_of(main_image("o = vec4(vec3(" + std::to_string(10 * i) + ".0 / 255.0), 1.0);")));
  return out;
}

struct Bounded {
  explicit Bounded(uint32_t capacity, uint32_t batch = 4)
      : session(
            cpu_device(), kPrograms,
            [this](uint32_t i) {
              ++num_loaded;
              return modules[i];
            },
            frames::make_host_ring(cpu_device(), {batch, kSize, kSize}, 3), {}, capacity) {}

  const std::vector<spirv::ProgramModule> modules = fills();
  std::atomic<int> num_loaded{0};
  render::RenderSession session;
};

std::vector<render::FrameRequest> requests_for(const std::vector<uint32_t>& programs) {
  std::vector<render::FrameRequest> out;
  for (const uint32_t program : programs)
    out.push_back(render::preview_request(program, kSize, 1.0f));
  return out;
}

void require_fills(const render::DrawnFrames& frames, const std::vector<uint32_t>& programs) {
  for (size_t i = 0; i < programs.size(); ++i)
    for (const uint8_t byte : frames.image(i)) REQUIRE(byte == 10 * programs[i]);
}

}  // namespace

TEST_CASE("pool: what was used longest ago goes, and comes back right") {
  Bounded bounded(3);
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < 100; ++i) order.push_back(i * 5 % kPrograms);
  require_fills(bounded.session.draw(requests_for(order)), order);
  CHECK(bounded.session.pool().num_resident() <= 3);
  const auto counters = bounded.session.pool().counters();
  CHECK(counters.num_evicted == counters.num_loads - bounded.session.pool().num_resident());
  CHECK(counters.num_hits + counters.num_misses == 100);
  CHECK(bounded.num_loaded == static_cast<int>(counters.num_loads));
}

TEST_CASE("pool: a batch of more programs than fit is drawn all the same") {
  Bounded bounded(2, kPrograms);
  std::vector<uint32_t> all;
  for (uint32_t i = 0; i < kPrograms; ++i) all.push_back(i);
  for (int round = 0; round < 3; ++round)
    require_fills(bounded.session.draw(requests_for(all)), all);
}

TEST_CASE("pool: batches in flight keep pipelines that others push out") {
  Bounded bounded(1, 1);
  std::vector<frames::Lease> leases;
  for (uint32_t i = 0; i < 3; ++i)
    leases.push_back(*bounded.session.renderer().submit(requests_for({i})));
  for (uint32_t i = 0; i < 3; ++i) CHECK(leases[i].acquire()[0] == 10 * i);
}

TEST_CASE("pool: programs made ready ahead are hits, and several threads make each once") {
  Bounded bounded(0);
  std::vector<std::thread> threads;
  for (int t = 0; t < 3; ++t)
    threads.emplace_back([&] {
      for (uint32_t i = 0; i < kPrograms; ++i) bounded.session.pool().make_ready(i);
    });
  for (auto& thread : threads) thread.join();
  CHECK(bounded.num_loaded == kPrograms);
  CHECK(bounded.session.pool().is_ready(7));
  const std::vector<uint32_t> order{7, 3, 7, 1};
  require_fills(bounded.session.draw(requests_for(order)), order);
  CHECK(bounded.session.pool().counters().num_hits == 3);  // of one batch, by program
  CHECK(bounded.session.pool().counters().num_misses == 0);
}

TEST_CASE("pool: loading ahead while batches are drawn changes no picture") {
  Bounded bounded(4);
  std::atomic<bool> stop{false};
  std::thread loader([&] {
    for (uint32_t i = 0; !stop; ++i) bounded.session.pool().make_ready(i * 7 % kPrograms);
  });
  std::vector<uint32_t> order;
  for (uint32_t i = 0; i < 200; ++i) order.push_back(i % kPrograms);
  const auto frames = bounded.session.draw(requests_for(order));
  stop = true;
  loader.join();
  require_fills(frames, order);
  CHECK(bounded.session.pool().num_resident() <= 5);
}

TEST_CASE("pool: a program that fails late fails its batch alone, and may be tried again") {
  const auto modules = fills();
  std::atomic<bool> broken{true};
  render::RenderSession session(
      cpu_device(), kPrograms,
      [&](uint32_t i) {
        if (i == 5 && broken) throw EnvironmentError("injected");
        return modules[i];
      },
      frames::make_host_ring(cpu_device(), {1, kSize, kSize}, 1));
  CHECK_THROWS_WITH_AS(session.draw(requests_for({5})), "injected", EnvironmentError);
  CHECK_FALSE(session.pool().is_ready(5));
  require_fills(session.draw(requests_for({4})), {4});
  broken = false;
  require_fills(session.draw(requests_for({5})), {5});
}

TEST_CASE("pool: memory that runs out once is taken from other programs, and the picture comes") {
  const auto modules = fills();
  int num_failures = 1;
  render::RenderSession session(
      cpu_device(), kPrograms,
      [&](uint32_t i) {
        if (i == 9 && num_failures-- > 0) throw vk::OutOfDeviceMemoryError("injected");
        return modules[i];
      },
      frames::make_host_ring(cpu_device(), {1, kSize, kSize}, 1));
  require_fills(session.draw(requests_for({0, 1, 2, 3})), {0, 1, 2, 3});
  log::set_quiet(true);
  require_fills(session.draw(requests_for({9})), {9});
  CHECK(session.pool().num_resident() <= 3);
  require_fills(session.draw(requests_for({0, 1, 2, 3})), {0, 1, 2, 3});
}

TEST_CASE("pool: memory that stays short is one clear error") {
  render::RenderSession session(
      cpu_device(), 1,
      [&](uint32_t) -> spirv::ProgramModule { throw vk::OutOfHostMemoryError("injected"); },
      frames::make_host_ring(cpu_device(), {1, kSize, kSize}, 1));
  CHECK_THROWS_WITH_AS(session.draw(requests_for({0})), doctest::Contains("working_set"),
                       EnvironmentError);
}
