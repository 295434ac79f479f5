#pragma once
// One text that is drawn: a pass of a program, or the whole program. Hosts that know what their
// programs bind (channels, buffers, values) hand it over here.
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/parameters.h"
#include "engine/dialect/samplers.h"

namespace progpretrain::dialect {

struct PassText {
  std::string name;    ///< what refusals call it: "Buffer A"; empty: the pass that is shown
  std::string common;  ///< text before the pass's own, with lines of its own; or empty
  std::string source;
  std::vector<SamplerBinding> samplers;  ///< what the host binds
  OtherSamplers other_samplers;  ///< what the author's samplers read that the host does not bind
  std::string declarations;       ///< GLSL of ours, over the dialect's prelude
  std::string macros;             ///< "#define NAME VALUE" lines of this pass
  ParameterTable parameters;      ///< hints, and the places that earlier passes took
  bool has_buffers = false;       ///< the program draws buffers, whether this pass reads them or not
  /// Buffers have sizes of their own: the caller gives the unit's pp_buffer_size() (kBufferSize) a
  /// body (shaders/frame.glsl).
  bool has_sized_buffers = false;
  /// GLSL, where the host keeps bytes: whether this drawing keeps floats all the same; or empty.
  std::string keeps_floats;
};

/// How shaders/frame.glsl declares it.
inline constexpr std::string_view kBufferSize = "ivec2 pp_buffer_size(uint index);";

struct PassUnit {
  ComputeUnit unit;
  std::vector<uint32_t> buffers_read;  ///< their indices, each once
  bool scatters = false;  ///< it uses compute textures, which are buffer 0 (compute_textures.h)
  bool reads_scattered = false;
  bool may_discard = false;  ///< a texel of its buffers can stay what it was
  std::vector<std::string> notes;
  ParameterTable parameters;  ///< of this pass and those before it
};

/// Translates it. Refusal: parse_error or unsupported; the line is the author's, in the pass's own
/// text, or in the common text when the reason begins with "Common: ".
corpus::Result<PassUnit> translate_pass(const Dialect& host, const PassText& pass);

/// A unit that draws zeros.
ComputeUnit zero_unit();

}  // namespace progpretrain::dialect
