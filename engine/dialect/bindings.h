#pragma once
// What the hosts bind to samplers, as values of GLSL: stand-ins for their media, buffers, the
// keyboard, sound, moving pictures.
#include <span>
#include <string>
#include <string_view>

#include "engine/corpus/program.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/samplers.h"

namespace progpretrain::dialect {

/// Nothing: reads give (0, 0, 0, 1).
SamplerBinding unbound(std::string name);

/// A stand-in for a medium of which only its sampler is known: repeated and mipmapped.
SamplerBinding stand_in_binding(const std::string& name, SamplerType type);

/// The same whose first row is the top one.
SamplerBinding stand_in_from_top(const std::string& name, SamplerType type);

/// What `dialect` offers under the name of `input`.
SamplerBinding host_input_binding(const Dialect& dialect, const HostInput& input);

/// Buffer `index`, read with `filter`: "nearest", "linear" or "mipmap".
SamplerBinding buffer_binding(std::string name, uint32_t index, std::string_view filter,
                              bool repeats = false);

/// An input of a Shadertoy pass as iChannelN, with Shadertoy's defaults of filter and wrap.
/// `buffers`: those of the program. One that is not among them is unbound, as is an unknown kind.
SamplerBinding channel_binding(const corpus::Input& input,
                               std::span<const corpus::BufferPass> buffers);

}  // namespace progpretrain::dialect
