#pragma once
// The compiled programs of one run: index into the run's program list -> pipelines. Made at first use, or ahead of it by
// another thread; when the pool is full, the one that was used longest ago goes.
#include <cstdint>
#include <functional>
#include <memory>
#include <string>

#include "engine/base/check.h"
#include "engine/spirv/build.h"

namespace progpretrain::gpu {
class Device;
}

namespace progpretrain::render {

/// A program that was thought to be drawable turns out not to be.
class ProgramFailure : public EnvironmentError {
 public:
  ProgramFailure(uint32_t its_program, const std::string& reason) : EnvironmentError(reason), program(its_program) {}
  const uint32_t program;  ///< index into the run's list
};

class PipelinePool {
 public:
  using LoadModule = std::function<spirv::ProgramModule(uint32_t program)>;

  /// What the pool did so far.
  struct Counters {
    uint64_t num_hits = 0;    ///< programs of batches that were there when a batch wanted them
    uint64_t num_misses = 0;  ///< that the batch had to wait for
    uint64_t num_loads = 0;   ///< pipelines made, by batches or ahead of them
    double load_s = 0;        ///< time that took, on whatever thread
    uint64_t num_evicted = 0;
  };

  struct Options {
    uint32_t capacity = 0;    ///< programs that stay resident (0 = all); those of batches in flight beyond that
    bool transformed = true;  ///< false: no request has a colour transform or several samples per pixel
  };

  /// `load` gives the module of a program that is known to be drawable on this device; it is called from any thread that
  /// asks for programs.
  PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load, const Options& options);
  PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load);
  ~PipelinePool();
  PipelinePool(const PipelinePool&) = delete;
  PipelinePool& operator=(const PipelinePool&) = delete;

  uint32_t num_programs() const;
  uint32_t num_resident() const;
  Counters counters() const;

  /// Loads a program ahead of its use. Safe from several threads, and while batches are drawn. Throws what `load` throws,
  /// ProgramFailure when the driver refuses the program, and OutOfMemory when memory is short even after half of the
  /// pool was given up.
  void make_ready(uint32_t program);
  bool is_ready(uint32_t program) const;

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
