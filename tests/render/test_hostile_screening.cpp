// Programs written to harm whoever draws them: each ends as a counted verdict, and what is screened
// after it in the same worker is drawn right.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/corpus/store.h"
#include "engine/gpu/device.h"
#include "engine/render/screening.h"
#include "tests/render/worker_support.h"
#include "tests/support/hostile_programs.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;
using corpus::Verdict;
using testing::HostileProgram;
using End = HostileProgram::End;

namespace {

const std::string kRamp = testing::image_program("o = vec4(p / iResolution.xy, 0.25 + 0.05 * iTime, 1.0);");

}  // namespace

TEST_CASE("hostile programs: each is a counted verdict, and the one after it is drawn right") {
  const auto devices = gpu::list_devices();
  if (std::none_of(devices.begin(), devices.end(), [](const auto& d) { return d.is_cpu; })) {
    MESSAGE("SKIPPED: no software Vulkan device");
    return;
  }
  testing::TemporaryFolder folder;
  corpus::Store store(folder / "corpus.db", corpus::Store::Mode::create_or_open);
  ScreeningOptions options;
  options.worker = testing::worker_options(false);
  options.worker.settings.cache_folder = folder / "spirv";
  options.jobs = 1;  // every innocent program runs in the worker of the hostile one before it
  options.limits.compile_cpu_s = 5;
  options.limits.draw_cpu_s = 20;
  options.limits.wall_factor = 20;
  const auto programs = testing::hostile_programs();
  const auto add = [&](const std::string& id, const std::string& source) {
    corpus::Program program;
    program.id = program.origin = id;
    program.dialect = "shadertoy";
    program.source = source;
    store.add(program, base::sha256_hex(id), "given");
  };
  for (const HostileProgram& hostile : programs) {
    add(hostile.id, hostile.source);
    add("after_" + hostile.id, "// " + hostile.id + "\n" + kRamp);
  }
  const std::string key = screening_driver_key(options);
  const ScreeningCounts counts = screen_missing(store, key, {}, options);
  CHECK(counts.finished);
  uint64_t num_counted = 0;
  for (const auto& [verdict, n] : counts.verdicts) num_counted += n;
  CHECK(num_counted == 2 * programs.size());

  double mean = -1, std = -1;
  for (const HostileProgram& hostile : programs) {
    INFO(hostile.id);
    const corpus::Entry entry = store.find(hostile.id, key).value();
    REQUIRE((entry.refused.has_value() || entry.screening.has_value()));
    const Verdict verdict = entry.refused ? entry.refused->verdict : entry.screening->verdict;
    const std::string reason = entry.refused ? entry.refused->reason : entry.screening->reason;
    INFO(reason);
    if (verdict != Verdict::ok) CHECK_FALSE(reason.empty());
    CHECK(verdict != Verdict::compiler_crash);
    CHECK(verdict != Verdict::device_lost);
    const auto has_flag = [&](const std::string& flag) {
      const auto& flags = entry.screening->flags;
      return std::find(flags.begin(), flags.end(), flag) != flags.end();
    };
    if (hostile.end == End::refused) CHECK(verdict != Verdict::ok);
    if (hostile.end == End::drawn || hostile.end == End::drawn_with_budget || hostile.end == End::drawn_with_nan)
      REQUIRE(verdict == Verdict::ok);
    if (hostile.end == End::drawn_with_budget) CHECK(has_flag("budget"));
    if (hostile.end == End::drawn_with_nan) CHECK(has_flag("nan"));

    const auto after = store.find("after_" + hostile.id, key).value().screening;
    REQUIRE(after.has_value());
    REQUIRE(after->verdict == Verdict::ok);
    CHECK(after->flags.empty());
    // The same picture every time: nothing that a program writes reaches the next.
    if (mean < 0) {
      mean = after->measurements.at("mean");
      std = after->measurements.at("std");
    }
    CHECK(after->measurements.at("mean") == mean);
    CHECK(after->measurements.at("std") == std);
  }
}
