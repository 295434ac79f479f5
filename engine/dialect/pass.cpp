#include "engine/dialect/pass.h"

#include <algorithm>
#include <utility>

#include "engine/dialect/array_sizes.h"
#include "engine/dialect/author_program.h"
#include "engine/dialect/compute_textures.h"
#include "engine/dialect/constants.h"
#include "engine/dialect/editor_directives.h"
#include "engine/dialect/embedded_shaders.h"
#include "engine/dialect/forbidden.h"
#include "engine/dialect/fragment_stage.h"
#include "engine/dialect/header_parameters.h"
#include "engine/dialect/host_lines.h"
#include "engine/dialect/interface.h"
#include "engine/dialect/lenient.h"
#include "engine/dialect/names.h"
#include "engine/dialect/preprocess.h"
#include "engine/dialect/prune.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/uniform_defaults.h"
#include "engine/dialect/unused_images.h"
#include "engine/dialect/zero_init.h"

namespace progpretrain::dialect {
namespace {

/// Common text and the pass's own as one text, and the way back from its lines.
class Joined {
 public:
  explicit Joined(const PassText& pass) : name_(pass.name) {
    if (pass.common.empty()) {
      text_ = clean_text(pass.source);
      return;
    }
    text_ = clean_text(pass.common) + "\n";
    num_common_ = static_cast<int>(std::count(text_.begin(), text_.end(), '\n'));
    text_ += clean_text(pass.source);
  }

  const std::string& text() const { return text_; }

  corpus::Refused refused(corpus::Refusal refusal) const {
    if (refusal.line > num_common_) {
      refusal.line -= num_common_;
    } else if (refusal.line > 0 && num_common_ > 0) {
      refusal.reason = "Common: " + refusal.reason;
      return corpus::Refused(std::move(refusal));
    }
    if (!name_.empty()) refusal.reason = name_ + ": " + refusal.reason;
    return corpus::Refused(std::move(refusal));
  }

  /// The rewritten text under #line directives: the pass's own is source string 1, the common 2.
  std::string numbered(const std::string& rewritten) const {
    size_t own = 0;
    for (int i = 0; i < num_common_; ++i)
      own = std::min(rewritten.find('\n', own), rewritten.size() - 1) + 1;
    const std::string common = num_common_ == 0 ? "" : "#line 1 2\n" + rewritten.substr(0, own);
    return common + "#line 1 1\n" + rewritten.substr(own);
  }

 private:
  std::string name_, text_;
  int num_common_ = 0;  ///< lines of common text
};

std::string entry_name(const Dialect& dialect) {
  if (dialect.entry == Dialect::Entry::function) return std::string(dialect.function);
  return dialect.entry == Dialect::Entry::main_image ? "mainImage" : "main";
}

/// The host with the entry that the text has: editors that start main() also take Shadertoy's
/// programs, which bring mainImage alone.
Dialect with_entry_of(const Dialect& host, const AuthorProgram& author) {
  Dialect dialect = host;
  if (host.entry == Dialect::Entry::main && !author.defines("main") && author.defines("mainImage"))
    dialect.entry = Dialect::Entry::main_image;
  return dialect;
}

/// main(out vec4 colour, in vec2 position) is what old programs of Shadertoy call mainImage.
void rename_old_entry(AuthorProgram& author) {
  for (const GlobalItem& item : author.items)
    if (item.kind == GlobalItem::Kind::function && author.tokens[item.name].is("main") &&
        parse_parameters(author.tokens, item).size() == 2) {
      author.tokens[item.name].text = "mainImage";
      author.functions.insert("mainImage");
    }
}

/// An output variable of any float type as a colour.
std::string as_colour(const Interface::Output& output) {
  const std::string& name = output.name;
  if (output.type == "vec4") return name;
  if (output.type == "vec3") return "vec4(" + name + ", 1.0)";
  if (output.type == "vec2") return "vec4(" + name + ", 0.0, 1.0)";
  if (output.type == "float") return "vec4(vec3(" + name + "), 1.0)";
  return "vec4(" + name + ")";
}

std::string colour_expression(const Dialect& dialect, const Interface& interface,
                              const FragmentUse& use) {
  if (!interface.outputs.empty()) return as_colour(interface.outputs[0]);
  if (use.frag_data && !use.frag_color) return "pp_frag_data[0]";
  if (!dialect.output.empty() && !use.frag_color) return std::string(dialect.output);
  return "pp_frag_color";
}

std::string second_colour(const Dialect& dialect, const Interface& interface) {
  if (interface.outputs.size() > 1) return as_colour(interface.outputs[1]);
  if (!dialect.second_output.empty()) return std::string(dialect.second_output);
  return "vec4(0.0)";
}

/// What decides which parts a unit is made of.
struct Needs {
  bool derivatives = false, textures = false, buffers = false, sized_buffers = false,
       scatters = false;
  std::string_view cleared_to;  ///< of a program that discards
};

/// Lines that stand before the preludes.
std::string head(const Needs& needs) {
  std::string text =
      "#version 450\n"
      "#extension GL_EXT_null_initializer : require\n"
      "#extension GL_EXT_shader_8bit_storage : require\n"
      "#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require\n";
  if (needs.derivatives) {
    text +=
        "#extension GL_KHR_shader_subgroup_basic : require\n"
        "#extension GL_KHR_shader_subgroup_ballot : require\n"
        "#extension GL_KHR_shader_subgroup_quad : require\n"
        "#define PP_QUADS 1\n";
  }
  if (needs.buffers) text += "#define PP_BUFFERS 1\n";
  if (needs.scatters) text += "#define PP_SCATTERS 1\n";
  if (!needs.cleared_to.empty())
    text += "#define PP_CLEARED_TO " + std::string(needs.cleared_to) + "\n";
  if (needs.sized_buffers) text += "#define PP_SIZED_BUFFERS 1\n";
  for (const char* file : {"frame_params.h", "slot.glsl", "frame.glsl"}) text += shader_text(file);
  return text;
}

/// What the texture functions need that are called in `user`.
std::string texture_part(const std::string& user) {
  std::vector<std::string_view> unused;
  for (const std::string_view type : {"PpSampler2D", "PpSamplerCube", "PpSampler3D"})
    if (user.find(type) == user.npos) unused.push_back(type);
  std::string library;
  for (const char* file :
       {"textures.glsl", "textures_2d.glsl", "textures_cube.glsl", "textures_3d.glsl"})
    library += shader_text(file);
  return needed_part(library, user, unused);
}

std::string preludes(const Dialect& dialect, const Tokens& tokens, const FragmentUse& use) {
  std::string text;
  for (const std::string_view file : dialect.preludes) text += shader_text(file);
  for (const Helpers& helpers : dialect.helpers) {
    const NameSet names = to_set(helpers.names);
    if (std::any_of(tokens.begin(), tokens.end(),
                    [&](const Token& t) { return names.contains(t.text); }))
      text += shader_text(helpers.file);
  }
  text += "vec4 pp_frag_color = vec4(0.0);\n";
  if (use.frag_data) text += "vec4 pp_frag_data[8] = {};\n";
  if (use.frag_depth) text += "float pp_frag_depth = 0.0;\n";
  return text;
}

/// How the entry named main is called: main() or, as mainImage is written,
/// main(out vec4 colour, in vec2 position).
corpus::Result<std::string> call_of_main(const AuthorProgram& program) {
  for (const GlobalItem& item : program.items) {
    if (item.kind != GlobalItem::Kind::function || !program.tokens[item.name].is("main")) continue;
    std::vector<Parameter> parameters = parse_parameters(program.tokens, item);
    const auto is = [&](const Parameter& p, std::string_view type) {
      return program.tokens[p.type_first].is(type);
    };
    if (parameters.size() == 1 && is(parameters[0], "void")) parameters.clear();
    if (parameters.empty()) continue;
    if (parameters.size() != 2 || !parameters[0].is_out || !is(parameters[0], "vec4") ||
        !is(parameters[1], "vec2"))
      return corpus::Refused(refuse_unsupported(
          program.tokens[item.name].line,
          "main has parameters; expected main() or main(out vec4 colour, in vec2 position)"));
    return "pp_author_main(pp_frag_color, pp_frag_coord.xy)";
  }
  return "pp_author_main()";
}

/// Whether a function can be given values of these types.
bool takes(const Tokens& tokens, const GlobalItem& function,
           const std::vector<std::string_view>& types) {
  std::vector<Parameter> parameters = parse_parameters(tokens, function);
  if (parameters.size() == 1 && tokens[parameters[0].type_first].is("void")) parameters.clear();
  for (size_t i = function.params_first; i < function.params_last; ++i)
    if (tokens[i].is("out") || tokens[i].is("inout")) return false;
  return std::equal(parameters.begin(), parameters.end(), types.begin(), types.end(),
                    [&](const Parameter& p, std::string_view type) {
                      return tokens[p.type_first].is(type) && p.type_last == p.type_first + 1 &&
                             p.last == p.name;
                    });
}

/// How the entry of a host's own is called. Of its overloads one must fit.
corpus::Result<std::string> call_of_function(const AuthorProgram& program,
                                             const Dialect& dialect) {
  const Tokens& tokens = program.tokens;
  const std::string entry(dialect.function);
  const bool may_be_like_main = !dialect.takes.empty();
  bool is_like_main = false, fits = false;
  int line = 0;
  for (const GlobalItem& item : program.items) {
    if (item.kind != GlobalItem::Kind::function || !tokens[item.name].is(entry)) continue;
    if (item.name == item.first) continue;
    const Token& type = tokens[item.name - 1];
    is_like_main |= may_be_like_main && type.is("void") && takes(tokens, item, {});
    fits |= type.is("vec4") && takes(tokens, item, dialect.takes);
    line = tokens[item.name].line;
  }
  if (is_like_main) return entry + "()";
  if (fits) return dialect.call;
  std::string expected = "vec4 " + entry + "(";
  for (size_t i = 0; i < dialect.takes.size(); ++i)
    expected += (i == 0 ? "" : ", ") + std::string(dialect.takes[i]);
  expected += may_be_like_main ? ") or void " + entry + "()" : ")";
  return corpus::Refused(refuse_unsupported(
      line, entry + " has other parameters or another result; expected " + expected));
}

std::string epilogue(const Dialect& dialect, const std::string& call, const std::string& colour,
                     const std::string& second_target, bool has_buffers,
                     const std::string& keeps_floats) {
  if (dialect.entry == Dialect::Entry::main_image)
    return "vec4 pp_program_colour() {\n  vec4 pp_c = vec4(0.0);\n"
           "  mainImage(pp_c, pp_frag_coord.xy);\n  return pp_c;\n}\n";
  if (call == dialect.call && dialect.entry == Dialect::Entry::function)
    return "vec4 pp_program_colour() { return " + call + "; }\n";
  std::string text;
  std::string shown = colour;
  if (has_buffers && dialect.previous_frame_has_8_bits)
    shown = "floor(clamp(" + colour + ", 0.0, 1.0) * 255.0 + 0.5) / 255.0";
  if (shown != colour && !keeps_floats.empty())
    shown = "(" + keeps_floats + ") ? " + colour + " : " + shown;
  text += "vec4 pp_program_colour() {\n  " + call + ";\n  return " + shown + ";\n}\n";
  if (has_buffers && dialect.num_targets > 1)
    text += "#define PP_SECOND_COLOUR " + second_target + "\n";
  return text;
}

std::vector<uint32_t> buffers_read(const SamplerPlan& plan) {
  std::vector<uint32_t> indices;
  for (const SamplerPlan::Sampler& sampler : plan.samplers) {
    if (sampler.binding.buffer < 0) continue;
    const auto index = static_cast<uint32_t>(sampler.binding.buffer);
    if (std::find(indices.begin(), indices.end(), index) == indices.end()) indices.push_back(index);
  }
  return indices;
}

}  // namespace

corpus::Result<PassUnit> translate_pass(const Dialect& host, const PassText& pass) {
  const Joined joined(pass);
  ParameterTable parameters = pass.parameters;
  for (DeclaredParameter& hint : read_uniform_comments(pass.source))
    parameters.add_hint(std::move(hint));
  const auto header = read_header_parameters(joined.text());
  if (!header) return joined.refused(header.error());
  const HostLines lines = resolve_host_lines(strip_comments(with_commented_values(joined.text())));
  const GlslVersion version = glsl_version(lines.text, host.version);
  const std::string text = with_version_number(
      make_strict(blank_host_directives(rewrite_editor_directives(lines.text, parameters))), version);
  const auto preprocessed = preprocess(text, version_macros(version) + host.macros + pass.macros + lines.macros +
                                                 "#define " + std::string(kNothing) + "\n");
  if (!preprocessed) return joined.refused(preprocessed.error());
  auto author = read_program(*preprocessed, host.entry == Dialect::Entry::main_or_body);
  if (!author) return joined.refused(author.error());

  Dialect dialect = with_entry_of(host, *author);
  if (lines.has_three_common) dialect.helpers.push_back(three_common());
  const std::string entry = entry_name(dialect);
  if (entry == "mainImage" && !author->defines(entry)) rename_old_entry(*author);
  if (!author->defines(entry))
    return joined.refused(refuse_parse(0, "defines no function " + entry));
  const auto call = dialect.entry == Dialect::Entry::function ? call_of_function(*author, dialect)
                                                              : call_of_main(*author);
  if (!call && entry != "mainImage") return joined.refused(call.error());
  drop_unreachable_host_functions(*author, entry);
  drop_unused_images(*author);
  ComputeTexturePlan compute_textures;
  if (dialect.has_compute_textures) {
    auto plan = plan_compute_textures(*author);
    if (!plan) return joined.refused(plan.error());
    compute_textures = std::move(*plan);
  }
  if (auto refusal = find_forbidden(*author, compute_textures.calls))
    return joined.refused(*refusal);
  if (auto refusal = find_huge_array(author->tokens)) return joined.refused(*refusal);
  if (dialect.declares_samplers) split_host_sampler_arrays(*author);
  const auto samplers = plan_samplers(*author, pass.samplers, pass.other_samplers, dialect.declares_samplers);
  if (!samplers) return joined.refused(samplers.error());

  NameSet loosened;
  if (auto refusal = apply_header_parameters(*author, *header, parameters, loosened))
    return joined.refused(*refusal);
  loosen_constants(*author, std::move(loosened));
  rename_identifiers(*author, dialect, version);
  PassUnit out;
  out.parameters = std::move(parameters);
  NameSet sampler_names;
  for (const SamplerPlan::Sampler& sampler : samplers->samplers)
    sampler_names.insert(author->tokens[sampler.token].text);
  auto interface = rewrite_interface(*author, dialect, out.parameters, sampler_names);
  if (!interface) return joined.refused(interface.error());
  apply_samplers(*author, *samplers);
  apply_compute_textures(*author, compute_textures);
  const FragmentUse use = rewrite_fragment_stage(*author, interface->coordinate);
  zero_initialise(author->tokens, author->items);

  Needs needs;
  needs.derivatives = use.derivatives || samplers->needs_derivatives;
  needs.textures = samplers->reads_textures;
  needs.scatters = compute_textures.is_used();
  needs.buffers = pass.has_buffers || samplers->reads_buffers() || needs.scatters;
  needs.sized_buffers = pass.has_sized_buffers;
  if (use.discards) needs.cleared_to = dialect.cleared_to;

  out.notes = lines.notes;
  out.notes.insert(out.notes.end(), interface->notes.begin(), interface->notes.end());
  out.buffers_read = buffers_read(*samplers);
  out.may_discard = use.discards && dialect.cleared_to.empty();
  out.scatters = compute_textures.is_used();
  out.reads_scattered = compute_textures.reads;
  for (const SamplerPlan::Sampler& sampler : samplers->samplers)
    if (!sampler.binding.note.empty()) out.notes.push_back(sampler.binding.note);
  out.unit.name = pass.name;
  out.unit.uses_derivatives = needs.derivatives;
  const std::string program = preludes(dialect, author->tokens, use) + pass.declarations +
                              sampler_declarations(*author, *samplers) +
                              joined.numbered(to_text(author->tokens));
  out.unit.glsl = head(needs);
  if (needs.textures) out.unit.glsl += texture_part(program);
  if (needs.scatters) out.unit.glsl += shader_text("scatter.glsl");
  out.unit.glsl += program + "#line 1 0\n" +
                   epilogue(dialect, call.value_or(""), colour_expression(dialect, *interface, use),
                            second_colour(dialect, *interface), needs.buffers, pass.keeps_floats);
  out.unit.glsl += shader_text("entry.glsl");
  return out;
}

ComputeUnit zero_unit() {
  ComputeUnit unit;
  Needs needs;
  needs.buffers = true;
  unit.glsl = head(needs);
  unit.glsl += "vec4 pp_program_colour() { return vec4(0.0); }\n";
  unit.glsl += shader_text("entry.glsl");
  return unit;
}

}  // namespace progpretrain::dialect
