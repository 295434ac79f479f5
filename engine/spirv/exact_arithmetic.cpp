#include "engine/spirv/exact_arithmetic.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <bit>
#include <cmath>
#include <optional>

#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

// A float or a vector of floats.
struct Value {
  uint32_t id = 0, type = 0;
};

class ArithmeticRewriter {
 public:
  explicit ArithmeticRewriter(const ParsedModule& module) : module_(module), rewrite_(module) {}

  std::vector<uint32_t> run() {
    for (const Function& function : module_.functions())
      for (at_ = function.begin; at_ < function.end; ++at_) rewrite_instruction();
    return rewrite_.finish();
  }

 private:
  void rewrite_instruction() {
    const Instruction& instruction = module_.instructions()[at_];
    switch (instruction.op) {
      case spv::OpDot:
        if (is_float32(instruction.type)) finish_as(dot(operand(3), operand(4)));
        return;
      case spv::OpVectorTimesMatrix:
        if (is_float32(instruction.type)) finish_as(vector_times_matrix(operand(3), operand(4)));
        return;
      case spv::OpMatrixTimesVector:
        if (is_float32(instruction.type)) finish_as(matrix_times_vector(operand(3), operand(4)));
        return;
      case spv::OpMatrixTimesMatrix:
        if (is_float32(instruction.type)) finish_as(matrix_times_matrix(operand(3), operand(4)));
        return;
      case spv::OpExtInst:
        if (is_float32(instruction.type)) rewrite_function(instruction);
        return;
      default:
        return;
    }
  }

  void rewrite_function(const Instruction& call) {
    set_ = call.operand(3);
    switch (call.operand(4)) {
      case GLSLstd450Length:
        if (is_vector(operand(5))) finish_as(length(operand(5)));
        return;
      case GLSLstd450Distance:
        if (is_vector(operand(5)))
          finish_as(length(arithmetic(spv::OpFSub, operand(5), operand(6))));
        return;
      case GLSLstd450Normalize:
        if (is_vector(operand(5))) finish_as(normalize(operand(5)));
        return;
      case GLSLstd450FMix:
        return finish_as(mix(operand(5), operand(6), operand(7)));
      case GLSLstd450Asin:
        return finish_as(asin(operand(5)));
      case GLSLstd450Step:
        return finish_as(choose(spv::OpFOrdGreaterThanEqual, operand(6), operand(5),
                                constant(call.type, 1.0f), constant(call.type, 0.0f)));
      case GLSLstd450Reflect:
        if (is_vector(operand(5))) finish_as(reflect(operand(5), operand(6)));
        return;
      case GLSLstd450Refract:
        if (is_vector(operand(5))) finish_as(refract(operand(5), operand(6), operand(7)));
        return;
      case GLSLstd450FaceForward:
        if (is_vector(operand(5))) finish_as(face_forward(operand(5), operand(6), operand(7)));
        return;
      default:
        return;
    }
  }

  Value dot(Value a, Value b) {
    const uint32_t scalar = component_type(a.type);
    const uint32_t last = num_components(a.type) - 1;
    const auto product = [&](uint32_t i) {
      return arithmetic(spv::OpFMul, extract(a, scalar, i), extract(b, scalar, i));
    };
    Value sum = product(last);
    for (uint32_t i = last; i-- > 0;) sum = arithmetic(spv::OpFAdd, sum, product(i));
    return sum;
  }

  Value length(Value v) { return function(GLSLstd450Sqrt, dot(v, v)); }

  Value normalize(Value v) { return scale(v, function(GLSLstd450InverseSqrt, dot(v, v))); }

  Value mix(Value x, Value y, Value a) {
    const uint32_t n = num_components(a.type);
    std::vector<bool> is_weighted(n);
    uint32_t num_weighted = 0;
    for (uint32_t i = 0; i < n; ++i) {
      const auto from = constant_component(x, i), to = constant_component(y, i);
      const auto is_one = [](std::optional<float> c) { return c && std::abs(*c) == 1.0f; };
      is_weighted[i] = constant_component(a, i) || (to && *to == 0.0f) ||
                       (!(from && to) && (is_one(from) || is_one(to)));
      num_weighted += is_weighted[i];
    }
    if (num_weighted == n) return mix_weighted(x, y, a);
    const Value way = arithmetic(spv::OpFMul, a, arithmetic(spv::OpFSub, y, x));
    const Value walked = arithmetic(spv::OpFAdd, x, way);
    if (num_weighted == 0) return walked;
    const Value weighted = mix_weighted(x, y, a);
    std::vector<uint32_t> words = {walked.id, weighted.id};
    for (uint32_t i = 0; i < n; ++i) words.push_back(is_weighted[i] ? n + i : i);
    return insert(spv::OpVectorShuffle, a.type, words);
  }

  Value mix_weighted(Value x, Value y, Value a) {
    const Value rest = arithmetic(spv::OpFSub, constant(a.type, 1.0f), a);
    return arithmetic(spv::OpFAdd, arithmetic(spv::OpFMul, x, rest), arithmetic(spv::OpFMul, y, a));
  }

  // sign(x) * (pi/2 - sqrt(1 - |x|) * polynomial(|x|)); Abramowitz and Stegun, 4.4.45, with
  // coefficients fitted for the four-term form.
  Value asin(Value x) {
    constexpr float kHalfPi = 1.57079637f, kQuarterPi = 0.785398185f;
    const auto c = [&](float value) { return constant(x.type, value); };
    const Value size = function(GLSLstd450FAbs, x);
    Value sum = c(-0.03102955f);
    for (const float coefficient : {0.086566724f, kQuarterPi - 1.0f, kHalfPi})
      sum = arithmetic(spv::OpFAdd, c(coefficient), arithmetic(spv::OpFMul, size, sum));
    const Value root = function(GLSLstd450Sqrt, arithmetic(spv::OpFSub, c(1.0f), size));
    const Value angle = arithmetic(spv::OpFSub, c(kHalfPi), arithmetic(spv::OpFMul, root, sum));
    return arithmetic(spv::OpFMul, function(GLSLstd450FSign, x), angle);
  }

  Value reflect(Value incident, Value normal) {
    const Value along = dot(normal, incident);
    const Value twice = arithmetic(spv::OpFMul, constant(along.type, 2.0f), along);
    return arithmetic(spv::OpFSub, incident, scale(normal, twice));
  }

  Value refract(Value incident, Value normal, Value eta) {
    const Value along = dot(normal, incident);
    const Value one = constant(along.type, 1.0f), zero = constant(along.type, 0.0f);
    const auto mul = [&](Value a, Value b) { return arithmetic(spv::OpFMul, a, b); };
    const Value rest = arithmetic(spv::OpFSub, one, mul(along, along));
    const Value k = arithmetic(spv::OpFSub, one, mul(eta, mul(eta, rest)));
    const Value bend = arithmetic(spv::OpFAdd, mul(eta, along), function(GLSLstd450Sqrt, k));
    const Value bent = arithmetic(spv::OpFSub, scale(incident, eta), scale(normal, bend));
    return choose(spv::OpFOrdLessThan, k, zero, constant(incident.type, 0.0f), bent);
  }

  Value face_forward(Value normal, Value incident, Value reference) {
    const Value along = dot(reference, incident);
    const Value back{rewrite_.insert_value(at_, spv::OpFNegate, normal.type, {normal.id}),
                     normal.type};
    return choose(spv::OpFOrdLessThan, along, constant(along.type, 0.0f), normal, back);
  }

  Value vector_times_matrix(Value v, Value m) {
    const uint32_t type = module_.instructions()[at_].type;
    std::vector<uint32_t> components;
    for (uint32_t i = 0; i < num_components(type); ++i)
      components.push_back(dot(v, column(m, i)).id);
    return compose(type, components);
  }

  Value matrix_times_vector(Value m, Value v) {
    const uint32_t scalar = component_type(v.type);
    Value sum = scale(column(m, 0), extract(v, scalar, 0));
    for (uint32_t i = 1; i < num_components(v.type); ++i)
      sum = arithmetic(spv::OpFAdd, sum, scale(column(m, i), extract(v, scalar, i)));
    return sum;
  }

  Value matrix_times_matrix(Value a, Value b) {
    const uint32_t type = module_.instructions()[at_].type;
    std::vector<uint32_t> columns;
    for (uint32_t i = 0; i < num_components(b.type); ++i)
      columns.push_back(matrix_times_vector(a, column(b, i)).id);
    return compose(type, columns);
  }

  // --- what the formulas above are written with ---

  uint32_t num_components(uint32_t type) const {
    const Instruction& shape = module_.definition(type);
    return shape.op == spv::OpTypeFloat ? 1 : shape.operand(3);
  }
  /// Of a vector its components, of a matrix its columns.
  uint32_t component_type(uint32_t type) const {
    const Instruction& shape = module_.definition(type);
    return shape.op == spv::OpTypeFloat ? type : shape.operand(2);
  }
  /// The value of a float or of a vector's component when it is a constant.
  std::optional<float> constant_component(Value v, uint32_t index) const {
    const Instruction* definition = &module_.definition(v.id);
    if (definition->op == spv::OpConstantComposite)
      definition = &module_.definition(definition->operand(3 + index));
    if (definition->op != spv::OpConstant) return std::nullopt;
    return std::bit_cast<float>(definition->operand(3));
  }
  bool is_vector(Value v) const { return module_.definition(v.type).op == spv::OpTypeVector; }
  bool is_float32(uint32_t type) const {
    const Instruction* shape = &module_.definition(type);
    while (shape->op == spv::OpTypeMatrix || shape->op == spv::OpTypeVector)
      shape = &module_.definition(shape->operand(2));
    return shape->op == spv::OpTypeFloat && shape->operand(2) == 32;
  }
  Value operand(size_t i) const {
    const uint32_t id = module_.instructions()[at_].operand(i);
    return {id, module_.definition(id).type};
  }
  Value constant(uint32_t type, float value) {
    return {rewrite_.float_constant(type, value), type};
  }
  /// Of a constant its part itself: drivers take out a factor that two products have in common.
  Value extract(Value composite, uint32_t type, uint32_t index) {
    const Instruction& definition = module_.definition(composite.id);
    if (definition.op == spv::OpConstantComposite) return {definition.operand(3 + index), type};
    return {rewrite_.insert_value(at_, spv::OpCompositeExtract, type, {composite.id, index}), type};
  }
  Value column(Value matrix, uint32_t index) {
    return extract(matrix, component_type(matrix.type), index);
  }
  Value compose(uint32_t type, const std::vector<uint32_t>& parts) {
    return insert(spv::OpCompositeConstruct, type, parts);
  }
  Value insert(spv::Op op, uint32_t type, const std::vector<uint32_t>& operands) {
    const uint32_t id = rewrite_.new_id();
    std::vector<uint32_t> words = encode(op, {type, id});
    append(words, operands);
    rewrite_.insert_before(at_, words);
    return {id, type};
  }
  Value arithmetic(spv::Op op, Value a, Value b) {
    return {rewrite_.insert_value(at_, op, a.type, {a.id, b.id}), a.type};
  }
  Value scale(Value vector, Value factor) {
    return {
        rewrite_.insert_value(at_, spv::OpVectorTimesScalar, vector.type, {vector.id, factor.id}),
        vector.type};
  }
  Value function(uint32_t number, Value x) {
    return {rewrite_.insert_value(at_, spv::OpExtInst, x.type, {set_, number, x.id}), x.type};
  }
  Value choose(spv::Op comparison, Value a, Value b, Value when_true, Value when_false) {
    const uint32_t condition =
        rewrite_.insert_value(at_, comparison, rewrite_.bool_type_like(a.type), {a.id, b.id});
    return {rewrite_.insert_value(at_, spv::OpSelect, when_true.type,
                                  {condition, when_true.id, when_false.id}),
            when_true.type};
  }
  /// Others refer to the old result's id: it becomes a copy, which costs nothing.
  void finish_as(Value value) {
    const Instruction& old = module_.instructions()[at_];
    rewrite_.replace(at_, encode(spv::OpCopyObject, {old.type, old.result, value.id}));
  }

  const ParsedModule& module_;
  Rewrite rewrite_;
  size_t at_ = 0;     // the instruction being rewritten
  uint32_t set_ = 0;  // id of the extended instruction set
};

}  // namespace

std::vector<uint32_t> make_arithmetic_exact(const ParsedModule& module) {
  return ArithmeticRewriter(module).run();
}

}  // namespace progpretrain::spirv
