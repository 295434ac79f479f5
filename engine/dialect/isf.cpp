// The Interactive Shader Format (https://github.com/mrRay/ISF_Spec): the header becomes
// declarations in front of the author's text, its passes one unit that is drawn several times.
#include <algorithm>

#include "engine/dialect/bindings.h"
#include "engine/dialect/host_dialects.h"
#include "engine/dialect/isf_header.h"
#include "engine/dialect/pass.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

constexpr size_t kMaxPasses = 32;

/// VEDA, whose headers are ISF's, hands over the last picture under this name.
constexpr std::string_view kBackbuffer = "backbuffer";

bool is_name(std::string_view text) {
  const Tokens tokens = tokenise(text);
  return tokens.size() == 1 && tokens[0].is_identifier() && tokens[0].text.size() == text.size();
}

std::string uniform_type(const std::string& type) {
  if (type == "float") return "float";
  if (type == "long") return "int";
  if (type == "bool" || type == "event") return "bool";
  if (type == "point2D") return "vec2";
  if (type == "color") return "vec4";
  if (type == "cube") return "samplerCube";
  return type == "image" || type == "audio" || type == "audioFFT" ? "sampler2D" : "";
}

SamplerBinding media_binding(const std::string& name, std::string kind, const std::string& source) {
  corpus::Input input;
  input.kind = std::move(kind);
  input.source = source;
  input.filter = "linear";
  input.wrap = "clamp";
  SamplerBinding binding = channel_binding(input, {});
  binding.name = name;
  binding.note = name + ": stand-in for " + input.kind;
  return binding;
}

/// A target and the buffers that passes of this name write.
struct Target {
  std::string name;
  std::vector<uint32_t> buffers;
  bool is_persistent = false;
};

class Program {
 public:
  Program(const Dialect& dialect, const corpus::Program& program, IsfHeader header)
      : dialect_(dialect), header_(std::move(header)) {
    for (const Token& t : tokenise(strip_comments(clean_text(program.source))))
      if (t.is_identifier()) names_.insert(t.text);
    plan_passes();
    declare_inputs();
    text_.source = program.source;
    // The comment's line ends stay.
    std::string declarations = " " + declarations_;
    const auto begin = program.source.begin();
    declarations.append(
        static_cast<size_t>(std::count(begin + static_cast<long>(header_.first),
                                       begin + static_cast<long>(header_.last), '\n')),
        '\n');
    text_.source.replace(header_.first, header_.last - header_.first, declarations);
    text_.common = program.common;
    text_.other_samplers = stand_in_binding;
  }

  corpus::Result<ComputeProgram> translate() {
    if (header_.passes.size() > kMaxPasses)
      return corpus::Refused(
          refuse_unsupported(0, "has more than " + std::to_string(kMaxPasses) + " passes"));
    text_.has_buffers = out_.num_buffers > 0;
    auto unit = translate_pass(dialect_, text_);
    if (!unit) return corpus::Refused(unit.error());
    const auto is_read = [&](uint32_t buffer) {
      const auto& read = unit->buffers_read;
      return std::find(read.begin(), read.end(), buffer) != read.end();
    };
    for (const Target& target : targets_)
      out_.has_feedback |=
          target.is_persistent && (is_read(target.buffers.back()) || unit->may_discard);
    // A last pass whose target nobody reads draws the picture straight away.
    ComputePass& last = out_.passes.back();
    if (last.num_buffers != 0 && !is_read_target(last.first_buffer, is_read)) {
      last.num_buffers = 0;
      --out_.num_buffers;
    }
    if (last.num_buffers != 0) out_.shown_buffer = static_cast<int32_t>(last.first_buffer);
    out_.notes.insert(out_.notes.end(), unit->notes.begin(), unit->notes.end());
    out_.parameters = unit->parameters.placed();
    out_.units.push_back(std::move(unit->unit));
    return std::move(out_);
  }

 private:
  template <class IsRead>
  bool is_read_target(uint32_t buffer, IsRead is_read) const {
    return std::any_of(targets_.begin(), targets_.end(), [&](const Target& target) {
      return target.buffers.back() == buffer && is_read(buffer);
    });
  }

  void plan_passes() {
    auto& passes = header_.passes;
    if (passes.empty()) passes.emplace_back();
    if (passes.back().target.empty() && names_.contains(std::string(kBackbuffer))) {
      passes.back().target = kBackbuffer;
      passes.back().is_persistent = true;
    }
    const bool has_float =
        std::any_of(passes.begin(), passes.end(), [](const IsfPass& p) { return p.is_float; });
    dialect_.previous_frame_has_8_bits = !has_float;
    for (size_t i = 0; i < passes.size(); ++i) {
      const IsfPass& pass = passes[i];
      const bool is_last = i + 1 == passes.size();
      ComputePass drawn;
      drawn.index = static_cast<uint32_t>(i);
      drawn.first_buffer = out_.num_buffers;
      if (!pass.target.empty()) {
        drawn.num_buffers = 1;
        add_target(pass, out_.num_buffers++);
      } else if (!is_last) {
        out_.notes.push_back("pass " + std::to_string(i) + ": draws into nothing, left out");
        continue;
      }
      out_.passes.push_back(drawn);
    }
    for (const Target& target : targets_) bind(target);
  }

  void add_target(const IsfPass& pass, uint32_t buffer) {
    if (pass.has_size)
      out_.notes.push_back("buffer " + pass.target + ": drawn at the size of the canvas");
    const auto found = std::find_if(targets_.begin(), targets_.end(),
                                    [&](const Target& t) { return t.name == pass.target; });
    if (found != targets_.end()) {
      found->buffers.push_back(buffer);
      found->is_persistent |= pass.is_persistent;
    } else {
      targets_.push_back({pass.target, {buffer}, pass.is_persistent});
    }
  }

  /// The target as the running pass sees it: of the buffers of this name the last one that is
  /// written already, else what the frame before left, if the target persists.
  void bind(const Target& target) {
    SamplerBinding binding = buffer_binding(target.name, target.buffers.back(), true);
    const auto is_written = [](uint32_t buffer) {
      return "pp_dispatch.first_buffer > " + std::to_string(buffer) + "u";
    };
    std::string index = std::to_string(target.buffers.back());
    for (size_t i = 0; i + 1 < target.buffers.size(); ++i) {
      const uint32_t next = target.buffers[i + 1];
      index = "(" + is_written(target.buffers[i]) + " && !(" + is_written(next) + ") ? " +
              std::to_string(target.buffers[i]) + " : " + index + ")";
    }
    const bool any_persists = std::any_of(header_.passes.begin(), header_.passes.end(),
                                          [](const IsfPass& p) { return p.is_persistent; });
    // Without warm-up frames there is no frame before: a buffer that is not written yet is black.
    const bool may_be_stale = any_persists && !target.is_persistent;
    if (target.buffers.size() > 1 || may_be_stale) {
      const std::string source = may_be_stale ? "(" + is_written(target.buffers.front()) +
                                                    " ? PP_SOURCE_BUFFER : PP_SOURCE_NONE)"
                                              : "PP_SOURCE_BUFFER";
      const std::string plain = "PP_SOURCE_BUFFER, " + std::to_string(target.buffers.back());
      binding.value.replace(0, plain.size(), source + ", " + index);
      binding.varies = true;
    }
    text_.samplers.push_back(std::move(binding));
    declare("sampler2D", target.name);
  }

  /// Only what the code names: an input that nothing reads is no parameter.
  void declare(const std::string& type, const std::string& name) {
    if (!type.empty() && is_name(name) && names_.contains(name) && declared_.insert(name).second)
      declarations_ += "uniform " + type + " " + name + "; ";
  }

  void declare_inputs() {
    for (const IsfInput& input : header_.inputs) {
      const std::string& name = input.parameter.name;
      const std::string type = uniform_type(input.type);
      declare(type, name);
      if (type.starts_with("sampler"))
        add_media(name, input.type == "image" ? "texture" : "music", name);
      else
        text_.parameters.add_hint(input.parameter);
    }
    for (const IsfImage& image : header_.images) {
      declare(image.is_cube ? "samplerCube" : "sampler2D", image.name);
      add_media(image.name, image.is_cube ? "cubemap" : "texture", image.path);
    }
  }

  void add_media(const std::string& name, const std::string& kind, const std::string& source) {
    const bool is_target = std::any_of(targets_.begin(), targets_.end(),
                                       [&](const Target& t) { return t.name == name; });
    if (is_target || !is_name(name)) return;
    text_.samplers.push_back(media_binding(name, kind, source));
    // What hosts declare beside an image.
    const std::string size = "_" + name + "_imgSize", rect = "_" + name + "_imgRect";
    if (names_.contains(size))
      declarations_ += "vec2 " + size + " = vec2(textureSize(" + name + ", 0)); ";
    if (names_.contains(rect)) declarations_ += "vec4 " + rect + " = vec4(0.0, 0.0, 1.0, 1.0); ";
    if (names_.contains("_" + name + "_flip")) declarations_ += "bool _" + name + "_flip = false; ";
  }

  Dialect dialect_;
  IsfHeader header_;
  NameSet names_, declared_;
  std::string declarations_;
  std::vector<Target> targets_;
  PassText text_;
  ComputeProgram out_;
};

corpus::Result<ComputeProgram> translate_isf(const Dialect& dialect,
                                             const corpus::Program& program) {
  auto header = read_isf_header(program.source);
  if (!header) return corpus::Refused(header.error());
  return Program(dialect, program, std::move(*header)).translate();
}

}  // namespace

Dialect isf_dialect() {
  Dialect d = fragment_shader_dialect("isf");
  d.macros +=
      "#define IMG_NORM_PIXEL(i, p) textureLod(i, vec2(p), 0.0)\n"
      "#define IMG_PIXEL(i, p) textureLod(i, vec2(p) / vec2(textureSize(i, 0)), 0.0)\n"
      "#define IMG_THIS_NORM_PIXEL(i) textureLod(i, isf_FragNormCoord, 0.0)\n"
      "#define IMG_THIS_PIXEL(i) textureLod(i, isf_FragNormCoord, 0.0)\n"
      "#define IMG_SIZE(i) vec2(textureSize(i, 0))\n";
  d.version = {120, false};
  d.translate = translate_isf;
  return d;
}

}  // namespace progpretrain::dialect
