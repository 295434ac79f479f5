#include "engine/dialect/token.h"

#include <array>
#include <cctype>

namespace progpretrain::dialect {
namespace {

bool is_name_start(char c) {
  return std::isalpha(static_cast<unsigned char>(c)) || c == '_';
}
bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_name_part(char c) {
  return is_name_start(c) || is_digit(c);
}

size_t punctuator_length(std::string_view rest) {
  static constexpr std::array<std::string_view, 21> kLong = {
      "<<=", ">>=", "++", "--", "<<", ">>", "<=", ">=", "==", "!=", "&&",
      "||",  "^^",  "+=", "-=", "*=", "/=", "%=", "&=", "|=", "^="};
  for (const std::string_view candidate : kLong) {
    if (rest.starts_with(candidate)) return candidate.size();
  }
  return 1;
}

/// Digits, letters, dots, and a sign after the exponent's e (never in hexadecimal).
size_t number_length(std::string_view rest) {
  const bool hexadecimal = rest.size() > 1 && rest[0] == '0' && (rest[1] == 'x' || rest[1] == 'X');
  size_t n = 0;
  while (n < rest.size()) {
    const char c = rest[n];
    const bool sign = !hexadecimal && n > 0 && (c == '+' || c == '-') &&
                      (rest[n - 1] == 'e' || rest[n - 1] == 'E');
    if (!is_name_part(c) && c != '.' && !sign) break;
    ++n;
  }
  return n;
}

}  // namespace

NameSet to_set(const std::vector<std::string_view>& names) {
  NameSet set;
  for (const std::string_view name : names) set.emplace(name);
  return set;
}

Tokens tokenise(std::string_view text) {
  Tokens tokens;
  int line = 1;
  size_t i = 0, space_start = 0;
  while (true) {
    while (i < text.size() && std::isspace(static_cast<unsigned char>(text[i]))) {
      line += text[i] == '\n';
      ++i;
    }
    if (i == text.size()) break;
    Token token;
    token.line = line;
    token.space = text.substr(space_start, i - space_start);
    const std::string_view rest = text.substr(i);
    size_t length = 0;
    if (is_name_start(rest[0])) {
      token.kind = Token::Kind::identifier;
      while (length < rest.size() && is_name_part(rest[length])) ++length;
    } else if (is_digit(rest[0]) || (rest.size() > 1 && rest[0] == '.' && is_digit(rest[1]))) {
      token.kind = Token::Kind::number;
      length = number_length(rest);
    } else {
      length = punctuator_length(rest);
    }
    token.text = rest.substr(0, length);
    tokens.push_back(std::move(token));
    i += length;
    space_start = i;
  }
  return tokens;
}

std::string to_text(const Tokens& tokens) {
  std::string out;
  for (const Token& token : tokens) {
    out += token.space;
    out += token.text.empty() ? " " : token.text;
    out += token.suffix;
  }
  out += '\n';
  return out;
}

void erase_tokens(Tokens& tokens, size_t first, size_t last) {
  for (size_t i = first; i < last; ++i) {
    tokens[i].text.clear();
    tokens[i].suffix.clear();
  }
}

}  // namespace progpretrain::dialect
