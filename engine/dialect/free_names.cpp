#include "engine/dialect/free_names.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/dialect/outline.h"

namespace progpretrain::dialect {
namespace {

class Reader {
 public:
  explicit Reader(const Tokens& tokens) : tokens_(tokens), is_free_(tokens.size()) {}

  std::vector<bool> run() {
    for (size_t i = 0; i < tokens_.size(); ++i) {
      const bool new_line = i == 0 || tokens_[i - 1].line != tokens_[i].line;
      if (new_line) {
        in_directive_ = tokens_[i].is("#");
        macro_parameters_.clear();
      }
      if (in_directive_ && is(i, "define") && is(i - 1, "#")) i = read_macro_head(i + 1);
      if (i >= tokens_.size()) break;
      if (tokens_[i].is_identifier())
        read_name(i);
      else if (!in_directive_)
        read_punctuator(tokens_[i]);
    }
    return std::move(is_free_);
  }

 private:
  bool is(size_t i, std::string_view what) const {
    return i < tokens_.size() && tokens_[i].is(what);
  }

  /// NAME or NAME(a, b): the index of its last token.
  size_t read_macro_head(size_t name) {
    if (!is(name + 1, "(") || !tokens_[name + 1].space.empty()) return name;
    size_t i = name + 2;
    for (; i < tokens_.size() && tokens_[i].line == tokens_[name].line && !tokens_[i].is(")"); ++i)
      if (tokens_[i].is_identifier()) macro_parameters_.insert(tokens_[i].text);
    return i;
  }

  void read_punctuator(const Token& t) {
    if (t.is("(") || t.is("[")) ++depth_;
    if (t.is(")") || t.is("]")) --depth_;
    if (t.is("{")) {
      scopes_.push_back(std::exchange(pending_, {}));
      list_depth_ = kNoList;
    } else if (t.is("}")) {
      leave(scopes_.empty() ? std::vector<std::string>() : std::move(scopes_.back()));
      if (!scopes_.empty()) scopes_.pop_back();
      list_depth_ = kNoList;
    } else if (t.is(";")) {
      if (depth_ <= 0)
        leave(std::exchange(pending_, {}));  // a prototype's, a loop's without braces
      list_depth_ = kNoList;
    }
    if (depth_ < list_depth_) list_depth_ = kNoList;
  }

  /// TYPE name, or one more name after it.
  bool is_declaration(size_t i) const {
    static const NameSet kAfter = {",", ";", ")", "=", "["};
    if (i == 0 || i + 1 >= tokens_.size() || !kAfter.contains(tokens_[i + 1].text)) return false;
    const Token& before = tokens_[i - 1];
    if (before.is(",")) return depth_ == list_depth_;
    return before.is_identifier() && !is_statement_word(before);
  }

  void read_name(size_t i) {
    const std::string& name = tokens_[i].text;
    if (is(i - 1, ".") || macro_parameters_.contains(name)) return;
    if (!is_declaration(i)) {
      const auto found = num_declared_.find(name);
      if (found == num_declared_.end() || found->second == 0) is_free_[i] = true;
      return;
    }
    if (!in_directive_) list_depth_ = depth_;
    mark_own_value(i);
    ++num_declared_[name];
    if (depth_ > 0 && !in_directive_)
      pending_.push_back(name);
    else if (!scopes_.empty() && !in_directive_)
      scopes_.back().push_back(name);
  }

  /// In `float t = t * 2.0` the second t is not the first.
  void mark_own_value(size_t i) {
    if (!is(i + 1, "=") || num_declared_[tokens_[i].text] != 0) return;
    int depth = 0;
    const size_t last = std::min(tokens_.size(), i + kMaxValue);
    for (size_t k = i + 2; k < last && !tokens_[k].is(";"); ++k) {
      depth += tokens_[k].is("(") - tokens_[k].is(")");
      if (depth < 0 || (depth == 0 && tokens_[k].is(","))) break;
      if (tokens_[k].is(tokens_[i].text) && !tokens_[k - 1].is(".")) is_free_[k] = true;
    }
  }

  void leave(const std::vector<std::string>& names) {
    for (const std::string& name : names) --num_declared_[name];
  }

  static constexpr int kNoList = -1;
  static constexpr size_t kMaxValue = 1000;  ///< tokens of a value that are looked at

  const Tokens& tokens_;
  std::vector<bool> is_free_;
  std::unordered_map<std::string, int> num_declared_;  ///< in scopes that are open
  std::vector<std::vector<std::string>> scopes_;       ///< inside file scope
  std::vector<std::string> pending_;  ///< between parentheses: of the body that follows
  NameSet macro_parameters_;          ///< of the macro whose line this is
  bool in_directive_ = false;
  int depth_ = 0;             ///< of parentheses
  int list_depth_ = kNoList;  ///< where the list of the last declaration stands
};

}  // namespace

std::vector<bool> free_names(const Tokens& tokens) {
  return Reader(tokens).run();
}

}  // namespace progpretrain::dialect
