#pragma once
// A program as a list of tokens that can be edited in place and written back with every token on
// its line.
#include <string>
#include <string_view>
#include <unordered_set>
#include <vector>

namespace progpretrain::dialect {

struct Token {
  enum class Kind : char { identifier, number, punctuator };
  Kind kind = Kind::punctuator;
  int line = 0;        ///< in the author's text, from 1
  std::string space;   ///< blanks and line ends before the token
  std::string text;    ///< passes change it; empty = deleted
  std::string suffix;  ///< text inserted after the token

  bool is(std::string_view other) const { return text == other; }
  bool is_identifier() const { return kind == Kind::identifier; }
};
using Tokens = std::vector<Token>;
using NameSet = std::unordered_set<std::string>;

/// The names as a set that can be asked.
NameSet to_set(const std::vector<std::string_view>& names);

/// Splits a text without comments. Operators are matched as long as possible; unknown characters
/// are tokens of their own.
Tokens tokenise(std::string_view text);

/// The text again: same lines, edits applied. Deleted tokens leave a blank.
std::string to_text(const Tokens& tokens);

/// Empties the tokens [first, last).
void erase_tokens(Tokens& tokens, size_t first, size_t last);

}  // namespace progpretrain::dialect
