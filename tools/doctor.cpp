// progpretrain doctor: what this machine offers, and for everything that is missing the remedy.
#include <fmt/format.h>
#include <torch/version.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/dialect/translate.h"
#include "engine/frames/cuda_path.h"
#include "engine/render/screening.h"
#include "tools/corpus_session.h"
#include "trainer/device.h"

namespace progpretrain::tools {
namespace {

struct Check {
  std::string name;
  bool passed;
  std::string detail;  // what was found, or the remedy
};

// Runs `find`, which returns what it found or throws with the remedy.
Check check(const std::string& name, const std::function<std::string()>& find) {
  try {
    return {name, true, find()};
  } catch (const std::exception& e) {
    return {name, false, e.what()};
  }
}

std::string describe_devices() {
  const auto devices = gpu::list_devices();
  if (devices.empty())
    throw EnvironmentError("no Vulkan device: install mesa-vulkan-drivers (software) or your GPU vendor's Vulkan driver");
  std::string text;
  for (const auto& device : devices)
    text += fmt::format("{}{}{} ({} {})", text.empty() ? "" : "; ", device.name, device.is_cpu ? " [software]" : "", device.driver_name, device.driver_info);
  return text;
}

// A picture whose every pixel is known: red = column, green = row from below.
std::string draw_golden_frame(const std::string& device_choice) {
  constexpr uint32_t kSize = 64;
  corpus::Program program;
  program.dialect = "shadertoy";
  program.source = "void mainImage(out vec4 o, in vec2 p) { o = vec4(floor(p) / 255.0, 0.0, 1.0); }";
  const auto unit = dialect::translate(program);
  const auto module = unit ? spirv::build(*unit) : corpus::Result<spirv::ProgramModule>(corpus::Refused(unit.error()));
  if (!module) throw EnvironmentError("our own test program was refused: " + module.error().reason);
  const auto device = std::make_shared<gpu::Device>(device_choice);
  render::RenderSession session(device, 1, [&](uint32_t) { return *module; }, frames::make_host_ring(device, {1, kSize, kSize}, 1));
  const auto request = render::preview_request(0, kSize, 1.0f);
  const auto frames = session.draw({&request, 1});
  for (uint32_t row = 0; row < kSize; ++row)
    for (uint32_t column = 0; column < kSize; ++column) {
      const auto image = frames.image(0);
      if (image[row * kSize + column] != column || image[(kSize + row) * kSize + column] != kSize - 1 - row)
        throw EnvironmentError(fmt::format("the driver draws a wrong pixel at column {}, row {}: try another driver version", column, row));
    }
  return "exact";
}

int run_doctor(const CommonOptions& options) {
  std::vector<Check> checks;
  checks.push_back(check("Vulkan devices", describe_devices));
  checks.push_back(check("device " + options.device, [&] {
    const gpu::Device device(options.device);
    return fmt::format("{}, subgroups of {}, {} MiB a buffer", device.info().name, device.info().subgroup_size, device.info().max_storage_range_bytes >> 20);
  }));
  checks.push_back(check("golden frame", [&] { return draw_golden_frame(options.device); }));
  checks.push_back(check("worker", [] { return render::find_worker().string(); }));
  checks.push_back(check("built-in programs", [] { return programs_folder().string(); }));
  checks.push_back(check("cache folder", [] {
    const auto file = base::cache_folder() / "doctor-probe";
    base::write_file_atomically(file, "x");
    std::filesystem::remove(file);
    return base::cache_folder().string();
  }));
  checks.push_back(check("LibTorch", [&] {
    if (options.device != "cpu" && !gpu::cuda_gpus().empty() && !trainer::gpu_obstacle().empty())
      throw EnvironmentError(fmt::format("{}: the GPU trains nothing (install torch with all of its NVIDIA wheels)", trainer::gpu_obstacle()));
    return fmt::format("{}, trains on {}", TORCH_VERSION, trainer::device_name(trainer::training_device(options.device)));
  }));
  for (const frames::Finding& finding : frames::check_cuda_path(frames::gather_cuda_path_facts(trainer::gpu_obstacle().empty())))
    checks.push_back({finding.name, finding.passed, finding.detail});

  const bool healthy = std::all_of(checks.begin(), checks.end(), [](const Check& c) { return c.passed; });
  if (options.json) {
    base::Json rows = base::Json::array();
    for (const auto& c : checks) rows.push_back({{"check", c.name}, {"passed", c.passed}, {"detail", c.detail}});
    print_json({{"healthy", healthy}, {"checks", rows}});
  } else {
    for (const auto& c : checks) print_line(fmt::format("{:<8} {:<22} {}", c.passed ? "ok" : "FAILED", c.name, c.detail));
  }
  return healthy ? kDone : kFailure;
}

}  // namespace

void add_doctor(CLI::App& app) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command = app.add_subcommand("doctor", "What this machine offers; for everything missing, the remedy");
  add_common_options(*command, *options, kDevice);
  set_run(*command, [options] { return run_doctor(*options); });
}

}  // namespace progpretrain::tools
