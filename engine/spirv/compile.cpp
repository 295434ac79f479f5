#include "engine/spirv/compile.h"

#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/ShaderLang.h>
#include <glslang/SPIRV/GlslangToSpv.h>

#include <algorithm>
#include <charconv>
#include <spirv-tools/libspirv.hpp>
#include <string_view>
#include <unordered_map>

#include "engine/base/check.h"
#include "engine/base/deep_stack.h"
#include "engine/dialect/array_sizes.h"
#include "engine/dialect/names.h"
#include "engine/spirv/literals.h"
#include "engine/spirv/module.h"

namespace progpretrain::spirv {
namespace {

constexpr auto kMessages = static_cast<EShMessages>(EShMsgSpvRules | EShMsgVulkanRules);
constexpr size_t kMaxReasonChars = 400;
constexpr std::string_view kRecursion = "Recursion detected:";

std::string_view trimmed(std::string_view text) {
  const size_t first = text.find_first_not_of(" \t\r");
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(" \t\r") - first + 1);
}

// Takes "12:" off the front of `text`; false (and nothing taken) when it does not begin so.
bool take_number(std::string_view* text, int* number) {
  const auto [end, error] = std::from_chars(text->data(), text->data() + text->size(), *number);
  if (error != std::errc() || end == text->data() + text->size() || *end != ':') return false;
  text->remove_prefix(static_cast<size_t>(end - text->data()) + 1);
  return true;
}

// From the line that follows the message about recursion, "    f(f1; calling g(f1;".
std::string called_by_itself(std::string_view rest) {
  const auto name_at = [&](size_t at) {
    return std::string(trimmed(rest.substr(at, std::min(rest.find('(', at), rest.size()) - at)));
  };
  constexpr std::string_view kCalling = " calling ";
  const size_t calling = rest.find(kCalling);
  const std::string caller = name_at(0);
  if (caller.empty() || calling == rest.npos) return "a function calls itself";
  const std::string callee = name_at(calling + kCalling.size());
  return caller + (callee == caller ? " calls itself" : " calls " + callee + ", which calls it");
}

}  // namespace

corpus::Refusal parse_compiler_message(const std::string& log) {
  constexpr std::string_view kError = "ERROR:";
  std::string_view rest = log, error;
  while (!rest.empty() && error.empty()) {
    const std::string_view line = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), line.size() + 1));
    if (trimmed(line).substr(0, kError.size()) == kError)
      error = trimmed(trimmed(line).substr(kError.size()));
  }
  corpus::Refusal refusal{corpus::Verdict::parse_error, "compile", 0, {}};
  if (error.find(kRecursion) != error.npos) {
    refusal.reason = "recursion: " + dialect::with_original_names(called_by_itself(rest));
    return refusal;
  }
  if (error.empty()) {
    refusal.reason = "the compiler gave no reason";
    return refusal;
  }
  int source = 0, line = 0;
  std::string_view text = error;
  if (take_number(&text, &source) && take_number(&text, &line)) {
    if (source == 1 || source == 2) {
      refusal.line = line;
      error = trimmed(text);
      if (source == 2) refusal.reason = "Common: ";
    } else {
      refusal.reason = "in the text around the program: ";
    }
  }
  refusal.reason += dialect::with_original_names(error).substr(0, kMaxReasonChars);
  return refusal;
}

namespace {

/// Elements of the longest array up to the first word that is broken. Of more than
/// kMaxArrayElements glslang writes an initialiser whose length has no room in its instruction, so
/// that nothing behind it could be read; the types stand before it.
uint64_t longest_array(const std::vector<uint32_t>& words) {
  std::unordered_map<uint32_t, uint32_t> constants;
  uint64_t longest = 0;
  for (size_t at = kHeaderWords; at < words.size();) {
    const uint32_t op = words[at] & spv::OpCodeMask;
    const size_t length = words[at] >> spv::WordCountShift;
    if (length == 0 || length > words.size() - at) break;
    if (op == spv::OpConstant && length == 4) constants[words[at + 2]] = words[at + 3];
    if (op == spv::OpTypeArray && length == 4)
      longest = std::max<uint64_t>(longest, constants[words[at + 3]]);
    at += length;
  }
  return longest;
}

corpus::Result<std::vector<uint32_t>> compile_here(const std::string& glsl) {
  glslang::TShader shader(EShLangCompute);
  const std::string rounded = round_literals(glsl);
  const char* text = rounded.data();
  const int length = static_cast<int>(rounded.size());
  shader.setStringsWithLengths(&text, &length, 1);
  shader.setEnvInput(glslang::EShSourceGlsl, EShLangCompute, glslang::EShClientVulkan, 100);
  shader.setEnvClient(glslang::EShClientVulkan, glslang::EShTargetVulkan_1_2);
  shader.setEnvTarget(glslang::EShTargetSpv, glslang::EShTargetSpv_1_5);
  if (!shader.parse(GetDefaultResources(), 450, false, kMessages))
    return corpus::Refused(parse_compiler_message(shader.getInfoLog()));

  glslang::TProgram program;
  program.addShader(&shader);
  if (!program.link(kMessages))
    return corpus::Refused(parse_compiler_message(program.getInfoLog()));

  std::vector<uint32_t> words;
  spv::SpvBuildLogger logger;
  glslang::SpvOptions options;  // no optimiser: the passes of this room expect the plain form
  glslang::GlslangToSpv(*program.getIntermediate(EShLangCompute), words, &logger, &options);
  if (words.empty())
    return corpus::Refused({corpus::Verdict::parse_error, "compile", 0,
                            "no code generated: " + logger.getAllMessages()});
  if (const uint64_t longest = longest_array(words); longest > dialect::kMaxArrayElements)
    return corpus::Refused({corpus::Verdict::unsupported, "compile", 0,
                            base::concat("an array of ", longest, " elements: at most ",
                                         dialect::kMaxArrayElements)});
  return words;
}

}  // namespace

corpus::Result<std::vector<uint32_t>> compile(const std::string& glsl) {
  static const bool is_initialised = glslang::InitializeProcess();
  PP_CHECK(is_initialised);
  // glslang walks its trees by recursion: a sum of n terms is n calls deep.
  corpus::Result<std::vector<uint32_t>> result;
  base::run_on_deep_stack([&] { result = compile_here(glsl); });
  return result;
}

std::string compiler_version() {
  const glslang::Version version = glslang::GetVersion();
  return "glslang " + std::to_string(version.major) + "." + std::to_string(version.minor) + "." +
         std::to_string(version.patch) + version.flavor + ", " + spvSoftwareVersionString();
}

}  // namespace progpretrain::spirv
