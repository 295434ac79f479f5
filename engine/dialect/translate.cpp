#include "engine/dialect/translate.h"

#include <algorithm>

#include "engine/dialect/author_program.h"
#include "engine/dialect/constants.h"
#include "engine/dialect/detect.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/embedded_shaders.h"
#include "engine/dialect/forbidden.h"
#include "engine/dialect/fragment_stage.h"
#include "engine/dialect/interface.h"
#include "engine/dialect/lenient.h"
#include "engine/dialect/names.h"
#include "engine/dialect/normalise.h"
#include "engine/dialect/preprocess.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/zero_init.h"

namespace progpretrain::dialect {
namespace {

std::optional<corpus::Refusal> check_size(const corpus::Program& program) {
  if (program.source.size() > kMaxSourceBytes) return refuse_unsupported(0, "is larger than 1 MiB");
  return std::nullopt;
}

corpus::Refusal unknown_dialect(const std::string& name) {
  return refuse_unsupported(0, "unknown dialect " + name + " (known: " + known_dialects() + ")");
}

std::string entry_name(const Dialect& dialect) {
  return dialect.entry == Dialect::Entry::main_image ? "mainImage" : "main";
}

/// An output variable of any float type as a colour.
std::string as_colour(const std::string& name, const std::string& type) {
  if (type == "vec4") return name;
  if (type == "vec3") return "vec4(" + name + ", 1.0)";
  if (type == "vec2") return "vec4(" + name + ", 0.0, 1.0)";
  if (type == "float") return "vec4(vec3(" + name + "), 1.0)";
  return "vec4(" + name + ")";
}

std::string colour_expression(const Dialect& dialect, const Interface& interface,
                              const FragmentUse& use) {
  if (!interface.outputs.empty())
    return as_colour(interface.outputs[0].name, interface.outputs[0].type);
  if (use.frag_data && !use.frag_color) return "pp_frag_data[0]";
  if (!dialect.output.empty() && !use.frag_color) return std::string(dialect.output);
  return "pp_frag_color";
}

/// Lines that stand before the preludes.
std::string head(const FragmentUse& use) {
  std::string text =
      "#version 450\n"
      "#extension GL_EXT_null_initializer : require\n"
      "#extension GL_EXT_shader_8bit_storage : require\n"
      "#extension GL_EXT_shader_explicit_arithmetic_types_int8 : require\n";
  if (use.derivatives) {
    text +=
        "#extension GL_KHR_shader_subgroup_basic : require\n"
        "#extension GL_KHR_shader_subgroup_ballot : require\n"
        "#extension GL_KHR_shader_subgroup_quad : require\n"
        "#define PP_QUADS 1\n";
  }
  return text;
}

std::string preludes(const Dialect& dialect, const Tokens& tokens, const FragmentUse& use) {
  std::string text;
  for (const char* file : {"frame_params.h", "frame.glsl"}) text += shader_text(file);
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

std::string epilogue(const Dialect& dialect, const std::string& colour) {
  if (dialect.entry == Dialect::Entry::main_image)
    return "vec4 pp_program_colour() {\n  vec4 pp_c = vec4(0.0);\n"
           "  mainImage(pp_c, pp_frag_coord.xy);\n  return pp_c;\n}\n";
  return "vec4 pp_program_colour() {\n  pp_author_main();\n  return " + colour + ";\n}\n";
}

}  // namespace

corpus::Result<corpus::Classification> classify(const corpus::Program& program) {
  if (auto refusal = check_size(program)) return corpus::Refused(*refusal);
  corpus::Classification result;
  if (!program.dialect.empty()) {
    if (find_dialect(program.dialect) == nullptr)
      return corpus::Refused(unknown_dialect(program.dialect));
    result.dialect = program.dialect;
    result.reason = "given by its source";
  } else {
    auto detection = detect(program.source);
    if (!detection) return corpus::Refused(detection.error());
    result.dialect = detection->dialect;
    result.reason = detection->reason;
  }
  result.content_hash = content_hash(result.dialect, program.source);
  return result;
}

corpus::Result<ComputeUnit> translate(const corpus::Program& program) {
  if (auto refusal = check_size(program)) return corpus::Refused(*refusal);
  const Dialect* dialect = find_dialect(program.dialect);
  if (dialect == nullptr) return corpus::Refused(unknown_dialect(program.dialect));

  const std::string text =
      make_strict(blank_host_directives(strip_comments(clean_text(program.source))));
  const auto preprocessed =
      preprocess(text, dialect->macros + "#define " + std::string(kNothing) + "\n");
  if (!preprocessed) return corpus::Refused(preprocessed.error());
  auto author = read_program(*preprocessed, dialect->entry == Dialect::Entry::main_or_body);
  if (!author) return corpus::Refused(author.error());

  const std::string entry = entry_name(*dialect);
  if (!author->defines(entry))
    return corpus::Refused(refuse_parse(0, "defines no function " + entry));
  drop_unreachable_host_functions(*author, entry);
  if (auto refusal = find_forbidden(*author, *dialect)) return corpus::Refused(*refusal);

  loosen_constants(*author);
  rename_identifiers(*author, *dialect);
  const auto interface = rewrite_interface(*author, *dialect);
  if (!interface) return corpus::Refused(interface.error());
  const FragmentUse use = rewrite_fragment_stage(*author);
  zero_initialise(author->tokens, author->items);

  ComputeUnit unit;
  unit.uses_derivatives = use.derivatives;
  unit.glsl = head(use) + preludes(*dialect, author->tokens, use) + "#line 1 1\n" +
              to_text(author->tokens) + "#line 1 0\n" +
              epilogue(*dialect, colour_expression(*dialect, *interface, use));
  unit.glsl += shader_text("entry.glsl");
  return unit;
}

}  // namespace progpretrain::dialect
