#include "engine/dialect/isf_size.h"

#include <array>
#include <charconv>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

struct Function {
  std::string_view name;
  int num_arguments;
};
constexpr std::array kFunctions = {Function{"floor", 1}, Function{"ceil", 1}, Function{"round", 1},
                                   Function{"abs", 1},   Function{"sqrt", 1}, Function{"exp", 1},
                                   Function{"log", 1},   Function{"sin", 1},  Function{"cos", 1},
                                   Function{"tan", 1},   Function{"min", 2},  Function{"max", 2},
                                   Function{"pow", 2},   Function{"mod", 2},  Function{"clamp", 3}};

constexpr int kMaxDepth = 32;
constexpr size_t kMaxTokens = 256;

using Expression = std::optional<std::string>;

class Parser {
 public:
  Parser(std::string_view text, const std::function<std::string(const std::string&)>& input)
      : tokens_(tokenise(text)), input_(input) {}

  Expression run() {
    if (tokens_.size() > kMaxTokens) return std::nullopt;
    Expression all = sum();
    return at_ == tokens_.size() ? all : std::nullopt;
  }

 private:
  bool take(std::string_view text) {
    if (at_ >= tokens_.size() || !tokens_[at_].is(text)) return false;
    ++at_;
    return true;
  }

  Expression sum() {
    if (++depth_ > kMaxDepth) return std::nullopt;
    Expression left = product();
    while (left) {
      const char* sign = take("+") ? " + " : take("-") ? " - " : nullptr;
      if (sign == nullptr) break;
      const Expression right = product();
      left = right ? Expression("(" + *left + sign + *right + ")") : std::nullopt;
    }
    --depth_;
    return left;
  }

  Expression product() {
    Expression left = factor();
    while (left) {
      const bool is_rest = take("%");
      const char* sign = is_rest ? ", " : take("*") ? " * " : take("/") ? " / " : nullptr;
      if (sign == nullptr) break;
      const Expression right = factor();
      left =
          right ? Expression((is_rest ? "mod(" : "(") + *left + sign + *right + ")") : std::nullopt;
    }
    return left;
  }

  Expression factor() {
    if (take("-")) {
      if (++depth_ > kMaxDepth) return std::nullopt;
      const Expression value = factor();
      --depth_;
      return value ? Expression("(-" + *value + ")") : std::nullopt;
    }
    if (take("(")) {
      const Expression inner = sum();
      return inner && take(")") ? inner : std::nullopt;
    }
    if (take("$")) return variable();
    if (at_ >= tokens_.size()) return std::nullopt;
    return tokens_[at_].kind == Token::Kind::number ? number() : call();
  }

  Expression variable() {
    if (at_ >= tokens_.size() || !tokens_[at_].is_identifier()) return std::nullopt;
    const std::string& name = tokens_[at_++].text;
    if (name == "WIDTH") return std::string(kCanvasWidth);
    if (name == "HEIGHT") return std::string(kCanvasHeight);
    const std::string value = input_(name);
    return value.empty() ? std::nullopt : Expression(value);
  }

  Expression number() {
    const std::string& text = tokens_[at_++].text;
    float value = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    const bool is_whole = end == text.data() + text.size() || *end == 'f';
    if (error != std::errc() || !is_whole) return std::nullopt;
    std::array<char, 48> buffer{};
    std::string out(buffer.data(),
                    std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr);
    return out.find_first_of(".e") == out.npos ? out + ".0" : out;
  }

  Expression call() {
    const std::string name = tokens_[at_++].text;
    for (const Function& function : kFunctions) {
      if (function.name != name || !take("(")) continue;
      std::string out = name + "(";
      for (int i = 0; i < function.num_arguments; ++i) {
        if (i > 0 && !take(",")) return std::nullopt;
        const Expression argument = sum();
        if (!argument) return std::nullopt;
        out += (i > 0 ? ", " : "") + *argument;
      }
      return take(")") ? Expression(out + ")") : std::nullopt;
    }
    return std::nullopt;
  }

  Tokens tokens_;
  const std::function<std::string(const std::string&)>& input_;
  size_t at_ = 0;
  int depth_ = 0;
};

}  // namespace

Expression isf_size_expression(std::string_view text,
                               const std::function<std::string(const std::string&)>& input) {
  return Parser(text, input).run();
}

}  // namespace progpretrain::dialect
