#include "engine/render/pipeline_pool.h"

#include <map>
#include <mutex>

#include "engine/base/check.h"
#include "engine/dialect/embedded_shaders.h"
#include "engine/render/pipeline_pool_impl.h"

namespace progpretrain::render {
namespace {

// Whether code mentions the storage buffer at `binding`. Words that equal its id by chance count too: an answer too many
// costs memory, one too few would cost a picture.
bool mentions_binding(std::span<const uint32_t> words, uint32_t binding) {
  constexpr uint32_t kHeaderWords = 5, kOpDecorate = 71, kOpFunction = 54, kDecorationBinding = 33;
  uint32_t variable = 0;
  bool in_function = false;
  for (size_t i = kHeaderWords; i < words.size();) {
    const uint32_t op = words[i] & 0xffffu, length = words[i] >> 16;
    if (length == 0 || i + length > words.size()) break;
    in_function |= op == kOpFunction;
    if (op == kOpDecorate && length == 4 && words[i + 2] == kDecorationBinding && words[i + 3] == binding)
      variable = words[i + 1];
    for (uint32_t w = 1; in_function && variable != 0 && w < length; ++w)
      if (words[i + w] == variable) return true;
    i += length;
  }
  return false;
}

}  // namespace

vk::raii::Pipeline make_own_pipeline(const gpu::Device& device, const gpu::PipelineLayout& layout,
                                     const std::string& defines, const std::vector<std::string_view>& files) {
  std::string glsl =
      "#version 450\n"
      "#extension GL_EXT_shader_8bit_storage : require\n"
      "#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require\n" +
      defines + std::string(dialect::shader_text("frame_params.h"));
  for (const std::string_view file : files) glsl += dialect::shader_text(file);
  // Screening makes pools by the thousand: each text is compiled once.
  static std::mutex mutex;
  static std::map<std::string, std::vector<uint32_t>> compiled;
  const std::lock_guard lock(mutex);
  std::vector<uint32_t>& words = compiled[glsl];
  if (words.empty()) words = spirv::compile_own(glsl);
  return gpu::make_pipeline(device, layout, words, {});
}

PipelinePool::Impl::Impl(std::shared_ptr<gpu::Device> its_device, uint32_t num_programs, LoadModule its_load,
                         bool is_transformed)
    : device(std::move(its_device)),
      layout(*device),
      load(std::move(its_load)),
      transformed(is_transformed),
      programs(num_programs) {}

const ProgramPipelines& PipelinePool::Impl::program(uint32_t program) {
  PP_CHECK(program < programs.size(), "program ", program, " of ", programs.size());
  std::optional<ProgramPipelines>& found = programs[program];
  if (!found) {
    const spirv::ProgramModule module = load(program);
    ProgramPipelines made{drawing_of(module), {}, false};
    for (const spirv::Module& unit : module.units) {
      made.units.push_back(
          gpu::make_pipeline(*device, layout, unit.words, {unit.uses_derivatives, transformed}));
      made.reads_texels |= mentions_binding(unit.words, PP_BINDING_TEXELS);
    }
    found = std::move(made);
    ++num_resident;
  }
  return *found;
}

vk::Pipeline PipelinePool::Impl::show_buffer() {
  if (!*shows_buffer)
    shows_buffer = make_own_pipeline(*device, layout, "#define PP_BUFFERS\n",
                                     {"frame.glsl", "show_buffer.glsl", "entry.glsl"});
  return *shows_buffer;
}

PipelinePool::PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load,
                           bool transformed)
    : impl_(std::make_unique<Impl>(std::move(device), num_programs, std::move(load), transformed)) {}
PipelinePool::~PipelinePool() = default;

uint32_t PipelinePool::num_programs() const { return static_cast<uint32_t>(impl_->programs.size()); }
uint32_t PipelinePool::num_resident() const { return impl_->num_resident; }

}  // namespace progpretrain::render
