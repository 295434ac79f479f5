#define SPV_ENABLE_UTILITY_CODE
#include "engine/spirv/module.h"

#include <cstring>

namespace progpretrain::spirv {
namespace {

// Validators refuse larger bounds (SPIR-V specification 2.17); without it a few words could ask for
// gigabytes.
constexpr uint32_t kMaxIdBound = 0x3fffff;

const Instruction kUndefined;

}  // namespace

std::string_view literal_string(const Instruction& instruction, size_t first) {
  if (first >= instruction.words.size()) return {};
  const char* begin = reinterpret_cast<const char*>(instruction.words.data() + first);
  return {begin, strnlen(begin, (instruction.words.size() - first) * sizeof(uint32_t))};
}

bool is_terminator(spv::Op op) {
  switch (op) {
    case spv::OpBranch:
    case spv::OpBranchConditional:
    case spv::OpSwitch:
    case spv::OpKill:
    case spv::OpTerminateInvocation:
    case spv::OpReturn:
    case spv::OpReturnValue:
    case spv::OpUnreachable:
      return true;
    default:
      return false;
  }
}

std::vector<uint32_t> branch_targets(const Instruction& terminator) {
  std::vector<uint32_t> targets;
  if (terminator.op == spv::OpBranch) {
    targets = {terminator.operand(1)};
  } else if (terminator.op == spv::OpBranchConditional) {
    targets = {terminator.operand(2), terminator.operand(3)};
  } else if (terminator.op == spv::OpSwitch) {
    // Selectors are 32 bits wide here (64-bit integers are not allowed): default, then (literal,
    // label) pairs.
    targets = {terminator.operand(2)};
    for (size_t i = 4; i < terminator.words.size(); i += 2) targets.push_back(terminator.words[i]);
  }
  return targets;
}

tl::expected<ParsedModule, std::string> ParsedModule::parse(std::vector<uint32_t> words) {
  ParsedModule module;
  module.words_ = std::move(words);
  std::string problem = module.read_instructions();
  if (problem.empty()) problem = module.read_functions();
  if (!problem.empty()) return tl::unexpected<std::string>("malformed SPIR-V: " + problem);
  return module;
}

std::string ParsedModule::read_instructions() {
  if (words_.size() < kHeaderWords) return "shorter than its header";
  if (words_[0] != spv::MagicNumber) return "wrong magic number";
  if (id_bound() == 0 || id_bound() > kMaxIdBound) return "id bound out of range";
  definitions_.assign(id_bound(), kNone);
  instructions_.reserve(words_.size() / 3);
  for (size_t at = kHeaderWords; at < words_.size();) {
    const size_t length = words_[at] >> spv::WordCountShift;
    if (length == 0) return "instruction of length 0";
    if (length > words_.size() - at) return "instruction reaches past the end";
    Instruction instruction;
    instruction.op = static_cast<spv::Op>(words_[at] & spv::OpCodeMask);
    instruction.words = {words_.data() + at, length};
    bool has_result = false, has_type = false;
    spv::HasResultAndType(instruction.op, &has_result, &has_type);
    if (length < 1u + has_result + has_type) return "instruction is too short";
    if (has_type) instruction.type = words_[at + 1];
    if (has_result) {
      instruction.result = words_[at + 1 + has_type];
      if (instruction.result == 0 || instruction.result >= id_bound()) return "id out of bounds";
      if (definitions_[instruction.result] != kNone) return "id defined twice";
      definitions_[instruction.result] = instructions_.size();
    }
    if (instruction.op == spv::OpName)
      names_.emplace(instruction.operand(1), literal_string(instruction, 2));
    instructions_.push_back(instruction);
    at += length;
  }
  return {};
}

std::string ParsedModule::read_functions() {
  first_function_ = instructions_.size();
  bool in_function = false, in_block = false;
  for (size_t i = 0; i < instructions_.size(); ++i) {
    const Instruction& instruction = instructions_[i];
    if (instruction.op == spv::OpFunction) {
      if (in_function) return "function inside a function";
      if (functions_.empty()) first_function_ = i;
      functions_.push_back({instruction.result, i, i, {}});
      in_function = true;
    } else if (instruction.op == spv::OpFunctionEnd) {
      if (!in_function || in_block) return "function ends inside a block";
      functions_.back().end = i + 1;
      in_function = false;
    } else if (instruction.op == spv::OpLabel) {
      if (!in_function || in_block) return "label inside a block";
      functions_.back().blocks.push_back({instruction.result, i, i});
      in_block = true;
    } else if (is_terminator(instruction.op)) {
      if (!in_block) return "branch outside of a block";
      functions_.back().blocks.back().end = i + 1;
      in_block = false;
    } else if (!functions_.empty() && !in_function) {
      return "instruction between functions";
    } else if (in_function && !in_block && instruction.op != spv::OpFunctionParameter &&
               instruction.op != spv::OpLine && instruction.op != spv::OpNoLine) {
      return "instruction outside of a block";
    }
  }
  if (in_function) return "function without an end";
  return {};
}

size_t ParsedModule::definition_index(uint32_t id) const {
  return id < definitions_.size() ? definitions_[id] : kNone;
}

const Instruction& ParsedModule::definition(uint32_t id) const {
  const size_t index = definition_index(id);
  return index == kNone ? kUndefined : instructions_[index];
}

std::string_view ParsedModule::name(uint32_t id) const {
  const auto found = names_.find(id);
  return found == names_.end() ? std::string_view() : found->second;
}

uint32_t ParsedModule::find_name(std::string_view name) const {
  for (size_t i = 0; i < first_function_; ++i)
    if (instructions_[i].op == spv::OpName && literal_string(instructions_[i], 2) == name)
      return instructions_[i].operand(1);
  return 0;
}

bool ParsedModule::constant_value(uint32_t id, uint32_t* value) const {
  const Instruction& constant = definition(id);
  if (constant.op == spv::OpConstantNull) {
    *value = 0;
    return true;
  }
  if (constant.op != spv::OpConstant || constant.words.size() != 4) return false;
  *value = constant.words[3];
  return true;
}

}  // namespace progpretrain::spirv
