// A device that is lost while a program is drawn says nothing about the program.
#include <doctest/doctest.h>

#include <type_traits>

#include "engine/frames/frame_ring.h"
#include "engine/gpu/device.h"
#include "engine/render/measure_latents.h"
#include "engine/render/screen_program.h"
#include "tests/support/device_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;

namespace {

PFN_vkQueueSubmit2 real_submit = nullptr;
int num_submissions_left = 0;

VKAPI_ATTR VkResult VKAPI_CALL submit_or_lose(VkQueue queue, uint32_t count,
                                              const VkSubmitInfo2* infos, VkFence fence) {
  return num_submissions_left-- > 0 ? real_submit(queue, count, infos, fence)
                                    : VK_ERROR_DEVICE_LOST;
}

// A device that is lost after some more submissions. No other test has it.
std::shared_ptr<gpu::Device> dying_device() {
  auto device = std::make_shared<gpu::Device>(testing::device_choice());
  using Functions = std::remove_cvref_t<decltype(*device->handle().getDispatcher())>;
  auto& functions = const_cast<Functions&>(*device->handle().getDispatcher());
  real_submit = functions.vkQueueSubmit2;
  functions.vkQueueSubmit2 = submit_or_lose;
  return device;
}

corpus::Program moving_program() {
  corpus::Program program;
  program.id = "moving";
  program.dialect = "shadertoy";
  program.source =
      "void mainImage(out vec4 o, in vec2 p) { o = vec4(fract(p / 9.0 + 0.37 * iTime), 0.5, 1.0); "
      "}";
  return program;
}

}  // namespace

TEST_CASE("device lost: a loss in the first or in a later draw is nobody's verdict") {
  const testing::TemporaryFolder folder;
  const spirv::ModuleCache cache(folder / "spirv");
  const auto on_stage = [](std::string_view) {};
  for (const int num_drawn : {0, 1}) {
    CAPTURE(num_drawn);
    num_submissions_left = 1000;
    const auto device = dying_device();
    render::ProgramScreener screener(device, cache);
    REQUIRE(screener.screen(moving_program(), on_stage).verdict == corpus::Verdict::ok);
    num_submissions_left = num_drawn;
    CHECK_THROWS_AS(screener.screen(moving_program(), on_stage), frames::DeviceLost);
  }
  num_submissions_left = 1000;
  const auto device = dying_device();
  REQUIRE(render::measure_latents(device, moving_program(), cache, on_stage).has_value());
  for (const int num_drawn : {0, 1, 2}) {
    CAPTURE(num_drawn);
    num_submissions_left = num_drawn;
    CHECK_THROWS_AS(render::measure_latents(device, moving_program(), cache, on_stage),
                    frames::DeviceLost);
  }
}
