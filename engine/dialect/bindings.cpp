#include "engine/dialect/bindings.h"

#include <algorithm>
#include <utility>

#include "engine/inputs/stand_in.h"

namespace progpretrain::dialect {
namespace {

using inputs::StandIn;

std::string flags(std::string_view filter, bool repeats) {
  std::string text = filter == "nearest"  ? "PP_FILTER_NEAREST"
                     : filter == "linear" ? "PP_FILTER_LINEAR"
                                          : "PP_FILTER_MIPMAP";
  return text + (repeats ? " + PP_WRAP_REPEAT" : " + PP_WRAP_CLAMP");
}

std::string numbers(std::initializer_list<uint32_t> values) {
  std::string text;
  for (const uint32_t value : values) text += (text.empty() ? "" : ", ") + std::to_string(value);
  return text;
}

/// A stand-in as the arguments of its sampler type. `source` names what reads it.
SamplerBinding stand_in(std::string name, std::string_view source, const StandIn& s,
                        std::string_view filter, bool repeats) {
  SamplerBinding binding;
  binding.name = std::move(name);
  const bool is_volume = s.kind == StandIn::Kind::volume,
             is_cube = s.kind == StandIn::Kind::cubemap;
  binding.type = is_cube     ? SamplerType::cube
                 : is_volume ? SamplerType::three_dimensional
                             : SamplerType::two_dimensional;
  const std::string size = is_cube     ? std::to_string(s.width)
                           : is_volume ? "ivec3(" + numbers({s.width, s.height, s.depth}) + ")"
                                       : "ivec2(" + numbers({s.width, s.height}) + ")";
  binding.value = std::string(source) + ", " + std::to_string(s.first_texel) + ", " + size + ", " +
                  std::to_string(s.num_levels) + ", " + flags(filter, repeats);
  binding.size =
      "vec3(" + numbers({s.width, is_cube ? s.width : s.height, is_volume ? s.depth : 1}) + ")";
  binding.is_mipmapped = filter == "mipmap" && s.num_levels > 1;
  return binding;
}

/// What the device makes itself: keyboard, sound, moving pictures.
SamplerBinding picture(std::string name, std::string_view source, uint32_t first_texel,
                       inputs::MediumSize size, uint32_t num_levels, std::string_view filter,
                       bool repeats) {
  SamplerBinding binding;
  binding.name = std::move(name);
  binding.type = SamplerType::two_dimensional;
  binding.value = std::string(source) + ", " + std::to_string(first_texel) + ", ivec2(" +
                  numbers({size.width, size.height}) + "), " + std::to_string(num_levels) + ", " +
                  flags(filter, repeats);
  binding.size = "vec3(" + numbers({size.width, size.height, 1}) + ")";
  binding.is_mipmapped = filter == "mipmap" && num_levels > 1;
  return binding;
}

}  // namespace

SamplerBinding unbound(std::string name) {
  SamplerBinding binding;
  binding.name = std::move(name);
  return binding;
}

SamplerBinding stand_in_binding(const std::string& name, SamplerType type) {
  const auto kind = type == SamplerType::cube                ? StandIn::Kind::cubemap
                    : type == SamplerType::three_dimensional ? StandIn::Kind::volume
                                                             : StandIn::Kind::texture;
  SamplerBinding binding =
      stand_in(name, "PP_SOURCE_TEXELS", inputs::stand_in_for(kind, name), "mipmap", true);
  binding.note = name + ": stand-in for a texture";
  return binding;
}

SamplerBinding stand_in_from_top(const std::string& name, SamplerType type) {
  SamplerBinding binding = stand_in_binding(name, type);
  if (type == SamplerType::two_dimensional) binding.value += " + PP_FLIP_ROWS";
  return binding;
}

SamplerBinding host_input_binding(const Dialect& dialect, const HostInput& input) {
  corpus::Input medium;
  medium.kind = input.kind;
  medium.source = input.source;
  if (input.kind == "texture") {
    medium.filter = "linear";
    medium.wrap = "clamp";
  }
  medium.vflip = !dialect.rows_from_top;
  SamplerBinding binding = channel_binding(medium, {});
  binding.name = input.name;
  binding.note = std::string(input.name) + ": stand-in for " + std::string(input.kind);
  return binding;
}

SamplerBinding buffer_binding(std::string name, uint32_t index, std::string_view filter,
                              bool repeats) {
  SamplerBinding binding;
  binding.name = std::move(name);
  binding.type = SamplerType::two_dimensional;
  binding.value = "PP_SOURCE_BUFFER, " + std::to_string(index) + ", ivec2(1), 1, " +
                  flags(filter, repeats);
  binding.size = "vec3(PP_FRAME.canvas.xy, 1.0)";
  binding.buffer = static_cast<int32_t>(index);
  binding.is_mipmapped = filter == "mipmap";
  return binding;
}

SamplerBinding channel_binding(const corpus::Input& input,
                               std::span<const corpus::BufferPass> buffers) {
  const std::string name = "iChannel" + std::to_string(input.channel);
  const auto or_default = [](const std::string& value, std::string_view fallback) {
    return value.empty() ? std::string(fallback) : value;
  };
  const bool clamps = input.wrap == "clamp", repeats = input.wrap == "repeat";
  SamplerBinding binding = unbound(name);
  if (input.kind == "buffer") {
    const auto found = std::find_if(buffers.begin(), buffers.end(),
                                    [&](const auto& b) { return b.name == input.source; });
    if (found == buffers.end()) return binding;
    return buffer_binding(name, static_cast<uint32_t>(found - buffers.begin()),
                          or_default(input.filter, "linear"), repeats);
  }
  if (input.kind == "texture") {
    binding = stand_in(name, "PP_SOURCE_TEXELS",
                       inputs::stand_in_for(StandIn::Kind::texture, input.source),
                       or_default(input.filter, "mipmap"), !clamps);
    if (!input.vflip) binding.value += " + PP_FLIP_ROWS";
  } else if (input.kind == "cubemap") {
    binding = stand_in(name, "PP_SOURCE_TEXELS",
                       inputs::stand_in_for(StandIn::Kind::cubemap, input.source),
                       or_default(input.filter, "mipmap"), repeats);
  } else if (input.kind == "volume") {
    binding = stand_in(name, "PP_SOURCE_TEXELS",
                       inputs::stand_in_for(StandIn::Kind::volume, input.source),
                       or_default(input.filter, "mipmap"), !clamps);
  } else if (input.kind == "video" || input.kind == "webcam") {
    // The kind in the name says that the picture must be fit for moving.
    const StandIn& film =
        inputs::stand_in_for(StandIn::Kind::texture, input.kind + " " + input.source);
    const inputs::MediumSize size =
        input.kind == "video" ? inputs::kVideoSize : inputs::kWebcamSize;
    binding = picture(name, "PP_SOURCE_VIDEO", film.first_texel, size, film.num_levels,
                      or_default(input.filter, "linear"), repeats);
  } else if (input.kind == "keyboard") {
    binding = picture(name, "PP_SOURCE_KEYBOARD", 0, inputs::kKeyboardSize, 1, "nearest", false);
  } else if (input.kind == "spectrum" || input.kind == "integrated spectrum") {
    constexpr uint32_t kFft = 1, kIntegrated = 2;  // PP_SOUND_FFT, PP_SOUND_INTEGRATED
    binding = picture(name, "PP_SOURCE_SOUND", input.kind == "spectrum" ? kFft : kIntegrated,
                      inputs::kSoundSize, 1, "linear", repeats);
  } else if (input.kind == "spectrum and waveform") {
    constexpr uint32_t kChannels = 3;  // PP_SOUND_CHANNELS
    binding = picture(name, "PP_SOURCE_SOUND", kChannels, inputs::kSoundSize, 1, "linear", repeats);
  } else if (input.kind == "music" || input.kind == "microphone") {
    binding = picture(name, "PP_SOURCE_SOUND", 0, inputs::kSoundSize, 1,
                      or_default(input.filter, "linear"), repeats);
  } else {
    binding.note = name + ": nothing is bound (unknown kind of input " + input.kind + ")";
    return binding;
  }
  binding.note = name + ": stand-in for " + input.kind;
  return binding;
}

}  // namespace progpretrain::dialect
