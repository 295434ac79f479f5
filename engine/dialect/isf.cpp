// The Interactive Shader Format (https://github.com/mrRay/ISF_Spec): the header becomes
// declarations in front of the author's text, its passes one unit that is drawn several times.
#include <algorithm>

#include "engine/dialect/bindings.h"
#include "engine/dialect/host_dialects.h"
#include "engine/dialect/isf_header.h"
#include "engine/dialect/isf_size.h"
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
  bool is_persistent = false, is_float = false;
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
    text_.has_sized_buffers =
        std::any_of(sizes_.begin(), sizes_.end(), [](const Size& s) { return s.is_own(); });
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
    if (last.num_buffers != 0) {
      out_.shown_buffer = static_cast<int32_t>(last.first_buffer);
      sizes_[last.first_buffer] = {};  // the picture has the canvas's size
    }
    if (text_.has_sized_buffers) define_sizes(*unit);
    out_.parameters = unit->parameters.placed();
    out_.notes.insert(out_.notes.end(), unit->notes.begin(), unit->notes.end());
    out_.units.push_back(std::move(unit->unit));
    return std::move(out_);
  }

 private:
  /// Of a buffer, as the header writes it; empty: the canvas's.
  struct Size {
    std::string width, height;
    bool is_own() const { return !width.empty() || !height.empty(); }
  };

  /// An input as the number that sizes are computed with, or empty. With a table it becomes a
  /// parameter, though nothing but sizes may use it.
  std::string size_input(const std::string& name, ParameterTable* parameters) const {
    for (const IsfInput& input : header_.inputs) {
      if (input.parameter.name != name || input.parameter.num_components != 1) continue;
      const std::string type = uniform_type(input.type);
      if (type != "float" && type != "int" && type != "bool") continue;
      if (parameters == nullptr) return "0.0";
      const auto placed = parameters->place(input.parameter);
      return "float(" + (placed ? parameter_expression(*placed, type)
                                : default_expression(input.parameter, type)) + ")";
    }
    return "";
  }

  std::optional<std::string> size_expression(const std::string& text,
                                             ParameterTable* parameters) const {
    return isf_size_expression(
        text, [&](const std::string& name) { return size_input(name, parameters); });
  }

  /// The size of a pass's buffer, and a note that says what became of it.
  Size read_size(const IsfPass& pass) {
    Size size{pass.width, pass.height};
    for (std::string* text : {&size.width, &size.height}) {
      if (text->empty()) continue;
      const auto expression = size_expression(*text, nullptr);
      if (!expression)
        out_.notes.push_back("buffer " + pass.target + ": as large as the canvas, since its size \"" +
                             *text + "\" cannot be read");
      const std::string_view canvas = text == &size.width ? kCanvasWidth : kCanvasHeight;
      if (!expression || *expression == canvas) text->clear();
    }
    if (size.is_own())
      out_.notes.push_back("buffer " + pass.target + ": " +
                           (size.width.empty() ? "$WIDTH" : size.width) + " x " +
                           (size.height.empty() ? "$HEIGHT" : size.height) +
                           ", at most the canvas");
    return size;
  }

  void define_sizes(PassUnit& unit) {
    const auto side = [&](const std::string& text, std::string_view canvas) {
      return text.empty() ? std::string(canvas)
                          : size_expression(text, &unit.parameters).value_or(std::string(canvas));
    };
    std::string body = " {\n  vec2 size = PP_FRAME.canvas.xy;\n";
    for (size_t i = 0; i < sizes_.size(); ++i) {
      if (!sizes_[i].is_own()) continue;
      const std::string width = side(sizes_[i].width, kCanvasWidth);
      const std::string height = side(sizes_[i].height, kCanvasHeight);
      body += "  if (index == " + std::to_string(i) + "u) size = vec2(" + width + ", " + height + ");\n";
    }
    // What is no number becomes one texel; the small term bears with a quotient's rounding.
    body +=
        "  size = mix(vec2(1.0), size + 0.001, greaterThan(size, vec2(1.0)));\n"
        "  return ivec2(min(size, PP_FRAME.canvas.xy));\n}";
    std::string& glsl = unit.unit.glsl;
    glsl.replace(glsl.find(kBufferSize) + kBufferSize.size() - 1, 1, body);
  }

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
    for (const Target& target : targets_) {
      bind(target);
      if (!target.is_float) continue;
      for (const uint32_t buffer : target.buffers)
        text_.keeps_floats += std::string(text_.keeps_floats.empty() ? "" : " || ") +
                              "pp_dispatch.first_buffer == " + std::to_string(buffer) + "u";
    }
  }

  void add_target(const IsfPass& pass, uint32_t buffer) {
    sizes_.push_back(read_size(pass));
    const auto found = std::find_if(targets_.begin(), targets_.end(),
                                    [&](const Target& t) { return t.name == pass.target; });
    if (found != targets_.end()) {
      found->buffers.push_back(buffer);
      found->is_persistent |= pass.is_persistent;
      found->is_float |= pass.is_float;
    } else {
      targets_.push_back({pass.target, {buffer}, pass.is_persistent, pass.is_float});
    }
  }

  /// The target as the running pass sees it: of the buffers of this name the last one that is
  /// written already, else what the frame before left, if the target persists.
  void bind(const Target& target) {
    SamplerBinding binding = buffer_binding(target.name, target.buffers.back(), "linear");
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
  std::vector<Size> sizes_;  ///< of each buffer
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
  d.previous_frame_has_8_bits = true;  // but for the targets with FLOAT
  d.translate = translate_isf;
  return d;
}

}  // namespace progpretrain::dialect
