#include "engine/corpus/text.h"

#include <algorithm>

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

}  // namespace

std::string clean_source(std::string_view bytes) {
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
