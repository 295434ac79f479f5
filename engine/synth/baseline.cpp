#include "engine/synth/baseline.h"

#include <string_view>

#include "engine/base/check.h"
#include "engine/base/philox.h"

namespace progpretrain::synth {
namespace {

constexpr uint32_t kConstantStage = 0x62617365;
constexpr std::string_view kDeclaration = "const float kSeed = 0.0;";
constexpr std::string_view kParameter = "// @param kSeed identity 0.0 ";
constexpr std::string_view kZero = "0.0";

void replace_zero(std::string& source, std::string_view line, const std::string& value) {
  const size_t at = source.find(line);
  if (at == source.npos) throw UsageError("a baseline needs the line '" + std::string(line) + "'");
  source.replace(at + line.find(kZero), kZero.size(), value);
}

}  // namespace

uint32_t baseline_constant(uint64_t seed, uint64_t index) {
  // An odd step visits every number once.
  const uint32_t first = base::Philox(seed, 0, kConstantStage).next_u32();
  return (first + 0x9E3779B1u * static_cast<uint32_t>(index)) % kNumBaselineConstants;
}

std::string with_constant(std::string source, uint32_t constant) {
  const std::string value = std::to_string(constant) + ".0";
  replace_zero(source, kDeclaration, value);
  replace_zero(source, kParameter, value);
  return source;
}

}  // namespace progpretrain::synth
