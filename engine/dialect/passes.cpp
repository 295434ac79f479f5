#include "engine/dialect/passes.h"

#include <algorithm>

#include "engine/dialect/bindings.h"
#include "engine/dialect/pass.h"

namespace progpretrain::dialect {
namespace {

constexpr int kNumChannels = 4;

/// What stands in iChannel0-3 of a Shadertoy pass.
std::vector<SamplerBinding> channels(const std::vector<corpus::Input>& inputs,
                                     const std::vector<corpus::BufferPass>& buffers) {
  std::vector<SamplerBinding> bindings;
  for (int channel = 0; channel < kNumChannels; ++channel) {
    const auto input = std::find_if(inputs.begin(), inputs.end(),
                                    [&](const auto& i) { return i.channel == channel; });
    bindings.push_back(input == inputs.end() ? unbound("iChannel" + std::to_string(channel))
                                             : channel_binding(*input, buffers));
  }
  return bindings;
}

PassText shadertoy_pass(const corpus::Program& program, std::string name, const std::string& source,
                        const std::vector<corpus::Input>& inputs) {
  PassText pass;
  pass.name = std::move(name);
  pass.common = program.common;
  pass.source = source;
  pass.samplers = channels(inputs, program.buffers);
  pass.other_samplers = stand_in_binding;
  pass.has_buffers = !program.buffers.empty();
  static const std::string kResolution = "iChannelResolution";
  if (source.find(kResolution) != source.npos || program.common.find(kResolution) != source.npos) {
    std::string sizes;
    for (const SamplerBinding& b : pass.samplers) sizes += (sizes.empty() ? "" : ", ") + b.size;
    pass.declarations = "vec3 " + kResolution + "[4] = vec3[4](" + sizes + ");\n";
  }
  return pass;
}

/// Adds a pass and its unit; `first_buffer`: the first of the `num_buffers` that it writes.
void append(ComputeProgram& out, PassUnit pass, uint32_t first_buffer, uint32_t num_buffers) {
  out.has_feedback |= std::any_of(pass.buffers_read.begin(), pass.buffers_read.end(),
                                  [&](uint32_t buffer) { return buffer >= first_buffer; });
  out.has_feedback |= pass.may_discard && num_buffers > 0;
  const std::string prefix = pass.unit.name.empty() ? "" : pass.unit.name + ", ";
  for (const std::string& note : pass.notes) out.notes.push_back(prefix + note);
  out.passes.push_back({static_cast<uint32_t>(out.units.size()), first_buffer, num_buffers,
                        static_cast<uint32_t>(out.passes.size())});
  out.units.push_back(std::move(pass.unit));
  out.parameters = pass.parameters.placed();
}

}  // namespace

corpus::Result<ComputeProgram> translate_shadertoy(const Dialect& dialect,
                                                   const corpus::Program& program) {
  ComputeProgram out;
  ParameterTable parameters;
  out.num_buffers = static_cast<uint32_t>(program.buffers.size());
  for (uint32_t i = 0; i < out.num_buffers; ++i) {
    const corpus::BufferPass& buffer = program.buffers[i];
    PassText text = shadertoy_pass(program, "Buffer " + buffer.name, buffer.source, buffer.inputs);
    text.parameters = parameters;
    auto pass = translate_pass(dialect, text);
    if (!pass) return corpus::Refused(pass.error());
    parameters = pass->parameters;
    append(out, std::move(*pass), i, 1);
  }
  PassText text = shadertoy_pass(program, "", program.source, program.inputs);
  text.parameters = std::move(parameters);
  auto picture = translate_pass(dialect, text);
  if (!picture) return corpus::Refused(picture.error());
  append(out, std::move(*picture), out.num_buffers, 0);
  return out;
}

namespace {

/// `first_buffer`: the one of the host's first render target.
PassText single_pass(const Dialect& dialect, const corpus::Program& program,
                     uint32_t first_buffer) {
  const std::string_view previous_filter = dialect.previous_frame_is_smooth ? "linear" : "nearest";
  PassText pass;
  pass.common = program.common;
  pass.source = program.source;
  for (const HostSampler& sampler : dialect.previous_frame)
    pass.samplers.push_back(buffer_binding(std::string(sampler.name), first_buffer + sampler.buffer,
                                           previous_filter));
  for (const HostInput& input : dialect.inputs)
    pass.samplers.push_back(host_input_binding(dialect, input));
  pass.other_samplers = dialect.rows_from_top ? stand_in_from_top : stand_in_binding;
  if (dialect.other_samplers_read_previous)
    pass.other_samplers = [first_buffer, previous_filter](const std::string& name, SamplerType) {
      return buffer_binding(name, first_buffer, previous_filter);
    };
  return pass;
}

/// Buffer 0 holds the compute textures, cleared before the pass that scatters into them; buffer 1 the
/// picture.
corpus::Result<ComputeProgram> translate_scattering(const Dialect& dialect,
                                                    const corpus::Program& program) {
  auto unit = translate_pass(dialect, single_pass(dialect, program, 1));
  if (!unit) return corpus::Refused(unit.error());
  ComputeProgram out;
  out.units.push_back(zero_unit());
  out.passes.push_back({0, 0, 1, 0});
  out.num_buffers = 2;
  out.shown_buffer = 1;
  out.has_feedback = unit->reads_scattered;
  append(out, std::move(*unit), 1, 1);
  return out;
}

}  // namespace

corpus::Result<ComputeProgram> translate_single(const Dialect& dialect,
                                                const corpus::Program& program) {
  auto unit = translate_pass(dialect, single_pass(dialect, program, 0));
  if (!unit) return corpus::Refused(unit.error());
  if (unit->scatters) return translate_scattering(dialect, program);
  const bool reads_last_frame = !unit->buffers_read.empty();
  ComputeProgram out;
  out.num_buffers = reads_last_frame ? dialect.num_targets : 0;
  out.shown_buffer = reads_last_frame ? 0 : -1;
  append(out, std::move(*unit), 0, out.num_buffers);
  return out;
}

}  // namespace progpretrain::dialect
