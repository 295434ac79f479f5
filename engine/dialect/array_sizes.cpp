#include "engine/dialect/array_sizes.h"

#include <array>
#include <charconv>
#include <string_view>

#include "engine/dialect/outline.h"
#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

constexpr int64_t kMany = int64_t{1} << 40;  // beyond it no value is told: nothing overflows
constexpr int kMaxDepth = 32;

std::optional<int64_t> literal(std::string_view text) {
  while (text.ends_with('u') || text.ends_with('U')) text.remove_suffix(1);
  int base = 10;
  if (text.starts_with("0x") || text.starts_with("0X")) {
    base = 16;
    text.remove_prefix(2);
  } else if (text.size() > 1 && text[0] == '0') {
    base = 8;
  }
  int64_t value = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value, base);
  if (error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

/// Binary operators by how tightly they bind.
int precedence(const Token& t) {
  static constexpr std::array<std::string_view, 9> kOperators = {"|", "^", "&", "<<", ">>",
                                                                 "+", "-", "*", "/"};
  static constexpr std::array<int, 9> kLevels = {1, 2, 3, 4, 4, 5, 5, 6, 6};
  for (size_t i = 0; i < kOperators.size(); ++i)
    if (t.is(kOperators[i])) return kLevels[i];
  return t.is("%") ? 6 : 0;
}

std::optional<int64_t> apply(const Token& op, int64_t a, int64_t b) {
  if (op.is("|")) return a | b;
  if (op.is("^")) return a ^ b;
  if (op.is("&")) return a & b;
  if (op.is("+")) return a + b;
  if (op.is("-")) return a - b;
  if (op.is("<<") || op.is(">>")) {
    if (a < 0 || b < 0 || b > 31 || a >= (int64_t{1} << 31)) return std::nullopt;
    return op.is("<<") ? a << b : a >> b;
  }
  if (op.is("*")) {
    int64_t product = 0;
    return __builtin_mul_overflow(a, b, &product) ? std::nullopt : std::optional(product);
  }
  if (b == 0) return std::nullopt;
  return op.is("/") ? a / b : a % b;
}

class Evaluator {
 public:
  Evaluator(const Tokens& tokens, size_t first, size_t last, const IntegerConstants& constants)
      : tokens_(tokens), at_(first), last_(last), constants_(constants) {}

  std::optional<int64_t> run() {
    const auto value = sum(1, 0);
    return at_ == last_ ? value : std::nullopt;
  }

 private:
  bool is(std::string_view text) const { return at_ < last_ && tokens_[at_].is(text); }

  std::optional<int64_t> sum(int level, int depth) {
    auto left = operand(depth);
    while (left && at_ < last_) {
      const Token& op = tokens_[at_];
      const int its = precedence(op);
      if (its < level) break;
      ++at_;
      const auto right = sum(its + 1, depth + 1);
      if (!right) return std::nullopt;
      left = apply(op, *left, *right);
      if (left && (*left > kMany || *left < -kMany)) return std::nullopt;
    }
    return left;
  }

  std::optional<int64_t> operand(int depth) {
    if (at_ >= last_ || depth > kMaxDepth) return std::nullopt;
    if (is("-") || is("+")) {
      const bool negative = is("-");
      ++at_;
      const auto value = operand(depth + 1);
      return value ? std::optional(negative ? -*value : *value) : std::nullopt;
    }
    if ((is("int") || is("uint")) && at_ + 1 < last_ && tokens_[at_ + 1].is("(")) ++at_;
    if (is("(")) {
      ++at_;
      const auto value = sum(1, depth + 1);
      if (!is(")")) return std::nullopt;
      ++at_;
      return value;
    }
    const Token& t = tokens_[at_++];
    if (t.kind == Token::Kind::number) return literal(t.text);
    const auto known = t.is_identifier() ? constants_.find(t.text) : constants_.end();
    return known == constants_.end() ? std::nullopt : std::optional(known->second);
  }

  const Tokens& tokens_;
  size_t at_, last_;
  const IntegerConstants& constants_;
};

}  // namespace

IntegerConstants integer_constants(const Tokens& tokens) {
  IntegerConstants constants;
  NameSet ambiguous;
  for (size_t i = 0; i + 3 < tokens.size(); ++i) {
    if (!tokens[i].is("const") || !(tokens[i + 1].is("int") || tokens[i + 1].is("uint"))) continue;
    const auto d = parse_declaration(tokens, i, tokens.size());
    if (!d) continue;
    for (size_t k = 0; k < d->declarators.size(); ++k) {
      const Declarator& declarator = d->declarators[k];
      const std::string& name = tokens[declarator.name].text;
      const size_t last = k + 1 < d->declarators.size() ? d->declarators[k + 1].name - 1 : d->end;
      const auto value = declarator.initialised
                             ? constant_integer(tokens, declarator.last + 2, last, constants)
                             : std::nullopt;
      const auto [known, is_new] = constants.emplace(name, value.value_or(0));
      if (!value || (!is_new && known->second != *value)) ambiguous.insert(name);
    }
  }
  for (const std::string& name : ambiguous) constants.erase(name);
  return constants;
}

std::optional<int64_t> constant_integer(const Tokens& tokens, size_t first, size_t last,
                                        const IntegerConstants& constants) {
  return Evaluator(tokens, first, last, constants).run();
}

std::optional<corpus::Refusal> find_huge_array(const Tokens& tokens) {
  const IntegerConstants constants = integer_constants(tokens);
  int64_t product = 1;
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (!tokens[i].is("[")) continue;
    const size_t after = after_matching(tokens, i, tokens.size());
    const auto value =
        after > i + 1 ? constant_integer(tokens, i + 1, after - 1, constants) : std::nullopt;
    const bool continues = i > 0 && tokens[i - 1].is("]");
    product = value && *value > 0 ? (continues ? product : 1) * *value : 1;
    if (product > kMaxArrayElements)
      return refuse_unsupported(tokens[i].line, "an array of " + std::to_string(product) +
                                                    " elements: at most " +
                                                    std::to_string(kMaxArrayElements));
  }
  return std::nullopt;
}

}  // namespace progpretrain::dialect
