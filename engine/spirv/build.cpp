#include "engine/spirv/build.h"

#include <spirv-tools/libspirv.hpp>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/spirv/compile.h"
#include "engine/spirv/index_clamp.h"
#include "engine/spirv/loop_budget.h"
#include "engine/spirv/permissions.h"
#include "engine/spirv/repair.h"
#include "engine/spirv/safe_arithmetic.h"
#include "engine/spirv/zero_arrays.h"

namespace progpretrain::spirv {
namespace {

corpus::Result<ParsedModule> parse(std::vector<uint32_t> words) {
  auto parsed = ParsedModule::parse(std::move(words));
  if (!parsed) return corpus::Refused({corpus::Verdict::unsupported, "rewrite", 0, parsed.error()});
  return std::move(*parsed);
}

uint32_t count_instructions(const ParsedModule& module) {
  size_t count = 0;
  for (const Function& function : module.functions()) count += function.end - function.begin;
  return static_cast<uint32_t>(count);
}

}  // namespace

corpus::Result<Module> build(const dialect::ComputeUnit& unit) {
  Module module;
  module.uses_derivatives = unit.uses_derivatives;

  auto compiled = compile(unit.glsl).and_then(parse);
  if (!compiled) return corpus::Refused(compiled.error());
  if (auto refusal = check_permissions(*compiled)) return corpus::Refused(*refusal);

  auto budgeted = add_loop_budget(*compiled);
  if (!budgeted) return corpus::Refused(budgeted.error());
  module.num_loops = budgeted->num_loops;

  auto rewritten =
      parse(std::move(budgeted->words))
          .and_then([](const ParsedModule& parsed) { return parse(repair(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(zero_arrays(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(make_arithmetic_safe(parsed)); })
          .map([](const ParsedModule& parsed) { return clamp_vector_components(parsed); })
          .and_then(clamp_access_chains)
          .and_then(parse);
  if (!rewritten) return corpus::Refused(rewritten.error());
  module.num_instructions = count_instructions(*rewritten);
  module.words = rewritten->words();

  if (const auto problem = validation_problem(module.words))
    return corpus::Refused(
        {corpus::Verdict::unsupported, "rewrite", 0, "not valid SPIR-V: " + *problem});
  return module;
}

std::vector<uint32_t> compile_own(const std::string& glsl) {
  auto words = compile(glsl);
  PP_CHECK(words.has_value(), "line ", words.error().line, ": ", words.error().reason);
  return std::move(*words);
}

std::optional<std::string> validation_problem(const std::vector<uint32_t>& words) {
  std::string problem;
  spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_2);
  tools.SetMessageConsumer(
      [&](spv_message_level_t level, const char*, const spv_position_t&, const char* message) {
        if (problem.empty() && level <= SPV_MSG_ERROR) problem = message;
      });
  if (tools.Validate(words)) return std::nullopt;
  problem = problem.substr(0, problem.find('\n'));
  return problem.empty() ? "refused by the validator" : problem;
}

std::string cache_key(const dialect::ComputeUnit& unit) {
  return base::Sha256()
      .update_field(unit.glsl)
      .update_field(unit.uses_derivatives ? "quads" : "plain")
      .update_field(std::to_string(dialect::kTranslatorVersion))
      .update_field(std::to_string(kRewriterVersion))
      .update_field(compiler_version())
      .hex();
}

}  // namespace progpretrain::spirv
