#include "engine/spirv/instruction_cost.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <algorithm>
#include <string_view>
#include <unordered_map>

#include "engine/spirv/call_graph.h"
#include "shaders/frame_params.h"

namespace progpretrain::spirv {

// Every loop execution and every round passes its header's OpLoopMerge, which carries this cost.
const uint64_t kRoundCost = (PP_LOOP_BUDGET + 65534) / 65535;

namespace {

// From timings on lavapipe of chains in which each instruction waits for the one before (the worst
// case; code whose instructions overlap runs up to ten times faster): 1 is an addition. The
// components of a vector do not wait for each other: up to four pass in the time of one.
constexpr uint64_t kDivide = 5, kModulo = 13, kIntegerDivide = 46;
constexpr uint64_t kConvert = 2, kBits = 4, kBranch = 4, kSelectLane = 10, kDynamicIndex = 10;

uint64_t extended_weight(uint32_t instruction) {
  switch (instruction) {
    case GLSLstd450FAbs:
    case GLSLstd450SAbs:
    case GLSLstd450Radians:
    case GLSLstd450Degrees:
      return 1;
    case GLSLstd450FMin:
    case GLSLstd450UMin:
    case GLSLstd450SMin:
    case GLSLstd450FMax:
    case GLSLstd450UMax:
    case GLSLstd450SMax:
    case GLSLstd450NMin:
    case GLSLstd450NMax:
    case GLSLstd450Fma:
      return 2;
    case GLSLstd450Cross:
    case GLSLstd450FMix:
    case GLSLstd450Step:
    case GLSLstd450FSign:
    case GLSLstd450SSign:
    case GLSLstd450Ldexp:
    case GLSLstd450Frexp:
    case GLSLstd450FrexpStruct:
      return 3;
    case GLSLstd450Round:
    case GLSLstd450RoundEven:
    case GLSLstd450Trunc:
    case GLSLstd450Floor:
    case GLSLstd450Ceil:
    case GLSLstd450Fract:
    case GLSLstd450FClamp:
    case GLSLstd450UClamp:
    case GLSLstd450SClamp:
    case GLSLstd450NClamp:
    case GLSLstd450FindILsb:
    case GLSLstd450FindSMsb:
    case GLSLstd450FindUMsb:
      return 5;
    case GLSLstd450Reflect:
    case GLSLstd450FaceForward:
      return 8;
    case GLSLstd450Sqrt:
    case GLSLstd450Determinant:
    case GLSLstd450MatrixInverse:
      return 10;
    case GLSLstd450Length:
    case GLSLstd450Distance:
    case GLSLstd450InverseSqrt:
    case GLSLstd450Modf:
    case GLSLstd450ModfStruct:
      return 14;
    case GLSLstd450Normalize:
    case GLSLstd450SmoothStep:
      return 20;
    case GLSLstd450Refract:
    case GLSLstd450Exp:
    case GLSLstd450Exp2:
    case GLSLstd450Log:
    case GLSLstd450Log2:
      return 28;
    case GLSLstd450Pow:
    case GLSLstd450Atan2:
    case GLSLstd450Tan:
    case GLSLstd450Sinh:
    case GLSLstd450Cosh:
    case GLSLstd450Tanh:
    case GLSLstd450Asinh:
    case GLSLstd450Acosh:
    case GLSLstd450Atanh:
      return 52;
    default:
      return 36;  // sin, atan and their like, packing
  }
}

class Weights {
 public:
  explicit Weights(const ParsedModule& module) : module_(module) {}

  // Scalars in a value of `type`; arrays and structs count all their members.
  uint64_t components(uint32_t type) {
    const auto known = components_.find(type);
    if (known != components_.end()) return known->second;
    components_[type] = 1;  // ends a cycle that malformed words could form
    const Instruction& definition = module_.definition(type);
    uint64_t count = 1;
    if (definition.op == spv::OpTypeVector || definition.op == spv::OpTypeMatrix) {
      count = components(definition.operand(2)) * definition.operand(3);
    } else if (definition.op == spv::OpTypeArray) {
      uint32_t length = 1;
      module_.constant_value(definition.operand(3), &length);
      count = components(definition.operand(2)) * length;
    } else if (definition.op == spv::OpTypeStruct) {
      count = 0;
      for (size_t i = 2; i < definition.words.size(); ++i) count += components(definition.words[i]);
    }
    return components_[type] = std::min(count, kMaxExpandedCost);
  }

  uint64_t of(const Instruction& instruction) {
    const uint64_t size = instruction.type == 0 ? 1 : in_turn(components(instruction.type));
    switch (instruction.op) {
      // Free once the driver has put variables into registers.
      case spv::OpLabel:
      case spv::OpVariable:
      case spv::OpFunction:
      case spv::OpFunctionParameter:
      case spv::OpFunctionEnd:
      case spv::OpLine:
      case spv::OpNoLine:
      case spv::OpNop:
      case spv::OpUndef:
      case spv::OpSelectionMerge:
      case spv::OpBranch:
      case spv::OpCompositeExtract:
      case spv::OpCompositeConstruct:
      case spv::OpVectorShuffle:
      case spv::OpCopyObject:
      case spv::OpBitcast:
      case spv::OpReturn:
      case spv::OpReturnValue:
      case spv::OpUnreachable:
        return 0;
      // Arrays stay in memory; what else is stored changes hands between registers.
      case spv::OpLoad:
        return array_components(instruction.type);
      case spv::OpStore: {
        const uint32_t type = module_.definition(instruction.operand(2)).type;
        const uint64_t in_memory = array_components(type);
        return in_memory + in_turn(components(type) - in_memory);
      }
      case spv::OpLoopMerge:
        return kRoundCost;
      case spv::OpBranchConditional:
        return kBranch;
      case spv::OpSwitch:
        return kBranch * (instruction.words.size() / 2);
      case spv::OpExtInst:
        return extended_weight(instruction.operand(4)) *
               in_turn(std::max(size, operand_components(instruction, 5)));
      case spv::OpFDiv:
        return kDivide * size;
      case spv::OpFRem:
      case spv::OpFMod:
        return kModulo * size;
      case spv::OpSDiv:
      case spv::OpUDiv:
      case spv::OpSRem:
      case spv::OpSMod:
      case spv::OpUMod:
        return kIntegerDivide * size;
      case spv::OpConvertFToS:
      case spv::OpConvertFToU:
      case spv::OpConvertSToF:
      case spv::OpConvertUToF:
        return kConvert * size;
      case spv::OpBitReverse:
      case spv::OpBitCount:
        return kBits * size;
      case spv::OpIMul:
        return 3 * size;
      case spv::OpDot:
        return 1 + operand_components(instruction, 3);
      case spv::OpVectorTimesMatrix:
        return 2 * in_turn(operand_components(instruction, 4));
      case spv::OpMatrixTimesVector:
        return 2 * in_turn(operand_components(instruction, 3));
      case spv::OpMatrixTimesMatrix:
        return 2 * 4 * size;
      case spv::OpAccessChain:
      case spv::OpInBoundsAccessChain:
        return access_chain(instruction);
      case spv::OpVectorExtractDynamic:
      case spv::OpVectorInsertDynamic:
        return kSelectLane;
      default:
        return size;
    }
  }

 private:
  uint64_t operand_components(const Instruction& instruction, size_t operand) {
    return components(module_.definition(instruction.operand(operand)).type);
  }

  // Steps that `count` independent values take.
  static uint64_t in_turn(uint64_t count) { return (count + 3) / 4; }

  // Of the scalars in a value of `type`, those inside arrays.
  uint64_t array_components(uint32_t type) {
    const Instruction& definition = module_.definition(type);
    if (definition.op == spv::OpTypeArray) return components(type);
    if (definition.op != spv::OpTypeStruct) return 0;
    uint64_t count = 0;
    for (size_t i = 2; i < definition.words.size(); ++i)
      count += module_.definition_index(definition.words[i]) < module_.definition_index(type)
                   ? array_components(definition.words[i])
                   : 0;
    return std::min(count, components(type));
  }

  // An index known at compile time is free; a computed one makes the driver gather each component
  // lane by lane.
  uint64_t access_chain(const Instruction& instruction) {
    uint64_t num_dynamic = 0;
    uint32_t ignored = 0;
    for (size_t i = 4; i < instruction.words.size(); ++i)
      num_dynamic += !module_.constant_value(instruction.words[i], &ignored);
    if (num_dynamic == 0) return 0;
    const uint64_t size = components(module_.definition(instruction.type).operand(3));
    return kDynamicIndex * (num_dynamic + size);
  }

  const ParsedModule& module_;
  std::unordered_map<uint32_t, uint64_t> components_;
};

// Texture lookups of shaders/textures.glsl are written for all kinds of samplers at once; with a sampler's constants drivers
// fold away nine tenths. They cost what was measured of what is left; nobody else may name a function pp_.
struct FoldedFunction {
  std::string_view name;
  uint64_t cost;
};
constexpr FoldedFunction kFoldedFunctions[] = {{"pp_sample(struct-PpSampler3D", 320},
                                               {"pp_sample(struct-PpSampler", 160},
                                               {"pp_texelFetch(struct-PpSampler", 60}};

uint64_t cost_of_function(std::string_view name, uint64_t total) {
  for (const FoldedFunction& folded : kFoldedFunctions)
    if (name.starts_with(folded.name)) return std::min(total, folded.cost);
  return total;
}

corpus::Refused refused(const std::string& reason) {
  return corpus::Refused({corpus::Verdict::unsupported, "rewrite", 0, reason});
}

}  // namespace

corpus::Result<CostModel> CostModel::of(const ParsedModule& module) {
  const auto& instructions = module.instructions();
  CostModel model;
  model.costs_.assign(instructions.size(), 0);
  const auto order = callees_first(module);
  if (!order) return refused(order.error());
  Weights weights(module);
  std::unordered_map<uint32_t, uint64_t> totals;  // by the function's id
  for (const size_t f : *order) {
    const Function& function = module.functions()[f];
    uint64_t total = 0;
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = instructions[i];
      model.costs_[i] = instruction.op == spv::OpFunctionCall
                            ? totals.at(instruction.operand(3)) + 1
                            : weights.of(instruction);
      total += model.costs_[i];
      if (total > kMaxExpandedCost)
        return refused("expands to too many instructions when its functions are inlined");
    }
    totals[function.id] = cost_of_function(module.name(function.id), total);
  }
  return model;
}

}  // namespace progpretrain::spirv
