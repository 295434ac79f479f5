#include "engine/render/pipeline_pool.h"

#include <algorithm>
#include <chrono>
#include <map>

#include "engine/base/check.h"
#include "engine/base/out_of_memory.h"
#include "engine/base/log.h"
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
  glsl += dialect::shader_text("slot.glsl");
  for (const std::string_view file : files) glsl += dialect::shader_text(file);
  // Screening makes pools by the thousand: each text is compiled once.
  static std::mutex mutex;
  static std::map<std::string, std::vector<uint32_t>> compiled;
  const std::lock_guard lock(mutex);
  std::vector<uint32_t>& words = compiled[glsl];
  if (words.empty()) words = spirv::compile_own(glsl);
  return gpu::make_pipeline(device, layout, words, {});
}

PipelinePool::Impl::Impl(std::shared_ptr<gpu::Device> its_device, uint32_t its_num_programs, LoadModule its_load,
                         const Options& options)
    : device(std::move(its_device)),
      layout(*device),
      load(std::move(its_load)),
      num_programs(its_num_programs),
      transformed(options.transformed),
      capacity(options.capacity > 0 ? options.capacity : its_num_programs) {}

Pinned PipelinePool::Impl::make(uint32_t program) {
  const spirv::ProgramModule module = load(program);
  auto out = std::make_shared<ProgramPipelines>();
  out->drawing = drawing_of(module);
  try {
    for (const spirv::Module& unit : module.units) {
      out->units.push_back(gpu::make_pipeline(*device, layout, unit.words, {unit.uses_derivatives, transformed}));
      out->reads_texels |= mentions_binding(unit.words, PP_BINDING_TEXELS);
    }
  } catch (const EnvironmentError& e) {
    throw ProgramFailure(program, e.what());
  }
  return out;
}

// Memory that other programs hold is given up once.
Pinned PipelinePool::Impl::make_with_room(uint32_t program) {
  std::string reason;
  size_t num_kept = 0;
  try {
    return make(program);
  } catch (const vk::OutOfHostMemoryError& e) {
    reason = e.what();
  } catch (const vk::OutOfDeviceMemoryError& e) {
    reason = e.what();
  }
  {
    std::vector<Pinned> ended;
    const std::lock_guard lock(mutex);
    num_kept = residents.size() / 2;
    ended = shrink_to(num_kept);
    capacity = static_cast<uint32_t>(std::max<size_t>(1, std::min<size_t>(capacity, num_kept)));
  }
  log::warn(base::concat("memory is short for compiled programs (", reason, "): keeping ", num_kept, " at a time"));
  try {
    return make(program);
  } catch (const vk::SystemError& e) {
    throw OutOfMemory(base::concat("no memory for another compiled program, with ", num_kept,
                                        " kept: ", e.what(), "; a smaller working_set or batch needs less"));
  }
}

std::vector<Pinned> PipelinePool::Impl::shrink_to(size_t size) {
  std::vector<Pinned> ended;
  while (residents.size() > size) {
    auto oldest = residents.end();
    for (auto it = residents.begin(); it != residents.end(); ++it)
      if (it->second.pipelines && (oldest == residents.end() || it->second.used < oldest->second.used)) oldest = it;
    if (oldest == residents.end()) break;  // the others are being made
    ended.push_back(std::move(oldest->second.pipelines));
    residents.erase(oldest);
    ++counters.num_evicted;
  }
  return ended;
}

Pinned PipelinePool::Impl::program(uint32_t program, bool* was_ready) {
  PP_CHECK(program < num_programs, "program ", program, " of ", num_programs);
  std::vector<Pinned> ended;  // outlives the lock
  std::unique_lock lock(mutex);
  bool waited = false;
  for (auto found = residents.find(program); found != residents.end(); found = residents.find(program)) {
    Resident& resident = found->second;
    if (resident.pipelines) {
      resident.used = ++clock;
      if (was_ready) *was_ready = !waited;
      return resident.pipelines;
    }
    waited = true;
    made.wait(lock);
  }
  if (was_ready) *was_ready = false;
  ended = shrink_to(std::max<size_t>(capacity, 1) - 1);
  residents[program];
  lock.unlock();
  ended.clear();
  const auto start = std::chrono::steady_clock::now();
  Pinned pipelines;
  try {
    pipelines = make_with_room(program);
  } catch (...) {
    lock.lock();
    residents.erase(program);
    made.notify_all();
    throw;
  }
  lock.lock();
  residents[program] = {pipelines, ++clock};
  ++counters.num_loads;
  counters.load_s += std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
  made.notify_all();
  return pipelines;
}

void PipelinePool::Impl::count(uint64_t num_hits, uint64_t num_misses) {
  const std::lock_guard lock(mutex);
  counters.num_hits += num_hits;
  counters.num_misses += num_misses;
}

vk::Pipeline PipelinePool::Impl::show_buffer() {
  if (!*shows_buffer)
    shows_buffer = make_own_pipeline(*device, layout, "#define PP_BUFFERS\n",
                                     {"frame.glsl", "show_buffer.glsl", "entry.glsl"});
  return *shows_buffer;
}

PipelinePool::PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load,
                           const Options& options)
    : impl_(std::make_unique<Impl>(std::move(device), num_programs, std::move(load), options)) {}
PipelinePool::PipelinePool(std::shared_ptr<gpu::Device> device, uint32_t num_programs, LoadModule load)
    : PipelinePool(std::move(device), num_programs, std::move(load), Options()) {}
PipelinePool::~PipelinePool() = default;

uint32_t PipelinePool::num_programs() const { return impl_->num_programs; }

uint32_t PipelinePool::num_resident() const {
  const std::lock_guard lock(impl_->mutex);
  return static_cast<uint32_t>(impl_->residents.size());
}

PipelinePool::Counters PipelinePool::counters() const {
  const std::lock_guard lock(impl_->mutex);
  return impl_->counters;
}

void PipelinePool::make_ready(uint32_t program) { impl_->program(program); }

bool PipelinePool::is_ready(uint32_t program) const {
  const std::lock_guard lock(impl_->mutex);
  const auto found = impl_->residents.find(program);
  return found != impl_->residents.end() && found->second.pipelines;
}

}  // namespace progpretrain::render
