#pragma once
// The Vulkan side of the pipeline pool, for the batch renderer.
#include <condition_variable>
#include <memory>
#include <mutex>
#include <unordered_map>
#include <vector>

#include "engine/gpu/pipeline.h"
#include "engine/render/pipeline_pool.h"
#include "engine/render/program_drawing.h"

namespace progpretrain::render {

struct ProgramPipelines {
  ProgramDrawing drawing;
  std::vector<vk::raii::Pipeline> units;
  bool reads_texels = false;  ///< some unit reads the stand-ins for hosts' textures
};

using Pinned = std::shared_ptr<const ProgramPipelines>;

/// The programs of one batch; whoever holds it keeps their pipelines alive.
class BatchPrograms {
 public:
  void add(uint32_t program, Pinned pipelines) { programs_.emplace(program, std::move(pipelines)); }
  bool contains(uint32_t program) const { return programs_.contains(program); }
  const ProgramPipelines& at(uint32_t program) const { return *programs_.at(program); }
  size_t size() const { return programs_.size(); }

 private:
  std::unordered_map<uint32_t, Pinned> programs_;
};

struct PipelinePool::Impl {
  Impl(std::shared_ptr<gpu::Device> its_device, uint32_t its_num_programs, LoadModule its_load, const Options& options);

  /// Made on first use. `was_ready` (may be null): whether nobody had to wait for it.
  Pinned program(uint32_t program, bool* was_ready = nullptr);
  void count(uint64_t num_hits, uint64_t num_misses);

  /// Draws the picture of programs that show a buffer (shaders/show_buffer.glsl). Created on first use, on the thread that
  /// draws.
  vk::Pipeline show_buffer();

  std::shared_ptr<gpu::Device> device;
  gpu::PipelineLayout layout;
  const LoadModule load;
  const uint32_t num_programs;
  const bool transformed;
  vk::raii::Pipeline shows_buffer = nullptr;

  struct Resident {
    Pinned pipelines;  ///< empty while a thread makes them
    uint64_t used = 0;
  };
  mutable std::mutex mutex;  ///< of what follows
  std::condition_variable made;
  std::unordered_map<uint32_t, Resident> residents;
  uint32_t capacity;
  uint64_t clock = 0;
  Counters counters;

 private:
  Pinned make(uint32_t program);
  Pinned make_with_room(uint32_t program);
  /// Takes out what was used longest ago until at most `size` are left; they end with the result, outside of the lock.
  std::vector<Pinned> shrink_to(size_t size);
};

/// A compute shader of our own over the one layout: shaders/frame_params.h and slot.glsl, then `files` of shaders/, with
/// `defines`.
vk::raii::Pipeline make_own_pipeline(const gpu::Device& device, const gpu::PipelineLayout& layout,
                                     const std::string& defines, const std::vector<std::string_view>& files);

}  // namespace progpretrain::render
