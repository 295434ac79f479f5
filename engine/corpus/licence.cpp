#include "engine/corpus/licence.h"

#include <array>

#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 21> kKnown{
    "MIT",         "Apache-2.0",   "BSD-2-Clause", "BSD-3-Clause",  "ISC",
    "Zlib",        "BSL-1.0",      "Unlicense",    "WTFPL",         "MPL-2.0",
    "GPL-2.0",     "GPL-2.0-only", "GPL-3.0",      "GPL-3.0-only",  "GPL-3.0-or-later",
    "LGPL-2.1",    "LGPL-3.0",     "AGPL-3.0",     "AGPL-3.0-only", "0BSD",
    "Artistic-2.0"};

std::string upper_case(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

}  // namespace

std::string canonical_licence(std::string_view name) {
  const std::string cleaned = clean_field(name), lower = lower_case(cleaned);
  for (const std::string_view known : kKnown)
    if (lower == lower_case(known)) return std::string(known);
  // Creative Commons names are upper case throughout.
  if (lower.starts_with("cc0-") || lower.starts_with("cc-by-")) return upper_case(cleaned);
  return cleaned;
}

}  // namespace progpretrain::corpus
