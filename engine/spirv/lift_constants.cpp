#include "engine/spirv/lift_constants.h"

#include <spirv/unified1/GLSL.std.450.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <functional>
#include <map>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>

#include "engine/base/check.h"
#include "engine/spirv/loop_control.h"
#include "engine/spirv/rewrite.h"

namespace progpretrain::spirv {
namespace {

// One operand of one instruction that is, or is composed of, literals.
struct Use {
  size_t instruction = 0, word = 0;
  size_t anchor = 0;  // the compiled instruction that it belongs to
};

// The same constant in one of the author's operations is one literal, in however many places our
// passes have written it.
struct Literal {
  size_t anchor = 0;
  uint32_t scalar = 0;      // the constant
  bool is_divisor = false;  // it is read as its reciprocal
  auto operator<=>(const Literal&) const = default;
};

class Finder {
 public:
  explicit Finder(const LiftSource& source)
      : source_(source),
        module_(source.module),
        controlling_(controlling_instructions(source.module)),
        prelude_(source.glsl.substr(0, source.glsl.find("\n#line 1 "))) {
    for (size_t i = 0; i < module_.first_function(); ++i)
      if (module_.instructions()[i].op == spv::OpEntryPoint)
        entry_ = module_.instructions()[i].operand(2);
    for (const Function& function : module_.functions()) {
      const std::string_view name = module_.name(function.id);
      if (function.id == entry_ || !is_ours(name.substr(0, name.find('(')), "(")) search(function);
    }
  }

  const std::vector<Use>& uses() const { return uses_; }
  const std::vector<Literal>& literals() const { return literals_; }

  // What the literal is in the text, or one divided by it.
  float value_of(const Literal& literal) const {
    uint32_t bits = 0;
    module_.constant_value(literal.scalar, &bits);
    const auto value = std::bit_cast<float>(bits);
    return literal.is_divisor ? 1.0f / value : value;
  }

  // The scalars of a constant that a use may lift: itself, or its components, but not the elements
  // of arrays.
  std::vector<uint32_t> scalars(uint32_t constant) const {
    std::vector<uint32_t> out;
    collect(constant, out);
    return out;
  }

  bool is_divisor(const Use& use) const {
    return (use.word == 4 && module_.instructions()[use.instruction].op == spv::OpFDiv) ||
           division_of(use.instruction) != kNone;
  }

  // The division whose divisor is the component that instruction `extract` takes of a constant
  // vector (split_vector_arithmetic() writes such), or kNone.
  size_t division_of(size_t extract) const {
    const auto found = divisions_.find(extract);
    return found == divisions_.end() ? kNone : found->second;
  }

  std::optional<uint32_t> number_of(const Use& use, uint32_t scalar) const {
    const auto found = numbers_.find({use.anchor, scalar, is_divisor(use)});
    return found == numbers_.end() ? std::nullopt : std::optional(found->second);
  }

 private:
  bool is_ours(std::string_view name, std::string_view what_follows) const {
    if (name.starts_with("pp_") && name != "pp_author_main") return true;
    return prelude_.find(" " + std::string(name) + std::string(what_follows)) != prelude_.npos;
  }

  void search(const Function& function) {
    size_t anchor = function.end;
    std::vector<size_t> anchors(function.end - function.begin);
    for (size_t i = function.end; i-- > function.begin;) {
      const Instruction& instruction = module_.instructions()[i];
      if (instruction.result == 0 || instruction.result < source_.num_author_ids) anchor = i;
      anchors[i - function.begin] = anchor;
    }
    find_divisions(function);
    const std::vector<bool> is_live = find_live(function);
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& instruction = module_.instructions()[i];
      if (!is_live[i - function.begin] || controlling_.contains(i) ||
          (function.id == entry_ && !initialises_global(instruction)))
        continue;
      const auto [first, last] = literal_operands(instruction);
      for (size_t w = first; w < last; ++w) add({i, w, anchors[i - function.begin]});
    }
  }

  // Instructions that something depends on: taking vectors apart leaves their construction behind.
  std::vector<bool> find_live(const Function& function) const {
    std::vector<bool> is_live(function.end - function.begin, false);
    std::unordered_set<uint32_t> used;
    for (size_t i = function.end; i-- > function.begin;) {
      const Instruction& instruction = module_.instructions()[i];
      const bool is_dead = literal_operands(instruction).second > 0 && instruction.result != 0 &&
                           !used.contains(instruction.result);
      if (is_dead) continue;
      is_live[i - function.begin] = true;
      used.insert(instruction.words.begin() + 1, instruction.words.end());
    }
    return is_live;
  }

  void find_divisions(const Function& function) {
    std::map<uint32_t, int> num_uses;
    for (size_t i = function.begin; i < function.end; ++i)
      for (size_t w = 3; w < module_.instructions()[i].words.size(); ++w)
        ++num_uses[module_.instructions()[i].words[w]];
    for (size_t i = function.begin; i < function.end; ++i) {
      const Instruction& division = module_.instructions()[i];
      const uint32_t divisor = division.operand(4);
      if (division.op != spv::OpFDiv || module_.definition(divisor).op != spv::OpCompositeExtract)
        continue;
      const bool is_ours = divisor >= source_.num_author_ids && num_uses[divisor] == 1;
      if (is_ours) divisions_[module_.definition_index(divisor)] = i;
    }
  }

  // The entry point is ours, but the author's globals get their values in it.
  bool initialises_global(const Instruction& instruction) const {
    return instruction.op == spv::OpStore &&
           module_.definition(instruction.operand(1)).operand(3) == spv::StorageClassPrivate &&
           !is_ours(module_.name(instruction.operand(1)), " =") &&
           !is_ours(module_.name(instruction.operand(1)), "[");
  }

  // Words [first, last) that may be literals to lift.
  std::pair<size_t, size_t> literal_operands(const Instruction& instruction) const {
    const size_t n = instruction.words.size();
    switch (instruction.op) {
      case spv::OpFAdd:
      case spv::OpFSub:
      case spv::OpFMul:
      case spv::OpFDiv:
      case spv::OpFRem:
      case spv::OpFMod:
      case spv::OpVectorTimesScalar:
      case spv::OpMatrixTimesScalar:
      case spv::OpFOrdEqual:
      case spv::OpFOrdNotEqual:
      case spv::OpFUnordNotEqual:
      case spv::OpFOrdLessThan:
      case spv::OpFOrdGreaterThan:
      case spv::OpFOrdLessThanEqual:
      case spv::OpFOrdGreaterThanEqual:
        return {3, n};
      case spv::OpSelect:
        return {4, n};
      case spv::OpCompositeExtract:
        return {3, n == 5 ? 4 : 3};
      case spv::OpCompositeInsert:
        return {3, 4};
      case spv::OpCompositeConstruct:
        return {3, module_.definition(instruction.type).op == spv::OpTypeArray ? 3 : n};
      case spv::OpExtInst:
        return {5, instruction.operand(4) == GLSLstd450Pow ? 6 : n};
      case spv::OpStore:
        return {2, is_zero(instruction.operand(2)) ? 2 : 3};
      case spv::OpReturnValue:
        return {1, 2};
      default:
        return {0, 0};
    }
  }

  bool is_zero(uint32_t constant) const {
    if (module_.definition(constant).op == spv::OpConstantNull) return true;
    const auto parts = scalars(constant);
    return !parts.empty() && std::all_of(parts.begin(), parts.end(), [&](uint32_t id) {
      uint32_t bits = 0;
      return module_.constant_value(id, &bits) && std::bit_cast<float>(bits) == 0.0f;
    });
  }

  void collect(uint32_t constant, std::vector<uint32_t>& out) const {
    const Instruction& definition = module_.definition(constant);
    const Instruction& type = module_.definition(definition.type);
    if (definition.op == spv::OpConstant && type.op == spv::OpTypeFloat && type.operand(2) == 32) {
      out.push_back(constant);
    } else if (definition.op == spv::OpConstantComposite && type.op != spv::OpTypeArray) {
      for (size_t w = 3; w < definition.words.size(); ++w) collect(definition.words[w], out);
    }
  }

  void add(const Use& use) {
    const Instruction& instruction = module_.instructions()[use.instruction];
    const uint32_t constant = instruction.operand(use.word);
    if (constant >= source_.num_author_ids) return;
    std::vector<uint32_t> its = scalars(constant);
    if (instruction.op == spv::OpCompositeExtract && !its.empty()) {
      const uint32_t part = module_.definition(constant).operand(3 + instruction.operand(4));
      its = scalars(part);
      if (its.size() != 1 || its[0] != part) its.clear();
    }
    // All components of a divisor become factors, or none.
    if (is_divisor(use) && !std::all_of(its.begin(), its.end(), [&](uint32_t scalar) {
          return std::isfinite(value_of({use.anchor, scalar, true}));
        }))
      return;
    bool is_used = false;
    for (const uint32_t scalar : its) {
      const Literal literal{use.anchor, scalar, is_divisor(use)};
      if (!std::isfinite(value_of(literal))) continue;
      is_used = true;
      if (numbers_.emplace(literal, static_cast<uint32_t>(literals_.size())).second)
        literals_.push_back(literal);
    }
    if (is_used) uses_.push_back(use);
  }

  const LiftSource& source_;
  const ParsedModule& module_;
  const std::unordered_set<size_t> controlling_;
  const std::string_view prelude_;
  uint32_t entry_ = 0;
  std::vector<Use> uses_;
  std::vector<Literal> literals_;
  std::map<Literal, uint32_t> numbers_;
  std::map<size_t, size_t> divisions_;  // extraction of a divisor -> division
};

class Lifter {
 public:
  Lifter(const LiftSource& source, std::span<const LiftedLiteral> lifted)
      : module_(source.module), finder_(source), rewrite_(source.module) {
    for (const LiftedLiteral& l : lifted) {
      PP_CHECK(l.literal < finder_.literals().size(), "literal ", l.literal, " of ",
               finder_.literals().size());
      numbers_.emplace(l.literal, l.number);
    }
    for (uint32_t i = 0; i < kMaxLifted / 4; ++i)
      variables_.push_back(module_.find_name("pp_constants_" + std::to_string(i)));
    PP_CHECK(std::find(variables_.begin(), variables_.end(), 0u) == variables_.end(),
             "the module has no vector of constants");
    const Instruction& pointer = module_.definition(module_.definition(variables_[0]).type);
    vector_type_ = pointer.operand(3);
    float_type_ = module_.definition(vector_type_).operand(2);
  }

  // What stands for a literal before instruction `at`: given the literal's number and its constant
  // (of a divisor: its reciprocal).
  using Value = std::function<uint32_t(size_t at, uint32_t number, uint32_t constant)>;

  std::vector<uint32_t> run(const Value& value) {
    std::map<size_t, std::vector<Use>> by_instruction;
    for (const Use& use : finder_.uses()) by_instruction[use.instruction].push_back(use);
    std::set<size_t> multiplications;  // by the reciprocals of lifted divisors
    for (const auto& [at, uses] : by_instruction) {
      std::vector<uint32_t> words(module_.instructions()[at].words.begin(),
                                  module_.instructions()[at].words.end());
      bool is_changed = false;
      for (const Use& use : uses) {
        if (module_.instructions()[at].op == spv::OpCompositeExtract) {
          const uint32_t part = module_.definition(words[3]).operand(3 + words[4]);
          if (!is_lifted(part, use)) continue;
          const uint32_t id = rebuilt(part, use, value);
          words = encode(spv::OpCopyObject, {words[1], words[2], id});
          is_changed = true;
          if (finder_.is_divisor(use)) multiplications.insert(finder_.division_of(at));
          continue;
        }
        const uint32_t constant = words[use.word];
        if (!is_lifted(constant, use)) continue;
        const uint32_t id = rebuilt(constant, use, value);
        is_changed |= id != constant;
        words[use.word] = id;
        if (finder_.is_divisor(use)) multiplications.insert(at);
      }
      if (multiplications.erase(at) > 0) words[0] = as_multiplication(words[0]);
      if (is_changed || words[0] != module_.instructions()[at].words[0])
        rewrite_.replace(at, std::move(words));
    }
    for (const size_t at : multiplications) {
      const auto& division = module_.instructions()[at].words;
      std::vector<uint32_t> words(division.begin(), division.end());
      words[0] = as_multiplication(words[0]);
      rewrite_.replace(at, std::move(words));
    }
    return rewrite_.finish();
  }

  uint32_t component(size_t at, uint32_t number) {
    const uint32_t vector =
        rewrite_.insert_value(at, spv::OpLoad, vector_type_, {variables_.at(number / 4)});
    return rewrite_.insert_value(at, spv::OpCompositeExtract, float_type_, {vector, number % 4});
  }

  Rewrite& rewrite() { return rewrite_; }
  uint32_t float_type() const { return float_type_; }

 private:
  static uint32_t as_multiplication(uint32_t first_word) {
    return (first_word & ~uint32_t{spv::OpCodeMask}) | uint32_t{spv::OpFMul};
  }

  bool is_lifted(uint32_t constant, const Use& use) const {
    const auto scalars = finder_.scalars(constant);
    return std::any_of(scalars.begin(), scalars.end(), [&](uint32_t scalar) {
      const auto literal = finder_.number_of(use, scalar);
      return literal && numbers_.contains(*literal);
    });
  }

  // The constant with its lifted scalars replaced, or itself when it has none.
  uint32_t rebuilt(uint32_t constant, const Use& use, const Value& value) {
    const Instruction& definition = module_.definition(constant);
    if (definition.op == spv::OpConstant) {
      const auto literal = finder_.number_of(use, constant);
      const auto number = literal ? numbers_.find(*literal) : numbers_.end();
      if (!finder_.is_divisor(use))
        return number == numbers_.end() ? constant
                                        : value(use.instruction, number->second, constant);
      const uint32_t factor =
          rewrite_.float_constant(float_type_, finder_.value_of(finder_.literals()[*literal]));
      return number == numbers_.end() ? factor : value(use.instruction, number->second, factor);
    }
    if (definition.op != spv::OpConstantComposite ||
        module_.definition(definition.type).op == spv::OpTypeArray)
      return constant;
    std::map<uint32_t, uint32_t> parts;
    bool is_changed = false;
    for (size_t w = 3; w < definition.words.size(); ++w) {
      const uint32_t part = definition.words[w];
      if (!parts.contains(part)) parts[part] = rebuilt(part, use, value);
      is_changed |= parts[part] != part;
    }
    if (!is_changed) return constant;
    const uint32_t id = rewrite_.new_id();
    std::vector<uint32_t> words = encode(spv::OpCompositeConstruct, {definition.type, id});
    for (size_t w = 3; w < definition.words.size(); ++w)
      words.push_back(parts[definition.words[w]]);
    words[0] += static_cast<uint32_t>(definition.words.size() - 3) << spv::WordCountShift;
    rewrite_.insert_before(use.instruction, words);
    return id;
  }

  const ParsedModule& module_;
  Finder finder_;
  Rewrite rewrite_;
  std::map<uint32_t, uint32_t> numbers_;  // literal -> number
  std::vector<uint32_t> variables_;
  uint32_t vector_type_ = 0, float_type_ = 0;
};

}  // namespace

std::vector<float> find_literals(const LiftSource& source) {
  std::vector<float> values;
  const Finder finder(source);
  for (const Literal& literal : finder.literals()) values.push_back(finder.value_of(literal));
  return values;
}

std::vector<uint32_t> lift_literals(const LiftSource& source,
                                    std::span<const LiftedLiteral> lifted) {
  for (const LiftedLiteral& l : lifted) PP_CHECK(l.number < kMaxLifted, "number ", l.number);
  Lifter lifter(source, lifted);
  return lifter.run(
      [&](size_t at, uint32_t number, uint32_t) { return lifter.component(at, number); });
}

std::vector<uint32_t> probe_literals(const LiftSource& source,
                                     std::span<const LiftedLiteral> probed) {
  Lifter lifter(source, probed);
  return lifter.run([&](size_t at, uint32_t number, uint32_t constant) {
    Rewrite& rewrite = lifter.rewrite();
    const uint32_t bool_type = rewrite.bool_type_like(lifter.float_type());
    const uint32_t is_meant = rewrite.insert_value(
        at, spv::OpFOrdEqual, bool_type,
        {lifter.component(at, 0),
         rewrite.float_constant(lifter.float_type(), static_cast<float>(number))});
    return rewrite.insert_value(at, spv::OpSelect, lifter.float_type(),
                                {is_meant, lifter.component(at, 1), constant});
  });
}

}  // namespace progpretrain::spirv
