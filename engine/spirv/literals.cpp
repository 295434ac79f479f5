#include "engine/spirv/literals.h"

#include <charconv>
#include <cmath>

namespace progpretrain::spirv {
namespace {

bool is_digit(char c) {
  return c >= '0' && c <= '9';
}
bool is_word(char c) {
  return is_digit(c) || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
}

// End of the comment that begins at `at`, or `at` when none does.
size_t end_of_comment(std::string_view text, size_t at) {
  const std::string_view opening = text.substr(at, 2);
  if (opening != "//" && opening != "/*") return at;
  const size_t end = opening == "//" ? text.find('\n', at) : text.find("*/", at + 2);
  if (end == text.npos) return text.size();
  return opening == "//" ? end : end + 2;
}

// End of the number that begins at `at`: digits, letters, points, and signs after an exponent's e.
size_t end_of_number(std::string_view text, size_t at) {
  const bool is_hex = text.substr(at, 2) == "0x" || text.substr(at, 2) == "0X";
  size_t end = at;
  while (end < text.size()) {
    const char before = end > at ? text[end - 1] : '0';
    const bool is_sign =
        (text[end] == '+' || text[end] == '-') && (before == 'e' || before == 'E') && !is_hex;
    if (!is_word(text[end]) && text[end] != '.' && !is_sign) break;
    ++end;
  }
  return end;
}

// The number as it shall stand, or nothing when it stays.
std::string rounded(std::string_view number) {
  std::string_view digits = number;
  if (digits.ends_with('f') || digits.ends_with('F')) digits.remove_suffix(1);
  if (digits.substr(0, 2) == "0x" || digits.substr(0, 2) == "0X") return {};
  if (digits.find_first_of(".eE") == digits.npos) return {};
  double value = 0.0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (error != std::errc() || end != digits.data() + digits.size()) return {};
  const float nearest = static_cast<float>(value);
  if (static_cast<double>(nearest) == value || !std::isfinite(nearest)) return {};
  char buffer[40];
  const auto written = std::to_chars(buffer, buffer + sizeof(buffer), static_cast<double>(nearest),
                                     std::chars_format::scientific);
  return {buffer, written.ptr};
}

}  // namespace

std::string round_literals(std::string_view glsl) {
  std::string out;
  out.reserve(glsl.size() + glsl.size() / 4);
  for (size_t at = 0; at < glsl.size();) {
    size_t end = end_of_comment(glsl, at);
    const bool is_number =
        end == at &&
        (is_digit(glsl[at]) || (glsl[at] == '.' && at + 1 < glsl.size() && is_digit(glsl[at + 1])));
    if (is_number) {
      end = end_of_number(glsl, at);
      const std::string number = rounded(glsl.substr(at, end - at));
      out += number.empty() ? glsl.substr(at, end - at) : std::string_view(number);
    } else {
      const bool is_name = end == at && is_word(glsl[at]);
      while (is_name && end < glsl.size() && is_word(glsl[end])) ++end;
      if (end == at) ++end;
      out += glsl.substr(at, end - at);
    }
    at = end;
  }
  return out;
}

}  // namespace progpretrain::spirv
