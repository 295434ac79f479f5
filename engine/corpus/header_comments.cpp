#include "engine/corpus/header_comments.h"

#include <algorithm>

namespace progpretrain::corpus {
namespace {

constexpr size_t kMaxHeaderBytes = 16384, kMaxBelowBytes = 262144;

bool is_blank(char c) {
  return std::string_view(" \t\r\n\v\f").find(c) != std::string_view::npos;
}

/// Appends the comment that starts at `at` and returns its end; `at` itself when none does.
size_t take_comment(std::string_view source, size_t at, std::string& out) {
  const std::string_view rest = source.substr(at);
  const bool is_line = rest.starts_with("//");
  if (!is_line && !rest.starts_with("/*")) return at;
  const size_t end = std::min(is_line ? rest.find('\n') : rest.find("*/", 2), rest.size());
  out.append(rest.substr(2, end - 2)).append("\n");
  return at + std::min(is_line ? end : end + 2, rest.size());
}

/// The comments of the header; `end`: where the code begins.
std::string header(std::string_view source, size_t& end) {
  std::string out;
  for (end = 0; end < source.size() && out.size() < kMaxHeaderBytes;) {
    const std::string_view rest = source.substr(end);
    if (is_blank(rest[0])) {
      ++end;
    } else if (rest.starts_with("precision ") || (rest[0] == '#' && !rest.starts_with("#define"))) {
      // Up to a comment behind it.
      const size_t length = std::min({rest.find('\n'), rest.find("//"), rest.find("/*"),
                                      rest[0] == '#' ? rest.size() : rest.find(';')});
      end += std::min(length, rest.size());
      if (end < source.size() && source[end] == ';') ++end;
    } else if (const size_t after = take_comment(source, end, out); after > end) {
      end = after;
    } else {
      break;
    }
  }
  out.resize(std::min(out.size(), kMaxHeaderBytes));
  return out;
}

}  // namespace

std::string leading_comments(std::string_view source) {
  size_t end = 0;
  return header(source, end);
}

std::string comments_below_header(std::string_view source) {
  size_t at = 0;
  header(source, at);
  std::string out;
  while (at < source.size() && out.size() < kMaxBelowBytes) {
    const size_t after = take_comment(source, at, out);
    at = after > at ? after : at + 1;
  }
  out.resize(std::min(out.size(), kMaxBelowBytes));
  return out;
}

}  // namespace progpretrain::corpus
