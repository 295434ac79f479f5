#include "tests/dialect/dialect_support.h"

#include <doctest/doctest.h>
#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/ShaderLang.h>
#include <glslang/SPIRV/GlslangToSpv.h>

#include "engine/dialect/normalise.h"

namespace progpretrain::testing {

corpus::Result<dialect::ComputeUnit> translate_text(const std::string& dialect,
                                                    const std::string& source) {
  corpus::Program program;
  program.id = "test";
  program.dialect = dialect;
  program.source = source;
  auto translated = dialect::translate(program);
  if (!translated) return corpus::Refused(translated.error());
  return std::move(translated->units.at(0));
}

dialect::ComputeProgram translated(const corpus::Program& program) {
  auto result = dialect::translate(program);
  REQUIRE_MESSAGE(result, result.error().reason);
  return std::move(*result);
}

corpus::Program program_of(const std::string& picture, std::vector<corpus::Input> inputs,
                           std::vector<corpus::BufferPass> buffers, const std::string& common) {
  corpus::Program program;
  program.id = "test";
  program.dialect = "shadertoy";
  program.source = picture;
  program.common = common;
  program.inputs = std::move(inputs);
  program.buffers = std::move(buffers);
  return program;
}

std::string compile_error(const dialect::ComputeProgram& program) {
  for (const dialect::ComputeUnit& unit : program.units)
    if (std::string error = compile_error(unit); !error.empty()) return unit.name + ": " + error;
  return "";
}

std::string compile_error(const dialect::ComputeUnit& unit) {
  static const bool initialised = glslang::InitializeProcess();
  REQUIRE(initialised);
  const auto first_line = [](const std::string& log) { return log.substr(0, log.find('\n')); };
  const char* text = unit.glsl.c_str();
  glslang::TShader shader(EShLangCompute);
  shader.setStrings(&text, 1);
  shader.setEnvInput(glslang::EShSourceGlsl, EShLangCompute, glslang::EShClientVulkan, 100);
  shader.setEnvClient(glslang::EShClientVulkan, glslang::EShTargetVulkan_1_2);
  shader.setEnvTarget(glslang::EShTargetSpv, glslang::EShTargetSpv_1_5);
  const auto messages =
      static_cast<EShMessages>(EShMsgSpvRules | EShMsgVulkanRules | EShMsgSuppressWarnings);
  if (!shader.parse(GetDefaultResources(), 450, false, messages))
    return first_line(shader.getInfoLog());
  glslang::TProgram program;
  program.addShader(&shader);
  if (!program.link(messages)) return first_line(program.getInfoLog());
  std::vector<unsigned int> words;
  glslang::GlslangToSpv(*program.getIntermediate(EShLangCompute), words);
  return words.size() > 5 ? "" : "no SPIR-V";
}

std::string failure(const std::string& dialect, const std::string& source) {
  const auto unit = translate_text(dialect, source);
  return unit ? compile_error(*unit) : unit.error().reason;
}

std::string author_part(const dialect::ComputeUnit& unit) {
  static const std::string kStart = "#line 1 1\n", kEnd = "#line 1 0\n";
  const size_t start = unit.glsl.find(kStart), end = unit.glsl.find(kEnd);
  REQUIRE(start != std::string::npos);
  REQUIRE(end != std::string::npos);
  const std::string part = unit.glsl.substr(start + kStart.size(), end - start - kStart.size());
  const size_t first = part.find_first_not_of(" \n"), last = part.find_last_not_of(" \n");
  return first == std::string::npos ? "" : part.substr(first, last - first + 1);
}

std::string tokens(const std::string& text) {
  return dialect::normalise(text);
}

std::string rewritten(const std::string& dialect, const std::string& source) {
  const auto unit = translate_text(dialect, source);
  REQUIRE_MESSAGE(unit, unit.error().reason);
  const std::string error = compile_error(*unit);
  REQUIRE_MESSAGE(error.empty(), error);
  return tokens(author_part(*unit));
}

std::string refusal(const std::string& dialect, const std::string& source) {
  const auto unit = translate_text(dialect, source);
  if (unit) return "accepted";
  const corpus::Refusal& r = unit.error();
  return std::string(corpus::to_string(r.verdict)) + "@" + std::to_string(r.line) + ": " + r.reason;
}

std::string shadertoy_program(const std::string& declarations, const std::string& statements) {
  return declarations + "\nvoid mainImage(out vec4 c, in vec2 p) {\n" + statements + "\n}\n";
}

}  // namespace progpretrain::testing
