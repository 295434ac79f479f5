#include "engine/base/lenient_json.h"

#include <algorithm>
#include <cctype>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/json_builder.h"
#include "engine/base/utf8.h"

namespace progpretrain::base {
namespace {

bool is_word_character(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) != 0 || c == '.' || c == '+' || c == '-';
}

std::string strict_word(std::string word) {
  for (char& c : word) c = static_cast<char>(std::tolower(static_cast<unsigned char>(c)));
  if (word.starts_with('+')) word.erase(0, 1);
  const size_t sign = word.starts_with('-') ? 1 : 0;
  const std::string_view name = std::string_view(word).substr(sign);
  if (name == "nan" || name == "infinity" || name == "inf" || name == "none" || name == "undefined")
    return "null";
  if (name.starts_with('.')) word.insert(sign, "0");
  const auto is_digit = [&](size_t at) {
    return at < word.size() && std::isdigit(static_cast<unsigned char>(word[at])) != 0;
  };
  while (word.size() > sign + 1 && word[sign] == '0' && is_digit(sign + 1)) word.erase(sign, 1);
  if (word.ends_with('.')) word += '0';
  if (is_digit(sign) && word.ends_with('f') && !word.starts_with("0x")) word.pop_back();
  return word;
}

/// The code unit of the escape "\uXXXX" at `at`, -1 when there is none.
int code_unit(std::string_view text, size_t at) {
  if (text.substr(at, 2) != "\\u" || at + 6 > text.size()) return -1;
  int unit = 0;
  for (const char c : text.substr(at + 2, 4)) {
    if (std::isxdigit(static_cast<unsigned char>(c)) == 0) return -1;
    unit = unit * 16 + (c <= '9' ? c - '0' : (c | 0x20) - 'a' + 10);
  }
  return unit;
}

/// Appends the escape at `at` in its strict form; returns how long it was.
size_t take_escape(std::string_view text, size_t at, std::string& out) {
  const int unit = code_unit(text, at);
  if (unit >= 0xD800 && unit <= 0xDFFF) {
    const int low = code_unit(text, at + 6);
    const bool is_pair = unit <= 0xDBFF && low >= 0xDC00 && low <= 0xDFFF;
    out += is_pair ? text.substr(at, 12) : "\\ufffd";
    return is_pair ? 12 : 6;
  }
  if (unit >= 0) {
    out += text.substr(at, 6);
    return 6;
  }
  if (at + 1 < text.size() &&
      std::string_view("\"\\/bfnrt").find(text[at + 1]) != std::string::npos) {
    out += text.substr(at, 2);
    return 2;
  }
  out += "\\\\";
  return 1;
}

/// Appends the string whose opening mark is at `at`; returns the place behind it.
size_t take_string(std::string_view text, size_t at, std::string& out) {
  constexpr std::string_view kHex = "0123456789abcdef";
  out += '"';
  for (++at; at < text.size() && text[at] != '"';) {
    const auto c = static_cast<unsigned char>(text[at]);
    if (c == '\\') {
      at += take_escape(text, at, out);
      continue;
    }
    if (c == '\n')
      out += "\\n";
    else if (c < 0x20)
      out.append("\\u00").append({kHex[c >> 4], kHex[c & 15]});
    else
      out += text[at];
    ++at;
  }
  if (at < text.size()) out += '"';
  return at + 1;
}

}  // namespace

std::string repair_json(std::string_view bytes) {
  const std::string valid = valid_utf8(bytes);
  const std::string_view text = valid;
  std::string out;
  out.reserve(text.size());
  for (size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == '"') {
      at = take_string(text, at, out);
    } else if (text.substr(at, 2) == "//") {
      at = std::min(text.find('\n', at), text.size());
    } else if (c == '}' || c == ']') {
      const size_t last = out.find_last_not_of(" \t\r\n");
      if (last != std::string::npos && out[last] == ',') out.resize(last);
      out += c;
      ++at;
    } else if (is_word_character(c)) {
      size_t end = at;
      while (end < text.size() && is_word_character(text[end])) ++end;
      out += strict_word(std::string(text.substr(at, end - at)));
      at = end;
    } else {
      out += c;
      ++at;
    }
  }
  return out;
}

LenientJson parse_json_leniently(std::string_view text, const std::string& where, int max_depth) {
  std::string problem;
  try {
    return {parse_json(text, where, max_depth), {}};
  } catch (const UsageError& e) {
    problem = e.what();
  }
  const std::string repaired = repair_json(text);
  JsonBuilder builder(max_depth);
  if (Json::sax_parse(repaired, &builder)) return {builder.finish(), {}};
  Json value = builder.is_too_deep() ? Json() : builder.finish();
  if (!value.is_structured() || value.empty()) throw UsageError(problem);
  return {std::move(value), std::move(problem)};
}

}  // namespace progpretrain::base
