#include "engine/spirv/index_clamp.h"

#include <spirv-tools/optimizer.hpp>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {

std::vector<uint32_t> clamp_vector_components(const ParsedModule& module) {
  Rewrite rewrite(module);
  for (const Function& function : module.functions()) {
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& access = module.instructions()[i];
      const bool is_insert = access.op == spv::OpVectorInsertDynamic;
      if (!is_insert && access.op != spv::OpVectorExtractDynamic) continue;
      const size_t position = is_insert ? 5 : 4;
      const uint32_t index = access.operand(position);
      const uint32_t index_type = module.definition(index).type;
      const Instruction& vector = module.definition(module.definition(access.operand(3)).type);
      const int32_t last = static_cast<int32_t>(vector.operand(3)) - 1;
      uint32_t known = 0;
      if (module.constant_value(index, &known) && known <= static_cast<uint32_t>(last)) continue;

      const uint32_t bool_type = rewrite.bool_type_like(index_type);
      const uint32_t last_id = rewrite.integer_constant(index_type, last);
      // Seen as unsigned, a negative index lies beyond the end as well.
      const uint32_t is_beyond =
          rewrite.insert_value(i, spv::OpUGreaterThan, bool_type, {index, last_id});
      uint32_t bound = last_id;
      if (module.definition(index_type).operand(3) == 1) {
        const uint32_t zero = rewrite.integer_constant(index_type, 0);
        const uint32_t is_negative =
            rewrite.insert_value(i, spv::OpSLessThan, bool_type, {index, zero});
        bound = rewrite.insert_value(i, spv::OpSelect, index_type, {is_negative, zero, last_id});
      }
      const uint32_t clamped =
          rewrite.insert_value(i, spv::OpSelect, index_type, {is_beyond, bound, index});
      std::vector<uint32_t> words(access.words.begin(), access.words.end());
      words[position] = clamped;
      rewrite.replace(i, std::move(words));
    }
  }
  return rewrite.finish();
}

corpus::Result<std::vector<uint32_t>> clamp_access_chains(const std::vector<uint32_t>& words) {
  std::string message;
  spvtools::Optimizer optimizer(SPV_ENV_VULKAN_1_2);
  optimizer.SetMessageConsumer(
      [&](spv_message_level_t, const char*, const spv_position_t&, const char* text) {
        if (message.empty()) message = text;
      });
  optimizer.RegisterPass(spvtools::CreateGraphicsRobustAccessPass());
  spvtools::OptimizerOptions options;
  options.set_run_validator(false);  // build() validates what comes out
  std::vector<uint32_t> clamped;
  if (!optimizer.Run(words.data(), words.size(), &clamped, options))
    return corpus::Refused({corpus::Verdict::unsupported, "rewrite", 0,
                            "index clamp: " + (message.empty() ? "failed" : message)});
  return clamped;
}

}  // namespace progpretrain::spirv
