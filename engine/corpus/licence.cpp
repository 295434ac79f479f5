#include "engine/corpus/licence.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 18> kKnown{
    "MIT",     "MIT-0",        "Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC",
    "Zlib",    "BSL-1.0",      "Unlicense",  "WTFPL",        "MPL-2.0",      "0BSD",
    "OFL-1.1", "Artistic-2.0", "X11",        "Beerware",     "OpenSSL",      "EPL-2.0"};

// Other spellings: ScanCode's keys, and what people write. Empty: says nothing.
constexpr std::array<std::pair<std::string_view, std::string_view>, 35> kAliases{{
    {"cc0", "CC0-1.0"},
    {"cc-0", "CC0-1.0"},
    {"mit license", "MIT"},
    {"the mit license", "MIT"},
    {"apache", "Apache-2.0"},
    {"apache 2.0", "Apache-2.0"},
    {"bsd-new", "BSD-3-Clause"},
    {"bsd-simplified", "BSD-2-Clause"},
    {"wtfpl-2.0", "WTFPL"},
    {"boost-1.0", "BSL-1.0"},
    {"openssl-ssleay", "OpenSSL"},
    {"public domain", "LicenseRef-scancode-public-domain"},
    {"public-domain", "LicenseRef-scancode-public-domain"},
    {"proprietary-license", "LicenseRef-scancode-proprietary-license"},
    {"warranty-disclaimer", "LicenseRef-scancode-warranty-disclaimer"},
    {"generic-exception", "LicenseRef-scancode-generic-exception"},
    {"cc-sampling-plus-1.0", "LicenseRef-scancode-cc-sampling-plus-1.0"},
    {"gpl", "GPL-1.0-or-later"},
    {"lgpl", "LGPL-2.0-or-later"},
    {"agpl", "AGPL-1.0-or-later"},
    {"mit no attribution", "MIT-0"},
    {"the unlicense", "Unlicense"},
    {"mpl", "MPL-2.0"},
    {"mpl 2.0", "MPL-2.0"},
    {"apache-2", "Apache-2.0"},
    {"apache license 2.0", "Apache-2.0"},
    {"zlib license", "Zlib"},
    {"unknown", ""},
    {"unknown-license-reference", ""},
    {"unknown-spdx", ""},
    {"free-unknown", ""},
    {"none", ""},
    {"null", ""},
    {"n/a", ""},
    {"noassertion", ""},
}};

std::string upper_case(std::string text) {
  for (char& c : text)
    if (c >= 'a' && c <= 'z') c = static_cast<char>(c - 'a' + 'A');
  return text;
}

/// "gpl-3.0-plus", "LGPL-2.1", "GPLv3", "gnu agpl v3", "agpl-3.0-only" with "-only" or "-or-later";
/// empty when it is none of the family.
std::string gnu_licence(std::string_view lower) {
  if (lower.starts_with("gnu ")) lower.remove_prefix(4);
  const size_t end = lower.find("gpl");
  if (end > 1 || (end == 1 && lower[0] != 'l' && lower[0] != 'a')) return {};
  std::string version(lower.substr(end + 3));
  for (const std::string_view mark : {" ", "-", "v", " "})
    if (version.starts_with(mark)) version.erase(0, 1);
  bool later = false;
  for (const std::string_view ending : {"-or-later", " or later", "-plus", "+", "-only", " only"})
    if (version.ends_with(ending)) {
      later = !ending.ends_with("only");
      version.resize(version.size() - ending.size());
      break;
    }
  if (version.size() == 1) version += ".0";
  const auto is_digit = [](char c) { return c >= '0' && c <= '9'; };
  if (version.size() != 3 || version[1] != '.' || !is_digit(version[0]) || !is_digit(version[2]))
    return {};
  return upper_case(std::string(lower.substr(0, end + 3))) + "-" + version +
         (later ? "-or-later" : "-only");
}

std::string canonical_name(std::string_view name) {
  std::string cleaned = clean_field(name), lower = lower_case(cleaned);
  for (const std::string_view known : kKnown)
    if (lower == lower_case(known)) return std::string(known);
  for (const auto& [alias, known] : kAliases)
    if (lower == alias) return std::string(known);
  if (const std::string gnu = gnu_licence(lower); !gnu.empty()) return gnu;
  if (lower.find("creativecommons.org/") != lower.npos)
    if (const auto linked = licence_in_comments(cleaned); linked && !linked->empty()) return *linked;
  // Creative Commons names are upper case throughout; people write them with spaces too.
  if (lower.starts_with("cc by")) std::replace(cleaned.begin(), cleaned.end(), ' ', '-');
  if (lower.starts_with("cc0-") || lower.starts_with("cc-by") || lower.starts_with("cc by"))
    return upper_case(cleaned);
  return cleaned;
}

/// The parts of "A AND B" between the words `operator_name`, which people write in any case.
std::vector<std::string_view> split_at(std::string_view text, std::string_view operator_name) {
  const std::string lower = lower_case(text), mark = " " + lower_case(operator_name) + " ";
  std::vector<std::string_view> parts;
  size_t from = 0;
  for (size_t at; (at = lower.find(mark, from)) != std::string::npos; from = at + mark.size())
    parts.push_back(trim(text.substr(from, at - from)));
  parts.push_back(trim(text.substr(from)));
  return parts;
}

std::string canonical_expression(std::string_view text, std::string_view outer,
                                 const std::vector<std::string_view>& inner) {
  std::string out;
  for (const std::string_view part : split_at(text, outer)) {
    const std::string name =
        inner.empty() ? canonical_name(part)
                      : canonical_expression(part, inner[0], {inner.begin() + 1, inner.end()});
    if (name.empty()) continue;
    if (!out.empty()) out.append(" ").append(outer).append(" ");
    out += name;
  }
  return out;
}

/// "AGPL*": whether any known name begins so.
bool begins_known_name(std::string_view pattern) {
  if (!pattern.ends_with('*')) return false;
  const std::string begin = lower_case(pattern.substr(0, pattern.size() - 1));
  for (const std::string_view stem : {"cc-by", "gpl-", "lgpl-", "agpl-", "licenseref-"})
    if (stem.starts_with(begin) || begin.starts_with(stem)) return true;
  return std::string_view("cc0-1.0").starts_with(begin) ||
         std::any_of(kKnown.begin(), kKnown.end(), [&](std::string_view known) {
           return lower_case(known).starts_with(begin);
         });
}

bool matches(const std::vector<std::string>& patterns, std::string_view name) {
  const std::string lower = lower_case(name);
  return std::any_of(patterns.begin(), patterns.end(), [&](const std::string& pattern) {
    if (pattern.ends_with('*'))
      return lower.starts_with(lower_case(std::string_view(pattern).substr(0, pattern.size() - 1)));
    const std::string wanted = lower_case(canonical_licence(pattern));
    return lower == (wanted.empty() ? "unknown" : wanted);
  });
}

}  // namespace

std::string canonical_licence(std::string_view name) {
  return canonical_expression(clean_field(name), "OR", {"AND", "WITH"});
}

bool is_known_licence(std::string_view canonical) {
  const auto is_name = [](std::string_view name) {
    const auto is_any = [&](const auto& known) { return name == known; };
    if (std::any_of(kKnown.begin(), kKnown.end(), is_any) || name == "CC0-1.0") return true;
    if (name.find_first_of(" :;,") != name.npos) return false;
    return name.starts_with("CC-BY") || name.starts_with("LicenseRef-") ||
           !gnu_licence(lower_case(name)).empty();
  };
  for (const std::string_view branch : split_at(canonical, "OR"))
    for (const std::string_view part : split_at(branch, "AND"))
      if (!is_name(split_at(part, "WITH")[0])) return false;
  return true;
}

bool LicenceFilter::accepts(std::string_view licence) const {
  if (keep.empty() && exclude.empty()) return true;
  std::string text(trim(licence).empty() ? "unknown" : licence);
  std::erase_if(text, [](char c) { return c == '(' || c == ')'; });
  const auto allowed = [&](std::string_view part) {
    const std::string_view name = split_at(part, "WITH")[0];
    return (keep.empty() || matches(keep, name)) && !matches(exclude, name);
  };
  const auto branches = split_at(text, "OR");
  return std::any_of(branches.begin(), branches.end(), [&](std::string_view branch) {
    const auto parts = split_at(branch, "AND");
    return std::all_of(parts.begin(), parts.end(), allowed);
  });
}

std::vector<std::string> LicenceFilter::unmatched(const std::set<std::string>& licences) const {
  std::vector<std::string> out;
  for (const auto* patterns : {&keep, &exclude})
    for (const std::string& pattern : *patterns) {
      const std::string name = canonical_licence(pattern);
      if (name.empty() || is_known_licence(name) || begins_known_name(pattern)) continue;
      const LicenceFilter only{{pattern}, {}};
      if (std::none_of(licences.begin(), licences.end(),
                       [&](const std::string& licence) { return only.accepts(licence); }))
        out.push_back(pattern);
    }
  return out;
}

}  // namespace progpretrain::corpus
