#include "engine/corpus/text.h"

#include <algorithm>
#include <array>
#include <cstdint>
#include <utility>

#include "engine/base/utf8.h"

namespace progpretrain::corpus {
namespace {

constexpr size_t kMaxFieldBytes = 4096, kMaxIdBytes = 200;

std::string one_line(std::string_view bytes, size_t max_bytes) {
  std::string text = base::valid_utf8(bytes);
  for (char& c : text)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7F) c = ' ';
  text = trim(text);
  if (text.size() > max_bytes) {
    size_t end = max_bytes;
    while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
    text.resize(end);
  }
  return text;
}

void append_utf8(std::string& out, uint32_t code) {
  const auto add = [&](uint32_t byte) { out += static_cast<char>(byte); };
  if (code < 0x80) return add(code);
  if (code < 0x800) {
    add(0xC0 | code >> 6);
  } else {
    if (code < 0x10000) {
      add(0xE0 | code >> 12);
    } else {
      add(0xF0 | code >> 18);
      add(0x80 | (code >> 12 & 0x3F));
    }
    add(0x80 | (code >> 6 & 0x3F));
  }
  add(0x80 | (code & 0x3F));
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> kHtmlEscapes{
    {{"&lt;", "<"}, {"&gt;", ">"}, {"&quot;", "\""}, {"&#39;", "'"}, {"&amp;", "&"}}};

/// A page's text: it has such marks and not one of the characters that they stand for.
bool is_escaped_for_html(std::string_view text) {
  return text.find_first_of("<>") == text.npos &&
         (text.find("&lt;") != text.npos || text.find("&gt;") != text.npos);
}

std::string without_html_escapes(std::string_view text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const auto found = std::find_if(kHtmlEscapes.begin(), kHtmlEscapes.end(), [&](const auto& e) {
      return text.substr(at).starts_with(e.first);
    });
    if (found == kHtmlEscapes.end()) {
      out += text[at++];
    } else {
      out += found->second;
      at += found->first.size();
    }
  }
  return out;
}

}  // namespace

std::optional<std::string> utf16_as_utf8(std::string_view bytes) {
  const bool is_little = bytes.starts_with("\xFF\xFE"), is_big = bytes.starts_with("\xFE\xFF");
  if (!is_little && !is_big) return std::nullopt;
  const auto unit = [&](size_t at) -> uint32_t {
    const auto first = static_cast<unsigned char>(bytes[at]), second = static_cast<unsigned char>(bytes[at + 1]);
    return is_little ? first | second << 8 : second | first << 8;
  };
  std::string out;
  for (size_t at = 2; at + 1 < bytes.size(); at += 2) {
    uint32_t code = unit(at);
    if (code >= 0xD800 && code < 0xE000) {
      const uint32_t low = code < 0xDC00 && at + 3 < bytes.size() ? unit(at + 2) : 0;
      const bool is_pair = low >= 0xDC00 && low < 0xE000;
      code = is_pair ? 0x10000 + ((code - 0xD800) << 10) + (low - 0xDC00) : 0xFFFD;
      if (is_pair) at += 2;
    }
    append_utf8(out, code);
  }
  return out;
}

std::string clean_source(std::string_view bytes) {
  if (is_escaped_for_html(bytes)) return clean_source(without_html_escapes(bytes));
  if (const auto text = utf16_as_utf8(bytes)) return clean_source(*text);
  return clean_text(bytes);
}

std::string clean_text(std::string_view bytes) {
  if (const auto text = utf16_as_utf8(bytes)) return clean_text(*text);
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  std::string text = base::valid_utf8(bytes);
  size_t end = 0;
  for (size_t at = 0; at < text.size(); ++at) {
    char c = text[at];
    if (c == '\r') {
      if (at + 1 < text.size() && text[at + 1] == '\n') continue;
      c = '\n';
    }
    text[end++] = c == '\0' ? ' ' : c;
  }
  text.resize(end);
  return text;
}

std::string clean_field(std::string_view bytes) {
  return one_line(bytes, kMaxFieldBytes);
}

std::string clean_id(std::string_view bytes) {
  std::string id = one_line(bytes, kMaxIdBytes);
  return id.empty() ? "unnamed" : id;
}

std::string_view trim(std::string_view text) {
  constexpr std::string_view kBlank = " \t\r\n\v\f";
  const size_t first = text.find_first_not_of(kBlank);
  if (first == std::string_view::npos) return {};
  return text.substr(first, text.find_last_not_of(kBlank) - first + 1);
}

std::string lower_case(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

std::vector<std::string> split_words(std::string_view text) {
  constexpr std::string_view kSeparators = ", \t;";
  std::vector<std::string> words;
  for (size_t at = text.find_first_not_of(kSeparators); at != std::string_view::npos;) {
    const size_t end = std::min(text.find_first_of(kSeparators, at), text.size());
    words.emplace_back(text.substr(at, end - at));
    at = text.find_first_not_of(kSeparators, end);
  }
  return words;
}

std::string_view file_name(std::string_view path) {
  const size_t slash = path.find_last_of("/\\!");
  return slash == std::string_view::npos ? path : path.substr(slash + 1);
}

std::string_view file_stem(std::string_view path) {
  const std::string_view name = file_name(path);
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? name : name.substr(0, dot);
}

std::string file_extension(std::string_view path) {
  const std::string_view name = file_name(path);
  const size_t dot = name.rfind('.');
  return dot == std::string_view::npos || dot == 0 ? "" : lower_case(name.substr(dot + 1));
}

std::string_view without_compression(std::string_view name) {
  const std::string ending = lower_case(name.substr(name.size() - std::min<size_t>(name.size(), 3)));
  if (ending == ".gz" || ending == ".xz") name.remove_suffix(3);
  return name;
}

}  // namespace progpretrain::corpus
