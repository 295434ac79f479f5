#include "tests/spirv/spirv_support.h"

#include <algorithm>
#include <spirv-tools/libspirv.hpp>

namespace progpretrain::spirv {

std::string main_image(const std::string& body, const std::string& globals) {
  return globals + "\nvoid mainImage(out vec4 c, in vec2 p) {\n c = vec4(0.0);\n" + body + "\n}\n";
}

Module build_program(const std::string& program, bool uses_derivatives) {
  auto module = build(testing::compute_unit_of(program, uses_derivatives));
  if (!module)
    FAIL(module.error().stage, " line ", module.error().line, ": ", module.error().reason);
  return std::move(*module);
}

corpus::Refusal refusal_of(const std::string& program) {
  const auto module = build(testing::compute_unit_of(program));
  REQUIRE_FALSE(module.has_value());
  return module.error();
}

testing::Frame draw(const std::string& program, const testing::FrameOptions& options) {
  return testing::run_compute(build_program(program, options.uses_derivatives).words, options);
}

std::vector<uint32_t> assemble(const std::string& text) {
  std::vector<uint32_t> words;
  std::string message;
  spvtools::SpirvTools tools(SPV_ENV_VULKAN_1_2);
  tools.SetMessageConsumer(
      [&](spv_message_level_t, const char*, const spv_position_t& at, const char* problem) {
        message += "line " + std::to_string(at.line + 1) + ": " + problem + "\n";
      });
  if (!tools.Assemble(text, &words)) FAIL(message);
  return words;
}

std::string assembly_shader(const std::string& body, const std::string& declarations) {
  return R"(OpCapability Shader
OpMemoryModel Logical GLSL450
OpEntryPoint GLCompute %main "main" %in_int %in_uint %in_v2int %pp_budget
OpExecutionMode %main LocalSize 64 1 1
OpName %pp_budget "pp_budget"
%void = OpTypeVoid
%void_fn = OpTypeFunction %void
%bool = OpTypeBool
%int = OpTypeInt 32 1
%uint = OpTypeInt 32 0
%float = OpTypeFloat 32
%v4float = OpTypeVector %float 4
%v2int = OpTypeVector %int 2
%int_n1 = OpConstant %int -1
%int_0 = OpConstant %int 0
%int_1 = OpConstant %int 1
%int_3 = OpConstant %int 3
%int_32 = OpConstant %int 32
%true = OpConstantTrue %bool
%ptr_int = OpTypePointer Private %int
%ptr_uint = OpTypePointer Private %uint
%ptr_v2int = OpTypePointer Private %v2int
%in_int = OpVariable %ptr_int Private
%in_uint = OpVariable %ptr_uint Private
%in_v2int = OpVariable %ptr_v2int Private
%pp_budget = OpVariable %ptr_int Private
)" + declarations +
         R"(
%main = OpFunction %void None %void_fn
%entry = OpLabel
)" + body +
         R"(
OpReturn
OpFunctionEnd
)";
}

ParsedModule parse_or_fail(std::vector<uint32_t> words) {
  auto module = ParsedModule::parse(std::move(words));
  if (!module) FAIL(module.error());
  return std::move(*module);
}

int count(const std::vector<uint32_t>& words, spv::Op op) {
  const ParsedModule module = parse_or_fail(words);
  return static_cast<int>(std::count_if(module.instructions().begin(), module.instructions().end(),
                                        [&](const Instruction& i) { return i.op == op; }));
}

}  // namespace progpretrain::spirv
