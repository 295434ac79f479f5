#include "engine/spirv/build.h"

#include <algorithm>
#include <functional>
#include <numeric>
#include <spirv-tools/libspirv.hpp>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/spirv/compile.h"
#include "engine/spirv/constant_arrays.h"
#include "engine/spirv/constant_chains.h"
#include "engine/spirv/exact_arithmetic.h"
#include "engine/spirv/index_clamp.h"
#include "engine/spirv/index_guard.h"
#include "engine/spirv/lift_constants.h"
#include "engine/spirv/loop_budget.h"
#include "engine/spirv/merge_calls.h"
#include "engine/spirv/permissions.h"
#include "engine/spirv/repair.h"
#include "engine/spirv/safe_arithmetic.h"
#include "engine/spirv/scalar_arithmetic.h"
#include "engine/spirv/smoothstep_edges.h"
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

// What a variant does to a unit whose other passes are over.
using Lift = std::function<std::vector<uint32_t>(const LiftSource& source)>;

corpus::Result<Module> build_unit(const dialect::ComputeUnit& unit, const Lift& lift) {
  Module module;
  module.uses_derivatives = unit.uses_derivatives;

  auto compiled = compile(unit.glsl).and_then(parse);
  if (!compiled) return corpus::Refused(compiled.error());
  if (auto refusal = check_permissions(*compiled)) return corpus::Refused(*refusal);
  uint32_t num_author_ids = 0;  // what collects the author's constants makes more of them

  const auto shared = parse(share_constant_arrays(*compiled));
  if (!shared) return corpus::Refused(shared.error());
  auto budgeted = add_loop_budget(*shared);
  if (!budgeted) return corpus::Refused(budgeted.error());
  module.num_loops = budgeted->num_loops;

  auto rewritten =
      parse(std::move(budgeted->words))
          .and_then([](const ParsedModule& parsed) { return parse(merge_calls(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(repair(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(zero_arrays(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(collect_constants(parsed)); })
          .map([&](ParsedModule parsed) {
            num_author_ids = parsed.id_bound();
            return parsed;
          })
          .and_then([](const ParsedModule& parsed) { return parse(make_arithmetic_exact(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(split_vector_arithmetic(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(make_arithmetic_safe(parsed)); })
          .and_then([](const ParsedModule& parsed) { return parse(guard_indices(parsed)); })
          .map([](const ParsedModule& parsed) { return clamp_vector_components(parsed); })
          .and_then(clamp_access_chains)
          .and_then(parse);
  if (!rewritten) return corpus::Refused(rewritten.error());
  module.num_instructions = count_instructions(*rewritten);
  if (lift) rewritten = parse(lift({*rewritten, num_author_ids, unit.glsl}));
  if (!rewritten) return corpus::Refused(rewritten.error());
  module.words = define_equal_edges(*rewritten);  // at last: to lifting its uses would be the author's

  if (const auto problem = validation_problem(module.words))
    return corpus::Refused(
        {corpus::Verdict::unsupported, "rewrite", 0, "not valid SPIR-V: " + *problem});
  return module;
}

corpus::Result<ProgramModule> build_program(const dialect::ComputeProgram& program,
                                            const Lift& lift) {
  ProgramModule out;
  out.passes = program.passes;
  out.num_buffers = program.num_buffers;
  out.shown_buffer = program.shown_buffer;
  out.has_feedback = program.has_feedback;
  out.parameters = program.parameters;
  out.notes = program.notes;
  for (const dialect::ComputeUnit& unit : program.units) {
    auto module = build_unit(unit, lift);
    if (!module) {
      corpus::Refusal refusal = module.error();
      if (!unit.name.empty()) refusal.reason = unit.name + ": " + refusal.reason;
      return corpus::Refused(std::move(refusal));
    }
    out.units.push_back(std::move(*module));
  }
  return out;
}

// The program with its vector of constants declared.
dialect::ComputeProgram with_constants(dialect::ComputeProgram program) {
  static constexpr std::string_view kVersion = "#version 450\n";
  for (dialect::ComputeUnit& unit : program.units) {
    const size_t at = unit.glsl.find(kVersion);
    PP_CHECK(at != unit.glsl.npos, "a unit without its version");
    unit.glsl.insert(at + kVersion.size(), "#define PP_LIFTED 1\n");
  }
  return program;
}

// As many of the numbers below `count` as fit, evenly spread.
std::vector<uint32_t> spread(uint32_t count) {
  const uint32_t wanted = std::min(count, kMaxProbed);
  std::vector<uint32_t> out(wanted);
  for (uint32_t i = 0; i < wanted; ++i)
    out[i] = static_cast<uint32_t>(uint64_t{i} * count / wanted);
  return out;
}

}  // namespace

corpus::Result<Module> build(const dialect::ComputeUnit& unit) {
  return build_unit(unit, {});
}

corpus::Result<ProgramModule> build(const dialect::ComputeProgram& program) {
  return build_program(program, {});
}

corpus::Result<ProgramModule> build_variant(const dialect::ComputeProgram& program,
                                            const Variant& variant) {
  const bool is_probe = variant.kind == Variant::Kind::probe;
  PP_CHECK(is_probe || variant.literals.size() <= kMaxLifted, variant.literals.size(), " literals");
  const dialect::ComputeProgram lifted = with_constants(program);
  // The values first: a probe spreads over all units.
  std::vector<float> values;
  std::vector<uint32_t> first_of_unit;
  const auto count = [&](const LiftSource& source) {
    first_of_unit.push_back(static_cast<uint32_t>(values.size()));
    const std::vector<float> found = find_literals(source);
    values.insert(values.end(), found.begin(), found.end());
    return source.module.words();
  };
  std::vector<uint32_t> chosen = variant.literals;
  size_t unit = 0;
  const auto lift = [&](const LiftSource& source) {
    const uint32_t first = first_of_unit.at(unit++);
    const uint32_t last =
        unit < first_of_unit.size() ? first_of_unit[unit] : static_cast<uint32_t>(values.size());
    std::vector<LiftedLiteral> its;
    for (size_t i = 0; i < chosen.size(); ++i)
      if (chosen[i] >= first && chosen[i] < last)
        its.push_back({chosen[i] - first, static_cast<uint32_t>(i)});
    return is_probe ? probe_literals(source, its) : lift_literals(source, its);
  };
  auto counted = build_program(lifted, count);
  if (!counted) return counted;
  if (is_probe) chosen = spread(static_cast<uint32_t>(values.size()));
  auto out = build_program(lifted, lift);
  if (!out) return out;
  for (const uint32_t literal : chosen) {
    PP_CHECK(literal < values.size(), "literal ", literal, " of ", values.size());
    out->constants.push_back(values[literal]);
  }
  out->literals = std::move(chosen);
  return out;
}

std::string variant_key(const std::string& key, const Variant& variant) {
  base::Sha256 hash;
  hash.update_field(key).update_field(
      variant.kind == Variant::Kind::probe ? base::concat("probe ", kMaxProbed) : "lift");
  for (const uint32_t literal : variant.literals) hash.update_field(std::to_string(literal));
  return hash.hex();
}

bool ProgramModule::uses_derivatives() const {
  return std::any_of(units.begin(), units.end(), [](const Module& m) { return m.uses_derivatives; });
}

uint32_t ProgramModule::num_instructions() const {
  return std::accumulate(units.begin(), units.end(), 0u,
                         [](uint32_t sum, const Module& m) { return sum + m.num_instructions; });
}

uint32_t ProgramModule::num_loops() const {
  return std::accumulate(units.begin(), units.end(), 0u,
                         [](uint32_t sum, const Module& m) { return sum + m.num_loops; });
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
  // Ids as numbers: to call them by names the validator tries one suffix after the other for every
  // name that occurs again, and the copies of arguments are all called "param".
  spvtools::ValidatorOptions options;
  options.SetFriendlyNames(false);
  if (tools.Validate(words.data(), words.size(), options)) return std::nullopt;
  problem = problem.substr(0, problem.find('\n'));
  return problem.empty() ? "refused by the validator" : problem;
}

std::string cache_key(const dialect::ComputeProgram& program) {
  base::Sha256 hash;
  for (const dialect::ComputeUnit& unit : program.units)
    hash.update_field(unit.glsl).update_field(unit.uses_derivatives ? "quads" : "plain");
  for (const dialect::ComputePass& pass : program.passes)
    hash.update_field(base::concat("pass ", pass.unit, " ", pass.first_buffer, " ",
                                   pass.num_buffers, " ", pass.index));
  hash.update_field(base::concat(program.num_buffers, " ", program.shown_buffer, " ",
                                 program.has_feedback));
  for (const dialect::DeclaredParameter& p : program.parameters) {
    hash.update_field(base::concat(p.name, " ", p.kind, " ", p.first, " ", p.num_components));
    for (uint32_t i = 0; i < p.num_components; ++i)
      hash.update_field(base::concat(p.value[i], " ", p.min[i], " ", p.max[i]));
  }
  for (const std::string& note : program.notes) hash.update_field(note);
  return hash.update_field(std::to_string(dialect::kTranslatorVersion))
      .update_field(std::to_string(kRewriterVersion))
      .update_field(compiler_version())
      .hex();
}

}  // namespace progpretrain::spirv
