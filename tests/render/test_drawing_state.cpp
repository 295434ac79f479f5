// How far the device is with a batch can be told while it draws, by the program.
#include <doctest/doctest.h>

#include <algorithm>
#include <thread>

#include "engine/gpu/timeline.h"
#include "tests/support/session_of.h"

using namespace progpretrain;
using testing::main_image;
using testing::session_of;

namespace {

const std::string kLight = main_image("o = vec4(p / iResolution.xy, 0.5, 1.0);");
const std::string kHeavy = main_image(
    "float s = 0.0; for (int i = 0; i < 30000; ++i) s += sin(float(i) * 0.001 + p.x); o = "
    "vec4(fract(s));");
constexpr uint32_t kSize = 64;

std::vector<render::FrameRequest> requests_for(const std::vector<uint32_t>& programs) {
  std::vector<render::FrameRequest> out;
  for (const uint32_t program : programs)
    out.push_back(render::preview_request(program, kSize, 1.0f));
  return out;
}

}  // namespace

TEST_CASE("drawing state: names the program in the device's hands, and nothing when it is idle") {
  auto session = session_of({kLight, kHeavy, kLight}, kSize, 8, 2);
  CHECK_FALSE(session.renderer().drawing_state().has_value());
  session.draw(requests_for({0, 1, 2}));  // so that nothing is compiled below
  std::vector<uint64_t> progress;
  bool named = false;
  // On a busy machine this thread may sleep through a whole drawing.
  for (int attempt = 0; attempt < 100 && !named; ++attempt) {
    const auto lease = session.renderer().submit(requests_for({0, 2, 1, 1, 1, 1, 1, 1}));
    while (const auto state = session.renderer().drawing_state()) {
      progress.push_back(state->progress);
      named = named || state->programs == std::vector<uint32_t>{1};
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
    CHECK(lease->acquire() != nullptr);
  }
  CHECK(named);
  CHECK(std::is_sorted(progress.begin(), progress.end()));
  REQUIRE_CLEAN();
}

TEST_CASE("drawing state: batches that wait their turn are not blamed") {
  auto session = session_of({kLight, kHeavy}, kSize, 4, 3);
  // Keeps its slot: reading the times of a slot that is drawn again would wait for the gate.
  const auto compiled = session.renderer().submit(requests_for({0, 1}));
  compiled->acquire();
  // What the device is given first, it waits for.
  const gpu::Timeline gate(*testing::cpu_device());
  const vk::SemaphoreSubmitInfo open(gate.handle(), 1, vk::PipelineStageFlagBits2::eAllCommands);
  testing::cpu_device()->submit(vk::SubmitInfo2({}, open, {}, {}));
  const auto first = session.renderer().submit(requests_for({1, 1, 1, 1}));
  const auto second = session.renderer().submit(requests_for({0, 0, 0, 0}));
  const auto state = session.renderer().drawing_state();
  gate.signal(1);
  REQUIRE(state.has_value());
  CHECK(state->programs == std::vector<uint32_t>{1});
  first->acquire();
  second->acquire();
  testing::cpu_device()->wait_idle();  // the gate is not waited for any more
  CHECK_FALSE(session.renderer().drawing_state().has_value());
}
