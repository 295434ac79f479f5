#pragma once
// Small readers of text that the rooms' files share.
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::synth {

inline bool is_letter(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}
inline bool is_digit(char c) {
  return c >= '0' && c <= '9';
}

/// Calls `visit(word, position)` for every identifier of `text` that is no member access and stands
/// in no comment.
template <class Visit>
void for_each_word(std::string_view text, const Visit& visit) {
  for (size_t i = 0; i < text.size();) {
    if (text.substr(i, 2) == "//") {
      i = std::min(text.find('\n', i), text.size());
    } else if (is_letter(text[i])) {
      size_t end = i;
      while (end < text.size() && (is_letter(text[end]) || is_digit(text[end]))) ++end;
      if (i == 0 || text[i - 1] != '.') visit(text.substr(i, end - i), i);
      i = end;
    } else if (is_digit(text[i])) {
      while (i < text.size() && (is_letter(text[i]) || is_digit(text[i]) || text[i] == '.')) ++i;
    } else {
      ++i;
    }
  }
}

/// `text` with every word for which `rename(word)` gives another one replaced.
template <class Rename>
std::string renamed(std::string_view text, const Rename& rename) {
  std::string out;
  size_t done = 0;
  for_each_word(text, [&](std::string_view word, size_t at) {
    out += text.substr(done, at - done);
    out += rename(std::string(word));
    done = at + word.size();
  });
  return out += text.substr(done);
}

inline std::vector<std::string> lines_of(std::string_view text) {
  std::vector<std::string> lines;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    lines.emplace_back(text.substr(at, end - at));
    at = end + 1;
  }
  return lines;
}

inline std::vector<std::string> words_of(std::string_view text) {
  std::vector<std::string> words;
  for (size_t at = 0; (at = text.find_first_not_of(' ', at)) != text.npos;) {
    const size_t end = std::min(text.find(' ', at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = end;
  }
  return words;
}

/// "-0.60" -> -60. Digits behind the second are cut.
inline int hundredths(std::string_view number) {
  const bool negative = number.starts_with('-');
  if (negative) number.remove_prefix(1);
  const size_t dot = std::min(number.find('.'), number.size());
  int value = 0;
  for (size_t i = 0; i < dot; ++i) value = value * 10 + (number[i] - '0');
  for (size_t i = 1; i <= 2; ++i)
    value = value * 10 + (dot + i < number.size() ? number[dot + i] - '0' : 0);
  return negative ? -value : value;
}

/// -60 -> "-0.60": decimal digits of an integer, the same text on every machine.
inline std::string decimal(int value) {
  const int size = value < 0 ? -value : value;
  std::string text = (value < 0 ? "-" : "") + std::to_string(size / 100) + ".";
  if (size % 100 == 0) return text + "0";
  text += static_cast<char>('0' + size % 100 / 10);
  if (size % 10 != 0) text += static_cast<char>('0' + size % 10);
  return text;
}

}  // namespace progpretrain::synth
