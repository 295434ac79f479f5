#include "engine/spirv/permissions.h"

#include <algorithm>
#include <string>
#include <unordered_map>
#include <unordered_set>

#include "shaders/frame_params.h"

namespace progpretrain::spirv {
namespace {

bool is_allowed_capability(uint32_t capability) {
  switch (capability) {
    case spv::CapabilityMatrix:
    case spv::CapabilityShader:
    case spv::CapabilityInt8:
    case spv::CapabilityStorageBuffer8BitAccess:
    case spv::CapabilityUniformAndStorageBuffer8BitAccess:
    case spv::CapabilityGroupNonUniform:
    case spv::CapabilityGroupNonUniformVote:
    case spv::CapabilityGroupNonUniformBallot:
    case spv::CapabilityGroupNonUniformShuffle:
    case spv::CapabilityGroupNonUniformQuad:
      return true;
    default:
      return false;
  }
}

std::string capability_problem(uint32_t capability) {
  switch (capability) {
    case spv::CapabilityFloat64:
      return "uses double precision";
    case spv::CapabilityInt64:
    case spv::CapabilityInt16:
    case spv::CapabilityFloat16:
      return "uses 16-bit or 64-bit numbers";
    default:
      return "asks for SPIR-V capability " + std::to_string(capability);
  }
}

class Inspection {
 public:
  explicit Inspection(const ParsedModule& module) : module_(module) {}

  /// Empty, or what is not permitted.
  std::string run() {
    read_declarations();
    if (!problem_.empty()) return problem_;
    if (num_entry_points_ != 1) return "has " + std::to_string(num_entry_points_) + " entry points";
    if (!has_our_local_size_) return "does not run in workgroups of 64x1x1";
    read_variables();
    for (const Function& function : module_.functions())
      if (problem_.empty()) read_function(function);
    if (problem_.empty() && variable_bytes_ > kMaxVariableBytes)
      problem_ = memory_problem();
    return problem_;
  }

 private:
  struct Decorations {
    int64_t set = -1, binding = -1;
    bool is_builtin = false;
  };

  void read_declarations() {
    for (size_t i = 0; i < module_.first_function(); ++i) {
      const Instruction& instruction = module_.instructions()[i];
      switch (instruction.op) {
        case spv::OpCapability:
          if (!is_allowed_capability(instruction.operand(1)))
            problem_ = capability_problem(instruction.operand(1));
          break;
        case spv::OpExtInstImport:
          if (literal_string(instruction, 2) != "GLSL.std.450")
            problem_ = "uses a foreign instruction set";
          break;
        case spv::OpEntryPoint:
          ++num_entry_points_;
          entry_point_ = instruction.operand(2);
          if (instruction.operand(1) != spv::ExecutionModelGLCompute)
            problem_ = "is no compute shader";
          break;
        case spv::OpExecutionMode:
          if (instruction.operand(2) == spv::ExecutionModeLocalSize)
            has_our_local_size_ = instruction.operand(3) == 64 && instruction.operand(4) == 1 &&
                                  instruction.operand(5) == 1;
          break;
        case spv::OpDecorate: {
          Decorations& of_id = decorations_[instruction.operand(1)];
          if (instruction.operand(2) == spv::DecorationDescriptorSet)
            of_id.set = instruction.operand(3);
          if (instruction.operand(2) == spv::DecorationBinding)
            of_id.binding = instruction.operand(3);
          if (instruction.operand(2) == spv::DecorationBuiltIn) of_id.is_builtin = true;
          if (instruction.operand(2) == spv::DecorationSpecId &&
              module_.name(instruction.operand(1)).substr(0, 3) != "PP_")
            problem_ = "has a specialisation constant of its own";
          break;
        }
        default:
          break;
      }
    }
  }

  void read_variables() {
    int num_push_constants = 0;
    std::unordered_set<int64_t> bindings;
    for (size_t i = 0; i < module_.first_function(); ++i) {
      const Instruction& variable = module_.instructions()[i];
      if (variable.op != spv::OpVariable) continue;
      const Decorations& its = decorations_[variable.result];
      const std::string name(module_.name(variable.result));
      switch (variable.operand(3)) {
        case spv::StorageClassPrivate:
          count_variable(variable);
          break;
        case spv::StorageClassInput:
          if (!its.is_builtin) problem_ = "has an input of its own: " + name;
          break;
        case spv::StorageClassPushConstant:
          if (++num_push_constants > 1) problem_ = "has push constants of its own";
          break;
        case spv::StorageClassStorageBuffer:
          if (its.set != 0 || its.binding < 0 || its.binding >= PP_NUM_BINDINGS ||
              its.binding == PP_BINDING_FRAMES || !bindings.insert(its.binding).second)
            problem_ = "has a buffer of its own: " + name;
          else
            engine_memory_.insert(variable.result);
          break;
        case spv::StorageClassUniform:
          if (its.set != 0 || its.binding != PP_BINDING_FRAMES || !bindings.insert(its.binding).second)
            problem_ = "has a uniform buffer of its own: " + name;
          break;
        case spv::StorageClassWorkgroup:
          problem_ = "has shared memory: " + name;
          break;
        default:
          problem_ = "has a resource of its own: " + name;
      }
    }
  }

  void read_function(const Function& function) {
    const bool is_ours =
        function.id == entry_point_ || module_.name(function.id).substr(0, 3) == "pp_";
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = module_.instructions()[i];
      if (instruction.op == spv::OpVariable)
        count_variable(instruction);
      if (instruction.op == spv::OpControlBarrier || instruction.op == spv::OpMemoryBarrier)
        problem_ = "uses barriers";
      if (is_ours || instruction.op == spv::OpExtInst) continue;
      // Literals may equal an id by chance, so only instructions that take pointers count.
      switch (instruction.op) {
        case spv::OpAccessChain:
        case spv::OpInBoundsAccessChain:
        case spv::OpPtrAccessChain:
        case spv::OpLoad:
        case spv::OpCopyObject:
        case spv::OpArrayLength:
        case spv::OpFunctionCall:
          for (size_t w = 3; w < instruction.words.size(); ++w)
            refuse_engine_memory(instruction.words[w]);
          break;
        case spv::OpStore:
        case spv::OpCopyMemory:
          refuse_engine_memory(instruction.operand(1));
          refuse_engine_memory(instruction.operand(2));
          break;
        default:
          break;
      }
    }
  }

  void count_variable(const Instruction& variable) {
    const uint32_t type = module_.definition(variable.type).operand(3);
    const uint64_t its = bytes(type);
    variable_bytes_ += its;
    if (its > largest_bytes_) {
      largest_bytes_ = its;
      largest_type_ = type;
    }
  }

  /// "its variables take 390 KiB (an array of 100000 elements alone 390 KiB): at most 256 KiB"
  std::string memory_problem() const {
    const auto kib = [](uint64_t bytes) { return std::to_string((bytes + 1023) / 1024) + " KiB"; };
    std::string text = "its variables take " + kib(variable_bytes_);
    uint32_t length = 0;
    const Instruction& largest = module_.definition(largest_type_);
    if (largest.op == spv::OpTypeArray && module_.constant_value(largest.operand(3), &length))
      text += " (an array of " + std::to_string(length) + " elements alone " + kib(largest_bytes_) +
              ")";
    return text + ": at most " + kib(kMaxVariableBytes);
  }

  void refuse_engine_memory(uint32_t id) {
    if (engine_memory_.count(id)) problem_ = "touches engine memory";
  }

  // Bytes of a value, with 4 for every scalar; saturates far above the limit.
  uint64_t bytes(uint32_t type) {
    constexpr uint64_t kMany = uint64_t{1} << 40;
    const auto known = bytes_.find(type);
    if (known != bytes_.end()) return known->second;
    bytes_[type] = 4;  // ends a cycle that malformed words could form
    const Instruction& definition = module_.definition(type);
    uint64_t size = 4;
    if (definition.op == spv::OpTypeVector || definition.op == spv::OpTypeMatrix) {
      size = bytes(definition.operand(2)) * definition.operand(3);
    } else if (definition.op == spv::OpTypeArray) {
      uint32_t length = 0;
      const bool is_known = module_.constant_value(definition.operand(3), &length);
      const uint64_t element = bytes(definition.operand(2));
      size = is_known && element < kMany ? element * length : kMany;
    } else if (definition.op == spv::OpTypeStruct) {
      size = 0;
      for (size_t i = 2; i < definition.words.size(); ++i) size += bytes(definition.words[i]);
    }
    return bytes_[type] = std::min(size, kMany);
  }

  const ParsedModule& module_;
  std::string problem_;
  uint32_t entry_point_ = 0;
  int num_entry_points_ = 0;
  bool has_our_local_size_ = false;
  uint64_t variable_bytes_ = 0, largest_bytes_ = 0;
  uint32_t largest_type_ = 0;  ///< of the largest variable
  std::unordered_map<uint32_t, Decorations> decorations_;
  std::unordered_set<uint32_t> engine_memory_;  // slot, scratch, statistics
  std::unordered_map<uint32_t, uint64_t> bytes_;
};

}  // namespace

std::optional<corpus::Refusal> check_permissions(const ParsedModule& module) {
  const std::string problem = Inspection(module).run();
  if (problem.empty()) return std::nullopt;
  return corpus::Refusal{corpus::Verdict::unsupported, "rewrite", 0, problem};
}

}  // namespace progpretrain::spirv
