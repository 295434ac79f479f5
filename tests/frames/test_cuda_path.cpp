// Every reason why a machine does not get the CUDA path is told with its remedy: one healthy
// machine, broken one way at a time.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/frames/cuda_path.h"

using namespace progpretrain;
using frames::CudaPathFacts;

namespace {

CudaPathFacts healthy() {
  CudaPathFacts facts;
  facts.has_kernel_driver = facts.has_cuda_library = true;
  facts.cuda_version = facts.build_cuda_version = 13000;
  facts.gpus = {{"NVIDIA H200", {1, 2, 3}, true}};
  facts.torch_sees_gpu = facts.has_vulkan_loader = true;
  gpu::DeviceInfo software, hardware;
  software.name = "llvmpipe";
  software.is_cpu = true;
  hardware.name = "NVIDIA H200";
  hardware.driver_id = 4;
  hardware.uuid = {1, 2, 3};
  facts.vulkan_devices = {software, hardware};
  facts.has_nvidia_icd_file = facts.has_nvidia_vulkan_library = true;
  return facts;
}

CudaPathFacts without_vulkan_driver() {
  CudaPathFacts facts = healthy();
  facts.vulkan_devices.pop_back();
  return facts;
}

// The details of what failed.
std::string failures(const CudaPathFacts& facts) {
  std::string out;
  for (const auto& finding : frames::check_cuda_path(facts))
    if (!finding.passed) out += finding.name + ": " + finding.detail + "\n";
  return out;
}

void check_says(const CudaPathFacts& facts, const char* remedy) {
  CHECK_MESSAGE(failures(facts).find(remedy) != std::string::npos, "\"", remedy,
                "\" is not in: ", failures(facts));
}

}  // namespace

TEST_CASE("cuda path: a healthy machine passes every check") {
  CHECK(failures(healthy()) == "");
  CHECK(frames::check_cuda_path(healthy()).size() == 6);
}

TEST_CASE("cuda path: a machine without a GPU has nothing to mend") {
  CHECK(failures({}) == "");
  CHECK(frames::check_cuda_path({}).size() == 1);
}

TEST_CASE("cuda path: trouble with CUDA's driver is told by its kind") {
  auto facts = healthy();
  facts.has_cuda_library = false;
  check_says(facts, "install libcuda1");
  facts.in_container = true;
  check_says(facts, "--gpus all");
  facts = healthy();
  facts.cuda_error = 803;
  check_says(facts, "different versions");
  facts.cuda_error = 100;
  facts.gpus.clear();
  check_says(facts, "nvidia-smi");
  facts.visible_devices = "7";
  check_says(facts, "CUDA_VISIBLE_DEVICES");
  facts.cuda_error = 999;
  check_says(facts, "error 999");
}

TEST_CASE(
    "cuda path: an old driver, a build without CUDA and a LibTorch without CUDA are told apart") {
  auto facts = healthy();
  facts.cuda_version = 12040;
  check_says(facts, "supports CUDA 12.4 and this program needs 13.0");
  facts = healthy();
  facts.build_cuda_version = 0;
  check_says(facts, "built without CUDA");
  facts = healthy();
  facts.torch_sees_gpu = false;
  check_says(facts, "CUDA build of PyTorch");
}

TEST_CASE("cuda path: every way to lack NVIDIA's Vulkan driver has its own remedy") {
  auto facts = without_vulkan_driver();
  facts.has_vulkan_loader = false;
  check_says(facts, "install libvulkan1");
  facts = without_vulkan_driver();
  facts.in_container = true;
  facts.has_nvidia_vulkan_library = false;
  facts.container_capabilities = "compute,utility";
  check_says(facts, "NVIDIA_DRIVER_CAPABILITIES=compute,utility,graphics (now: compute,utility)");
  facts.container_capabilities = "all";
  check_says(facts, "container toolkit");
  facts.in_container = false;
  check_says(facts, "libnvidia-gl");
  facts = without_vulkan_driver();
  facts.has_nvidia_icd_file = false;
  check_says(facts, "nvidia_icd.json");
  facts = without_vulkan_driver();
  facts.icd_override = "/usr/share/vulkan/icd.d/lvp_icd.x86_64.json";
  check_says(facts, "unset it");
  facts = without_vulkan_driver();
  check_says(facts, "VK_LOADER_DEBUG");
}

TEST_CASE("cuda path: a part of a GPU is refused by name") {
  auto facts = without_vulkan_driver();
  facts.gpus[0].name = "NVIDIA H100 80GB HBM3 MIG 1g.10gb";
  check_says(facts, "MIG");
  facts = without_vulkan_driver();
  facts.visible_devices = "MIG-4f2c";
  check_says(facts, "a whole one");
}

TEST_CASE(
    "cuda path: two GPUs that see only the other one each are told, and memory that cannot be "
    "shared") {
  auto facts = healthy();
  facts.gpus[0].uuid = {9};
  check_says(facts, "UUID");
  facts = healthy();
  facts.export_obstacle = "it cannot export buffers";
  check_says(facts, "it cannot export buffers: install a newer NVIDIA driver");
  facts = healthy();
  facts.gpus[0].imports_timelines = false;
  check_says(facts, "timeline semaphores");
}

TEST_CASE("cuda path: the facts of this machine can be gathered, whatever it is") {
  const auto findings = frames::check_cuda_path(frames::gather_cuda_path_facts(false));
  CHECK_FALSE(findings.empty());
  for (const auto& finding : findings) CHECK_FALSE(finding.detail.empty());
}
