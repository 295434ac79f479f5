#pragma once
// The compiled programs of one run: index into the run's program list -> pipeline, made at first use.
#include <cstdint>
#include <functional>
#include <memory>

#include "engine/spirv/build.h"

namespace progpretrain::gpu {
class Device;
}

namespace progpretrain::render {

class PipelinePool {
 public:
  using LoadModule = std::function<spirv::ProgramModule(uint32_t program)>;

  /// `load` gives the module of a program that is known to be drawable on this device. Not `transformed`: no request has a
  /// colour transform or several samples per pixel.
  PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load,
               bool transformed = true);
  ~PipelinePool();
  PipelinePool(const PipelinePool&) = delete;
  PipelinePool& operator=(const PipelinePool&) = delete;

  uint32_t num_programs() const;
  uint32_t num_resident() const;

  struct Impl;
  Impl& impl() const { return *impl_; }

 private:
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::render
