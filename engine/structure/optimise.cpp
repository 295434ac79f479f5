#include "engine/structure/optimise.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <functional>
#include <map>
#include <spirv-tools/optimizer.hpp>

namespace progpretrain::structure {
namespace {

using spirv::Function;
using spirv::ParsedModule;

// Instructions of the entry point with every call of the author's functions replaced by their code.
uint64_t inlined_size(const ParsedModule& module) {
  std::map<uint32_t, const Function*> functions;
  for (const Function& function : module.functions()) functions[function.id] = &function;
  std::map<uint32_t, uint64_t> sizes;
  uint64_t largest = 0;
  const std::function<uint64_t(uint32_t)> size_of = [&](uint32_t id) -> uint64_t {
    const auto function = functions.find(id);
    if (function == functions.end()) return 0;
    const auto [known, is_new] = sizes.emplace(id, 0);
    if (!is_new) return known->second;  // recursion was refused before
    uint64_t size = 0;
    for (size_t i = function->second->begin; i < function->second->end; ++i) {
      const spirv::Instruction& instruction = module.instructions()[i];
      size += 1;
      if (instruction.op == spv::OpFunctionCall &&
          !is_engine_function(module.name(instruction.operand(3))))
        size += size_of(instruction.operand(3));
      size = std::min<uint64_t>(size, 1u << 30);
    }
    return sizes[id] = size;
  };
  for (const Function& function : module.functions())
    if (!is_engine_function(module.name(function.id)))
      largest = std::max(largest, size_of(function.id));
  return largest;
}

// The module with the functions of `kept` marked as not to be inlined.
std::vector<uint32_t> mark(const ParsedModule& module, bool inlines) {
  std::vector<uint32_t> words = module.words();
  for (const Function& function : module.functions()) {
    if (inlines && !is_engine_function(module.name(function.id))) continue;
    const auto at = module.instructions()[function.begin].words.data() - module.words().data();
    words[static_cast<size_t>(at) + 3] |= spv::FunctionControlDontInlineMask;
  }
  return words;
}

// What engine/spirv/smoothstep_edges.h puts beside a smoothstep is no operation of the author's: the choice becomes the
// smoothstep again.
void show_smoothsteps(const ParsedModule& module, std::vector<uint32_t>* words) {
  constexpr uint32_t kNop = 1u << spv::WordCountShift | spv::OpNop;
  for (const spirv::Instruction& select : module.instructions()) {
    if (select.op != spv::OpSelect) continue;
    const spirv::Instruction& smooth = module.definition(select.operand(5));
    const spirv::Instruction& asked = module.definition(select.operand(3));
    if (smooth.op != spv::OpExtInst || smooth.operand(4) != GLSLstd450SmoothStep) continue;
    if (asked.op != spv::OpFOrdEqual || asked.operand(3) != smooth.operand(5) || asked.operand(4) != smooth.operand(6))
      continue;
    uint32_t* const at = words->data() + (select.words.data() - module.words().data());
    at[0] = 4u << spv::WordCountShift | spv::OpCopyObject;
    at[3] = select.operand(5);
    at[4] = at[5] = kNop;
  }
}

}  // namespace

bool is_engine_function(std::string_view name) {
  name = name.substr(0, name.find('('));
  return name.starts_with("pp_") && name != "pp_author_main" && name != "pp_program_colour";
}

corpus::Result<std::vector<uint32_t>> optimise(const ParsedModule& module) {
  std::string message;
  spvtools::Optimizer optimizer(SPV_ENV_VULKAN_1_2);
  optimizer.SetMessageConsumer(
      [&](spv_message_level_t level, const char*, const spv_position_t&, const char* text) {
        if (message.empty() && level <= SPV_MSG_ERROR) message = text;
      });
  const bool inlines = inlined_size(module) <= kMaxInlined;
  optimizer.RegisterPass(spvtools::CreateEliminateDeadFunctionsPass());
  if (inlines) {
    optimizer
        .RegisterPass(spvtools::CreateDeadBranchElimPass())  // merge-return wants it
        .RegisterPass(spvtools::CreateMergeReturnPass())
        .RegisterPass(spvtools::CreateInlineExhaustivePass())
        .RegisterPass(spvtools::CreateEliminateDeadFunctionsPass());
  }
  optimizer.RegisterPass(spvtools::CreatePrivateToLocalPass())
      .RegisterPass(spvtools::CreateLocalSingleBlockLoadStoreElimPass())
      .RegisterPass(spvtools::CreateLocalSingleStoreElimPass())
      .RegisterPass(spvtools::CreateScalarReplacementPass(64))
      .RegisterPass(spvtools::CreateLocalAccessChainConvertPass())
      .RegisterPass(spvtools::CreateLocalMultiStoreElimPass())
      .RegisterPass(spvtools::CreateCCPPass())
      .RegisterPass(spvtools::CreateDeadBranchElimPass())
      .RegisterPass(spvtools::CreateAggressiveDCEPass())
      .RegisterPass(spvtools::CreateLocalMultiStoreElimPass())
      .RegisterPass(spvtools::CreateSimplificationPass())
      .RegisterPass(spvtools::CreateIfConversionPass())
      .RegisterPass(spvtools::CreateAggressiveDCEPass());
  spvtools::OptimizerOptions options;
  options.set_run_validator(false);  // build() did
  std::vector<uint32_t> words = mark(module, inlines), out;
  show_smoothsteps(module, &words);
  if (!optimizer.Run(words.data(), words.size(), &out, options))
    return corpus::Refused({corpus::Verdict::unsupported, "structure", 0,
                            "optimiser: " + (message.empty() ? "failed" : message)});
  return out;
}

}  // namespace progpretrain::structure
