#include "engine/dialect/source_text.h"

#include <algorithm>
#include <array>
#include <utility>

namespace progpretrain::dialect {
namespace {

/// Length of a line continuation (backslash, line end) at `at`, else 0.
size_t continuation(std::string_view text, size_t at) {
  return at + 1 < text.size() && text[at] == '\\' && text[at + 1] == '\n' ? 2 : 0;
}

}  // namespace

std::string clean_text(std::string_view source) {
  if (source.starts_with("\xef\xbb\xbf")) source.remove_prefix(3);
  std::string out;
  out.reserve(source.size() + 1);
  for (size_t i = 0; i < source.size(); ++i) {
    const auto c = static_cast<unsigned char>(source[i]);
    if (c == '\r') {
      if (i + 1 == source.size() || source[i + 1] != '\n') out += '\n';
    } else {
      out += c == '\n' || c == '\t' || (c >= 0x20 && c < 0x7f) ? static_cast<char>(c) : ' ';
    }
  }
  return out;
}

std::string strip_comments(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  bool line_is_blank = true,
       in_directive = false;  // of the logical line, which continuations prolong
  size_t i = 0;
  while (i < text.size()) {
    const char c = text[i];
    if (const size_t length = continuation(text, i)) {
      out += text.substr(i, length);
      i += length;
    } else if (text.substr(i, 2) == "//") {
      while (i < text.size() && text[i] != '\n') {
        const size_t skipped = continuation(text, i);
        if (skipped != 0) out += text.substr(i, skipped);
        i += std::max<size_t>(skipped, 1);
      }
      out += ' ';
    } else if (text.substr(i, 2) == "/*") {
      const size_t end = std::min(text.find("*/", i + 2), text.size());
      out += ' ';
      // A comment's line ends do not end a directive: they continue it.
      for (size_t k = i; k < end; ++k)
        if (text[k] == '\n') out += in_directive ? "\\\n" : "\n";
      i = std::min(end + 2, text.size());
    } else {
      if (c == '\n') {
        line_is_blank = true;
        in_directive = false;
      } else if (line_is_blank && c != ' ' && c != '\t') {
        line_is_blank = false;
        in_directive = c == '#';
      }
      out += c;
      ++i;
    }
  }
  return out;
}

std::string blank_host_directives(std::string_view text) {
  static constexpr std::array<std::string_view, 4> kBlanked = {"version", "extension", "pragma",
                                                               "line"};
  std::string out;
  out.reserve(text.size());
  size_t start = 0;
  bool continued = false;  // the line before ended in a backslash
  bool blanking = false;
  while (start < text.size()) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = text.substr(start, end - start);
    if (!continued) {
      blanking = false;
      const size_t hash = line.find_first_not_of(" \t");
      if (hash != std::string_view::npos && line[hash] == '#') {
        const size_t name = line.find_first_not_of(" \t", hash + 1);
        if (name != std::string_view::npos) {
          const size_t name_end = std::min(line.find_first_of(" \t(\\", name), line.size());
          const std::string_view directive = line.substr(name, name_end - name);
          blanking = std::find(kBlanked.begin(), kBlanked.end(), directive) != kBlanked.end();
        }
      }
    }
    continued = line.ends_with('\\');
    if (!blanking) out += line;
    if (end < text.size()) out += '\n';
    start = end + 1;
  }
  return out;
}

corpus::Refusal refuse_unsupported(int line, std::string reason) {
  return {corpus::Verdict::unsupported, "dialect", line, std::move(reason)};
}

corpus::Refusal refuse_parse(int line, std::string reason) {
  return {corpus::Verdict::parse_error, "dialect", line, std::move(reason)};
}

}  // namespace progpretrain::dialect
