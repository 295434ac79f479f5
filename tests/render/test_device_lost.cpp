// A device that is lost, or out of memory, while a program is drawn says nothing about the program.
#include <doctest/doctest.h>

#include <string>
#include <type_traits>

#include "engine/base/out_of_memory.h"
#include "engine/frames/frame_ring.h"
#include "engine/gpu/device.h"
#include "engine/render/measure_latents.h"
#include "engine/render/screen_program.h"
#include "tests/support/device_fixture.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;

namespace {

PFN_vkQueueSubmit2 real_submit = nullptr;
PFN_vkAllocateMemory real_allocate = nullptr;
int num_submissions_left = 0, num_allocations_left = 1000;
VkResult failed_submission = VK_ERROR_DEVICE_LOST;

VKAPI_ATTR VkResult VKAPI_CALL submit_or_lose(VkQueue queue, uint32_t count,
                                              const VkSubmitInfo2* infos, VkFence fence) {
  if (num_submissions_left-- > 0) return real_submit(queue, count, infos, fence);
  // A loss is for ever; memory is there again once the failed batch has given its own back.
  if (failed_submission != VK_ERROR_DEVICE_LOST) num_submissions_left = 1 << 20;
  return failed_submission;
}

VKAPI_ATTR VkResult VKAPI_CALL allocate_or_fail(VkDevice device, const VkMemoryAllocateInfo* info,
                                                const VkAllocationCallbacks* callbacks,
                                                VkDeviceMemory* memory) {
  return num_allocations_left-- > 0 ? real_allocate(device, info, callbacks, memory)
                                    : VK_ERROR_OUT_OF_DEVICE_MEMORY;
}

// A device that fails after some more submissions or allocations. No other test has it.
std::shared_ptr<gpu::Device> dying_device() {
  auto device = std::make_shared<gpu::Device>(testing::device_choice());
  using Functions = std::remove_cvref_t<decltype(*device->handle().getDispatcher())>;
  auto& functions = const_cast<Functions&>(*device->handle().getDispatcher());
  real_submit = functions.vkQueueSubmit2;
  functions.vkQueueSubmit2 = submit_or_lose;
  real_allocate = functions.vkAllocateMemory;
  functions.vkAllocateMemory = allocate_or_fail;
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

TEST_CASE("device memory: what cannot be had for a draw is nobody's verdict") {
  const testing::TemporaryFolder folder;
  const spirv::ModuleCache cache(folder / "spirv");
  const auto on_stage = [](std::string_view) {};
  num_submissions_left = 1 << 20;
  const auto device = dying_device();
  render::ProgramScreener screener(device, cache);
  const auto screens = [&] {
    return screener.screen(moving_program(), on_stage).verdict == corpus::Verdict::ok;
  };
  const auto measures = [&] {
    return render::measure_latents(device, moving_program(), cache, on_stage).has_value();
  };
  const auto fails_for_memory = [](const auto& work) {
    try {
      const bool is_good = work();
      CHECK(is_good);
      return false;
    } catch (const OutOfMemory&) {
      return true;
    }
  };
  // One allocation after the other fails, until there are enough.
  for (const bool is_screening : {true, false}) {
    CAPTURE(is_screening);
    int num_failed = 0;
    const auto fails = [&](int num_granted) {
      num_allocations_left = num_granted;
      return is_screening ? fails_for_memory(screens) : fails_for_memory(measures);
    };
    while (num_failed < 100 && fails(num_failed)) ++num_failed;
    CHECK(num_failed > 0);
    CHECK(num_failed < 100);
  }
  num_allocations_left = 1000;
  failed_submission = VK_ERROR_OUT_OF_HOST_MEMORY;
  for (const int num_drawn : {0, 1}) {
    num_submissions_left = num_drawn;
    CHECK(fails_for_memory(screens));
    num_submissions_left = num_drawn;
    CHECK(fails_for_memory(measures));
  }
  failed_submission = VK_ERROR_DEVICE_LOST;
}
