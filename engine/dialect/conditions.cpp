#include "engine/dialect/conditions.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>
#include <vector>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

/// Macros by name; the value of one that is no number, nor an expression of numbers, is 0.
using Macros = std::unordered_map<std::string, long>;

/// || && == != < > <= >= + - ! defined and brackets over whole numbers.
class Condition {
 public:
  Condition(const Tokens& tokens, const Macros& macros) : tokens_(tokens), macros_(macros) {}

  long value() { return binary(0); }

 private:
  static constexpr int kMaxDepth = 64;

  static int rank(const Token& t) {
    if (t.is("||")) return 1;
    if (t.is("&&")) return 2;
    if (t.is("==") || t.is("!=")) return 3;
    if (t.is("<") || t.is(">") || t.is("<=") || t.is(">=")) return 4;
    return t.is("+") || t.is("-") ? 5 : 0;
  }

  static long apply(const Token& op, long a, long b) {
    if (op.is("||")) return a != 0 || b != 0;
    if (op.is("&&")) return a != 0 && b != 0;
    if (op.is("==")) return a == b;
    if (op.is("!=")) return a != b;
    if (op.is("<")) return a < b;
    if (op.is(">")) return a > b;
    if (op.is("<=")) return a <= b;
    if (op.is(">=")) return a >= b;
    const auto wrap = [](long v) { return static_cast<unsigned long>(v); };
    return static_cast<long>(op.is("+") ? wrap(a) + wrap(b) : wrap(a) - wrap(b));
  }

  long binary(int above) {
    long value = unary();
    while (at_ < tokens_.size() && rank(tokens_[at_]) > above) {
      const Token& op = tokens_[at_++];
      value = apply(op, value, binary(rank(op)));
    }
    return value;
  }

  long unary() {
    if (at_ >= tokens_.size() || ++depth_ > kMaxDepth) return 0;
    const Token& t = tokens_[at_++];
    long value = 0;
    if (t.is("!")) {
      value = unary() == 0;
    } else if (t.is("-")) {
      value = apply(t, 0, unary());
    } else if (t.is("(")) {
      value = binary(0);
      if (at_ < tokens_.size() && tokens_[at_].is(")")) ++at_;
    } else if (t.is("defined")) {
      const bool bracket = at_ < tokens_.size() && tokens_[at_].is("(");
      if (bracket) ++at_;
      if (at_ < tokens_.size()) value = macros_.contains(tokens_[at_++].text);
      if (bracket && at_ < tokens_.size()) ++at_;
    } else if (t.kind == Token::Kind::number) {
      value = std::strtol(t.text.c_str(), nullptr, 0);
    } else if (const auto found = macros_.find(t.text); found != macros_.end()) {
      value = found->second;
    }
    --depth_;
    return value;
  }

  const Tokens& tokens_;
  const Macros& macros_;
  size_t at_ = 0;
  int depth_ = 0;
};

struct Branch {
  bool outer = true;   ///< what stands around it is active
  bool active = true;  ///< this branch is
  bool taken = false;  ///< this branch or one before it was
};

class Reader {
 public:
  /// Whether the line is a condition; keeps track of what is active.
  bool take(std::string_view line) {
    const size_t hash = line.find_first_not_of(" \t");
    if (hash == line.npos || line[hash] != '#') return false;
    const Tokens tokens = tokenise(line.substr(hash + 1, kMaxLine));
    if (tokens.empty()) return false;
    const Token& name = tokens[0];
    const Tokens rest(tokens.begin() + 1, tokens.end());
    if (name.is("if")) return open(is_active() && Condition(rest, macros_).value() != 0);
    if (name.is("ifdef")) return open(!rest.empty() && macros_.contains(rest[0].text));
    if (name.is("ifndef")) return open(!rest.empty() && !macros_.contains(rest[0].text));
    if (name.is("elif")) return next(!branches_.empty() && Condition(rest, macros_).value() != 0);
    if (name.is("else")) return next(true);
    if (name.is("endif")) {
      if (!branches_.empty()) branches_.pop_back();
      return true;
    }
    if (is_active()) define(name, rest);
    return false;
  }

  bool is_active() const { return branches_.empty() || branches_.back().active; }

 private:
  static constexpr size_t kMaxLine = 2000;

  bool open(bool holds) {
    const bool outer = is_active();
    branches_.push_back({outer, outer && holds, holds});
    return true;
  }

  bool next(bool holds) {
    if (branches_.empty()) return true;
    Branch& b = branches_.back();
    b.active = b.outer && !b.taken && holds;
    b.taken |= holds;
    return true;
  }

  void define(const Token& directive, const Tokens& rest) {
    if (rest.empty()) return;
    if (directive.is("undef")) macros_.erase(rest[0].text);
    if (!directive.is("define")) return;
    const Tokens body(rest.begin() + 1, rest.end());
    macros_[rest[0].text] = Condition(body, macros_).value();
  }

  Macros macros_ = {{"GL_ES", 1}, {"__VERSION__", 300}, {"GL_FRAGMENT_PRECISION_HIGH", 1}};
  std::vector<Branch> branches_;
};

}  // namespace

std::string active_text(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  Reader reader;
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    if (!reader.take(line) && reader.is_active()) out += line;
    out += '\n';
    start = end + 1;
  }
  return out;
}

}  // namespace progpretrain::dialect
