// Finds the licence that the head of a text names.
#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "engine/corpus/licence.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr size_t kMaxHeaderBytes = 16384;
constexpr size_t kMaxWordsBetween = 6;  // between "license" and a name: "is licensed under a ..."
constexpr size_t kMaxWordsNegatedBefore = 8, kMaxWordsNegatedAfter = 4;

using Words = std::vector<std::string>;

bool is_word_character(char c) {
  return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '.' || c == '+';
}

/// "CC-BY 3.0, by me." -> cc by 3.0 by me
Words words_of(std::string_view text) {
  const std::string lower = lower_case(text);
  Words words;
  for (size_t at = 0; at < lower.size();) {
    size_t end = at;
    while (end < lower.size() && is_word_character(lower[end])) ++end;
    std::string word = lower.substr(at, end - at);
    while (word.ends_with('.')) word.pop_back();
    if (!word.empty()) words.push_back(std::move(word));
    at = std::max(end, at + 1);
  }
  return words;
}

bool starts_with(const Words& words, size_t at, std::initializer_list<std::string_view> phrase) {
  if (at + phrase.size() > words.size()) return false;
  return std::equal(phrase.begin(), phrase.end(), words.begin() + static_cast<std::ptrdiff_t>(at));
}

/// "3.0", "v3", "4.0" as a version with one point; empty when the word is none.
std::string version_of(std::string_view word) {
  if (word.starts_with('v')) word.remove_prefix(1);
  if (word.size() == 1 && word[0] >= '1' && word[0] <= '4') return std::string(word) + ".0";
  const bool is_version = word.size() == 3 && word[0] >= '1' && word[0] <= '4' && word[1] == '.';
  return is_version ? std::string(word) : std::string();
}

/// A name of Creative Commons whose elements start at `at`.
std::string creative_commons(const Words& words, size_t at) {
  std::array<bool, 4> elements{};  // BY, NC, SA, ND
  std::string version;
  for (size_t i = at; i < words.size() && i < at + 12 && version.empty(); ++i) {
    const std::string& word = words[i];
    if (word == "by" || word == "attribution")
      elements[0] = true;
    else if (word == "nc" || word == "noncommercial" || word == "commercial")
      elements[1] = true;
    else if (word == "sa" || word == "sharealike" || word == "alike")
      elements[2] = true;
    else if (word == "nd" || word == "noderivatives" || word == "noderivs" || word == "derivatives")
      elements[3] = true;
    else if (word == "zero" || word == "0" || word == "cc0")
      return "CC0-1.0";
    else if (version = version_of(word); version.empty() && word != "non" && word != "no" &&
                                         word != "share" && word != "license" &&
                                         word != "licence" && word != "international")
      break;
  }
  if (!elements[0]) return {};
  std::string name = "CC-BY";
  if (elements[1]) name += "-NC";
  if (elements[3]) name += "-ND";
  if (elements[2]) name += "-SA";
  return version.empty() ? name : name + "-" + version;
}

std::string gnu(const Words& words, size_t at, const std::string& family) {
  for (size_t i = at + 1; i < words.size() && i < at + 6; ++i) {
    std::string word = words[i];
    bool later = starts_with(words, i + 1, {"or", "later"}) ||
                 starts_with(words, i + 1, {"or", "any", "later"});
    if (word.ends_with('+')) {
      word.pop_back();
      later = true;
    }
    if (const std::string version = version_of(word); !version.empty())
      return canonical_licence(family + "-" + version + (later ? "+" : ""));
  }
  return {};
}

/// Names that are only taken where the word "license" stands near: they mean other things too.
std::string common_name(const Words& words, size_t at) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kNames{
      {{"mit", "MIT"},
       {"apache", "Apache-2.0"},
       {"unlicense", "Unlicense"},
       {"wtfpl", "WTFPL"},
       {"isc", "ISC"},
       {"zlib", "Zlib"},
       {"beerware", "Beerware"},
       {"mpl", "MPL-2.0"},
       {"boost", "BSL-1.0"}}};
  const std::string& word = words[at];
  for (const auto& [name, licence] : kNames)
    if (word == name) return std::string(licence);
  if (word == "bsd" && at + 1 < words.size())
    return words[at + 1] == "2" ? "BSD-2-Clause" : words[at + 1] == "3" ? "BSD-3-Clause" : "";
  if (starts_with(words, at, {"2", "clause", "bsd"})) return "BSD-2-Clause";
  if (starts_with(words, at, {"3", "clause", "bsd"})) return "BSD-3-Clause";
  if (word == "gpl" || word == "lgpl" || word == "agpl") return gnu(words, at, word);
  if (starts_with(words, at, {"gnu", "general", "public"})) return gnu(words, at, "gpl");
  if (starts_with(words, at, {"gnu", "lesser", "general"})) return gnu(words, at, "lgpl");
  if (starts_with(words, at, {"public", "domain"})) return canonical_licence("public-domain");
  return {};
}

/// Names that mean nothing but a licence.
std::string certain_name(const Words& words, size_t at) {
  if (words[at] == "cc0" || starts_with(words, at, {"creative", "commons", "zero"}))
    return "CC0-1.0";
  if (starts_with(words, at, {"cc", "by"}) || starts_with(words, at, {"cc", "0"}))
    return creative_commons(words, at + 1);
  if (starts_with(words, at, {"creative", "commons"})) return creative_commons(words, at + 2);
  if (starts_with(words, at, {"permission", "is", "hereby", "granted", "free", "of", "charge"}))
    return "MIT";
  return {};
}

bool is_licence_word(const std::string& word) {
  return word == "license" || word == "licence" || word == "licensed" || word == "licenced";
}

bool licence_word_near(const Words& words, size_t at) {
  for (size_t i = at - std::min(at, kMaxWordsBetween); i < at; ++i)
    if (is_licence_word(words[i])) return true;
  for (size_t i = at + 1; i < std::min(at + 5, words.size()); ++i)
    if (is_licence_word(words[i])) return true;
  return false;
}

/// "All rights reserved", and words that take a licence back where they stand near its name; the
/// words that follow "not" in sentences that take nothing back ("credit is not required").
bool reserves_all(const Words& words) {
  for (size_t at = 0; at < words.size(); ++at)
    if (starts_with(words, at, {"all", "rights", "reserved"})) return true;
  return false;
}

bool is_negation(const Words& words, size_t at) {
  constexpr std::array<std::string_view, 9> kHarmless{
      "required", "necessary", "needed", "need", "have", "distributed", "only", "limited",
      "mandatory"};
  constexpr std::array<std::string_view, 5> kHarmlessNo{"rights", "copyright", "warranty",
                                                        "derivatives", "derivs"};
  const std::string& word = words[at];
  const std::string next = at + 1 < words.size() ? words[at + 1] : "";
  if (word == "no") return std::find(kHarmlessNo.begin(), kHarmlessNo.end(), next) == kHarmlessNo.end();
  // words_of() makes "don t" of "don't".
  const bool is_short = word == "t" && at > 0 && words[at - 1].ends_with('n');
  if (word != "not" && word != "never" && word != "cannot" && word != "except" && !is_short)
    return false;
  return (at == 0 || words[at - 1] != "if") &&
         std::find(kHarmless.begin(), kHarmless.end(), next) == kHarmless.end();
}

bool negation_near(const Words& words, size_t at) {
  for (size_t i = at - std::min(at, kMaxWordsNegatedBefore); i < at; ++i)
    if (is_negation(words, i)) return true;
  for (size_t i = at + 1; i <= std::min(at + kMaxWordsNegatedAfter, words.size() - 1); ++i)
    if (is_negation(words, i)) return true;
  return false;
}

bool forbids_commerce(const Words& words) {
  for (size_t at = 0; at < words.size(); ++at)
    if (words[at] == "noncommercial" || starts_with(words, at, {"non", "commercial"}) ||
        starts_with(words, at, {"not", "for", "commercial"}) ||
        starts_with(words, at, {"no", "commercial"}))
      return true;
  return false;
}

/// What a licence asks for, as bits of which a greater one weighs more than all below.
enum Demand : unsigned { kCredit = 1, kShareAlike = 2, kNoDerivatives = 4, kNonCommercial = 8 };

unsigned demands_of(std::string_view licence) {
  const auto has = [&](std::string_view part) { return licence.find(part) != licence.npos; };
  unsigned demands = 0;
  if (has("CC-BY")) demands |= kCredit;
  if (has("-NC")) demands |= kNonCommercial;
  if (has("-ND")) demands |= kNoDerivatives;
  if (has("-SA") || has("GPL") || has("MPL")) demands |= kShareAlike;
  return demands;
}

/// The one that asks for all that the others ask for; empty when none does.
std::string most_restrictive(const std::vector<std::string>& names) {
  std::string strictest;
  unsigned all = 0;
  for (const std::string& name : names) {
    all |= demands_of(name);
    if (strictest.empty() || demands_of(name) > demands_of(strictest)) strictest = name;
  }
  return demands_of(strictest) == all ? strictest : std::string();
}

/// All that lines of "SPDX-License-Identifier: X" say holds.
std::optional<std::string> told_as_spdx(std::string_view header) {
  constexpr std::string_view kSpdx = "spdx-license-identifier:";
  const std::string lower = lower_case(header);
  std::vector<std::string> names;
  for (size_t at = lower.find(kSpdx); at != std::string::npos; at = lower.find(kSpdx, at + 1)) {
    const size_t from = at + kSpdx.size(), end = std::min(lower.find('\n', from), lower.size());
    std::string name = canonical_licence(header.substr(from, end - from));
    if (name.empty()) return name;
    if (std::find(names.begin(), names.end(), name) == names.end()) names.push_back(std::move(name));
  }
  if (names.empty()) return std::nullopt;
  std::string out;
  for (const std::string& name : names) out += (out.empty() ? "" : " AND ") + name;
  return out;
}

}  // namespace

std::string leading_comments(std::string_view source) {
  std::string out;
  for (size_t at = 0; at < source.size() && out.size() < kMaxHeaderBytes;) {
    const std::string_view rest = source.substr(at);
    if (std::string_view(" \t\r\n\v\f").find(rest[0]) != std::string_view::npos) {
      ++at;
    } else if (rest.starts_with("//") || rest.starts_with("#version")) {
      const size_t end = std::min(rest.find('\n'), rest.size());
      if (rest[0] == '/') out.append(rest.substr(2, end - 2)).append("\n");
      at += end;
    } else if (rest.starts_with("/*")) {
      const size_t end = std::min(rest.find("*/", 2), rest.size());
      out.append(rest.substr(2, end - 2)).append("\n");
      at += std::min(end + 2, rest.size());
    } else {
      break;
    }
  }
  out.resize(std::min(out.size(), kMaxHeaderBytes));
  return out;
}

std::optional<std::string> licence_in_comments(std::string_view comments) {
  if (auto told = told_as_spdx(comments)) return told;
  const Words words = words_of(comments);
  if (reserves_all(words)) return "";
  std::vector<std::string> names;
  for (size_t at = 0; at < words.size(); ++at) {
    std::string name = certain_name(words, at);
    if (name.empty() && licence_word_near(words, at)) name = common_name(words, at);
    if (name.empty()) continue;
    if (negation_near(words, at)) return "";
    names.push_back(std::move(name));
  }
  if (names.empty()) return std::nullopt;
  std::string name = most_restrictive(names);
  if (forbids_commerce(words) && (demands_of(name) & kNonCommercial) == 0) return "";
  return name;
}

std::optional<std::string> licence_in_header(std::string_view source) {
  return licence_in_comments(leading_comments(source));
}

std::string stricter_licence(const std::string& told, const std::optional<std::string>& in_words) {
  if (!in_words || told == *in_words) return told;
  if (in_words->empty()) return "";
  if (!is_known_licence(told)) return *in_words;
  return demands_of(*in_words) > demands_of(told) ? most_restrictive({*in_words, told}) : told;
}

}  // namespace progpretrain::corpus
