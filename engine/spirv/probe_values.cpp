#include "engine/spirv/probe_values.h"

#include <algorithm>
#include <bit>

#include "engine/base/check.h"
#include "engine/spirv/rewrite.h"
#include "shaders/frame_params.h"

namespace progpretrain::spirv {
namespace {

constexpr uint32_t kConstantsMember = 12;  // of FrameParams
static_assert(offsetof(shaders::FrameParams, constants) == 15 * 16);
constexpr float kNotCalculated = std::bit_cast<float>(0x7fc00000u);

const Function* entry_of(const ParsedModule& module) {
  for (size_t i = 0; i < module.first_function(); ++i)
    if (module.instructions()[i].op == spv::OpEntryPoint)
      for (const Function& function : module.functions())
        if (function.id == module.instructions()[i].operand(2)) return &function;
  return nullptr;
}

// Components of a float type, 0 for any other.
uint32_t num_components(const ParsedModule& module, uint32_t type_id) {
  const Instruction& type = module.definition(type_id);
  if (type.op == spv::OpTypeFloat) return type.operand(2) == 32 ? 1 : 0;
  return type.op == spv::OpTypeVector && num_components(module, type.operand(2)) == 1
             ? type.operand(3)
             : 0;
}

class Prober {
 public:
  explicit Prober(const ParsedModule& module) : module_(module), rewrite_(module) {
    const Function* const entry = entry_of(module);
    PP_CHECK(entry != nullptr && !entry->blocks.empty(), "a module without an entry point");
    entry_ = *entry;
    frames_ = block_variable("PpFrames", spv::StorageClassUniform);
    dispatch_ = block_variable("PpDispatch", spv::StorageClassPushConstant);
    const Instruction& frames = module.definition(pointee(frames_));
    const uint32_t frame = module.definition(frames.operand(2)).operand(2);
    vec4_ = module.definition(frame).operand(2);
    float_ = module.definition(vec4_).operand(2);
    bool_ = rewrite_.type(spv::OpTypeBool, {});
    int_ = rewrite_.type(spv::OpTypeInt, {32, 1});
    uint_ = rewrite_.type(spv::OpTypeInt, {32, 0});
    open();
  }

  void probe(uint32_t number, uint32_t id) {
    const size_t definition = module_.definition_index(id), after = definition + 1;
    const Instruction& instruction = module_.instructions()[definition];
    const uint32_t count = num_components(module_, instruction.type);
    // The select below takes over the value's id, and so all its uses.
    const uint32_t value = rewrite_.new_id();
    std::vector<uint32_t> words(instruction.words.begin(), instruction.words.end());
    words[2] = value;
    rewrite_.replace(definition, std::move(words));

    const uint32_t wanted = rewrite_.float_constant(float_, static_cast<float>(number + 1));
    const uint32_t is_shown =
        rewrite_.insert_value(after, spv::OpFOrdEqual, bool_, {shown_, wanted});
    const uint32_t before = rewrite_.insert_value(after, spv::OpLoad, vec4_, {kept_});
    const uint32_t now = rewrite_.insert_value(after, spv::OpSelect, vec4_,
                                               {is_shown, widened(after, value, count), before});
    rewrite_.insert_before(after, encode(spv::OpStore, {kept_, now}));
    const uint32_t is_replaced =
        rewrite_.insert_value(after, spv::OpFOrdEqual, bool_, {replaced_, wanted});
    rewrite_.insert_before(after,
                           encode(spv::OpSelect, {instruction.type, id, is_replaced,
                                                  mean(after, instruction.type, count), value}));
  }

  std::vector<uint32_t> finish() {
    show();
    return rewrite_.finish();
  }

 private:
  uint32_t pointee(uint32_t variable) const {
    return module_.definition(module_.definition(variable).type).operand(3);
  }

  uint32_t block_variable(std::string_view block, spv::StorageClass storage) const {
    for (size_t i = 0; i < module_.first_function(); ++i) {
      const Instruction& variable = module_.instructions()[i];
      if (variable.op == spv::OpVariable && variable.operand(3) == storage &&
          module_.name(pointee(variable.result)) == block)
        return variable.result;
    }
    PP_CHECK(false, "a module without ", block);
    return 0;
  }

  uint32_t pointer_type(spv::StorageClass storage, uint32_t type) {
    return rewrite_.type(spv::OpTypePointer, {static_cast<uint32_t>(storage), type});
  }

  // The request's choice, and where the value is kept that is to be shown.
  void open() {
    size_t at = entry_.blocks[0].begin + 1;
    kept_ = rewrite_.new_id();
    const uint32_t nan = rewrite_.float_constant(vec4_, kNotCalculated);
    const uint32_t kept_type = pointer_type(spv::StorageClassFunction, vec4_);
    rewrite_.insert_before(
        at, encode(spv::OpVariable, {kept_type, kept_, spv::StorageClassFunction, nan}));
    while (module_.instructions()[at].op == spv::OpVariable) ++at;
    const uint32_t on_gpu = module_.find_name("PP_ON_GPU"),
                   group = module_.find_name("gl_WorkGroupID");
    PP_CHECK(on_gpu != 0 && group != 0, "a module without its place in the dispatch");
    const uint32_t zero = rewrite_.integer_constant(int_, 0);
    const uint32_t first = rewrite_.insert_value(at, spv::OpAccessChain,
                                                 pointer_type(spv::StorageClassPushConstant, uint_),
                                                 {dispatch_, zero, zero});
    const uint32_t first_frame = rewrite_.insert_value(at, spv::OpLoad, uint_, {first});
    const uint32_t place = rewrite_.insert_value(at, spv::OpLoad, pointee(group), {group});
    const uint32_t request = rewrite_.insert_value(at, spv::OpCompositeExtract, uint_, {place, 2});
    const uint32_t own = rewrite_.insert_value(
        at, spv::OpSelect, uint_, {on_gpu, request, rewrite_.integer_constant(uint_, 0)});
    const uint32_t frame = rewrite_.insert_value(at, spv::OpIAdd, uint_, {first_frame, own});
    const auto constant = [&](int32_t number) {
      const uint32_t pointer = rewrite_.insert_value(
          at, spv::OpAccessChain, pointer_type(spv::StorageClassUniform, vec4_),
          {frames_, zero, frame, rewrite_.integer_constant(int_, kConstantsMember),
           rewrite_.integer_constant(int_, number)});
      return rewrite_.insert_value(at, spv::OpLoad, vec4_, {pointer});
    };
    const uint32_t choice = constant(0);
    mean_ = constant(1);
    shown_ = rewrite_.insert_value(at, spv::OpCompositeExtract, float_, {choice, 0});
    const uint32_t component =
        rewrite_.insert_value(at, spv::OpCompositeExtract, float_, {choice, 1});
    component_ = rewrite_.insert_value(at, spv::OpConvertFToU, uint_, {component});
    replaced_ = rewrite_.insert_value(at, spv::OpCompositeExtract, float_, {choice, 2});
  }

  uint32_t widened(size_t at, uint32_t value, uint32_t count) {
    if (count == 4) return value;
    const uint32_t zero = rewrite_.float_constant(float_, 0.0f);
    const uint32_t id = rewrite_.new_id();
    std::vector<uint32_t> words = encode(spv::OpCompositeConstruct, {vec4_, id, value});
    append(words, std::vector<uint32_t>(4 - count, zero));
    rewrite_.insert_before(at, words);
    return id;
  }

  uint32_t mean(size_t at, uint32_t type, uint32_t count) {
    if (count == 4) return mean_;
    if (count == 1) return rewrite_.insert_value(at, spv::OpCompositeExtract, type, {mean_, 0});
    return count == 2
               ? rewrite_.insert_value(at, spv::OpVectorShuffle, type, {mean_, mean_, 0, 1})
               : rewrite_.insert_value(at, spv::OpVectorShuffle, type, {mean_, mean_, 0, 1, 2});
  }

  // Before the picture is stored: the upper three bytes of the value instead of it.
  void show() {
    for (size_t i = entry_.begin; i < entry_.end; ++i) {
      const Instruction& call = module_.instructions()[i];
      if (call.op != spv::OpFunctionCall || !module_.name(call.operand(3)).starts_with("pp_store("))
        continue;
      const uint32_t colour = call.operand(4);
      const uint32_t none = rewrite_.float_constant(float_, 0.0f);
      const uint32_t is_shown =
          rewrite_.insert_value(i, spv::OpFOrdGreaterThan, bool_, {shown_, none});
      const uint32_t all = rewrite_.insert_value(i, spv::OpLoad, vec4_, {kept_});
      const uint32_t chosen =
          rewrite_.insert_value(i, spv::OpVectorExtractDynamic, float_, {all, component_});
      const uint32_t bits = rewrite_.insert_value(i, spv::OpBitcast, uint_, {chosen});
      const auto byte = [&](int32_t shift) {
        const uint32_t moved = rewrite_.insert_value(
            i, spv::OpShiftRightLogical, uint_, {bits, rewrite_.integer_constant(uint_, shift)});
        const uint32_t cut = rewrite_.insert_value(i, spv::OpBitwiseAnd, uint_,
                                                   {moved, rewrite_.integer_constant(uint_, 255)});
        const uint32_t number = rewrite_.insert_value(i, spv::OpConvertUToF, float_, {cut});
        return rewrite_.insert_value(i, spv::OpFMul, float_,
                                     {number, rewrite_.float_constant(float_, 1.0f / 255.0f)});
      };
      const uint32_t red = byte(24), green = byte(16), blue = byte(8);
      const uint32_t shown =
          rewrite_.insert_value(i, spv::OpCompositeConstruct, vec4_,
                                {red, green, blue, rewrite_.float_constant(float_, 1.0f)});
      const uint32_t before = rewrite_.insert_value(i, spv::OpLoad, vec4_, {colour});
      const uint32_t now =
          rewrite_.insert_value(i, spv::OpSelect, vec4_, {is_shown, shown, before});
      rewrite_.insert_before(i, encode(spv::OpStore, {colour, now}));
      if (const uint32_t discarded = module_.find_name("pp_discarded")) {
        const uint32_t old = rewrite_.insert_value(i, spv::OpLoad, bool_, {discarded});
        const uint32_t is_not = rewrite_.insert_value(i, spv::OpLogicalNot, bool_, {is_shown});
        const uint32_t its = rewrite_.insert_value(i, spv::OpLogicalAnd, bool_, {old, is_not});
        rewrite_.insert_before(i, encode(spv::OpStore, {discarded, its}));
      }
    }
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  Function entry_;
  uint32_t frames_ = 0, dispatch_ = 0, vec4_ = 0, float_ = 0, bool_ = 0, int_ = 0, uint_ = 0;
  uint32_t kept_ = 0, mean_ = 0, shown_ = 0, component_ = 0, replaced_ = 0;
};

}  // namespace

bool can_be_probed(const ParsedModule& module, uint32_t id) {
  const Function* const entry = entry_of(module);
  const size_t index = module.definition_index(id);
  if (entry == nullptr || index == kNone || index < entry->begin || index >= entry->end)
    return false;
  const Instruction& instruction = module.instructions()[index];
  return instruction.op != spv::OpPhi && instruction.op != spv::OpVariable &&
         num_components(module, instruction.type) > 0;
}

std::vector<uint32_t> probe_values(const ParsedModule& module, std::span<const uint32_t> ids) {
  Prober prober(module);
  for (size_t i = 0; i < ids.size(); ++i) {
    PP_CHECK(can_be_probed(module, ids[i]), "value ", ids[i], " cannot be probed");
    prober.probe(static_cast<uint32_t>(i), ids[i]);
  }
  return prober.finish();
}

std::array<float, 8> probe_constants(const ProbeRequest& request) {
  std::array<float, 8> out{static_cast<float>(request.shown + 1),
                           static_cast<float>(request.component),
                           static_cast<float>(request.replaced + 1), 0.0f};
  std::copy(request.mean.begin(), request.mean.end(), out.begin() + 4);
  return out;
}

float shown_value(uint8_t red, uint8_t green, uint8_t blue) {
  return std::bit_cast<float>(uint32_t{red} << 24 | uint32_t{green} << 16 | uint32_t{blue} << 8);
}

}  // namespace progpretrain::spirv
