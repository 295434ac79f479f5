// Finds the licence that the head of a text names.
#include <algorithm>
#include <array>
#include <cstddef>
#include <utility>

#include "engine/corpus/header_comments.h"
#include "engine/corpus/licence.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr size_t kMaxWordsBetween = 6;  // between "license" and a name: "is licensed under a ..."
constexpr size_t kMaxWordsNegatedBefore = 8, kMaxWordsNegatedAfter = 4;
constexpr size_t kMaxWordsToVersion = 20;  // "GPL as published by ..., either version 3"
constexpr size_t kMaxWordsToCommerce = 6;  // "not to be used in any commercial ..."

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

std::string without_plus(std::string word) {
  if (word.ends_with('+')) word.pop_back();
  return word;
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

/// "or later", "or (at your option) any later version".
bool allows_later(const Words& words, size_t at) {
  return starts_with(words, at, {"or", "later"}) || starts_with(words, at, {"or", "any", "later"}) ||
         starts_with(words, at, {"or", "at", "your", "option", "any", "later"}) ||
         starts_with(words, at, {"of", "the", "license", "or", "any", "later"}) ||
         starts_with(words, at, {"of", "the", "license", "or", "at", "your", "option", "any", "later"});
}

/// The version that the words after the family's name tell; one that stands far from it counts only
/// after the word "version".
std::string gnu(const Words& words, size_t at, const std::string& family) {
  for (size_t i = at + 1; i < words.size() && i < at + kMaxWordsToVersion; ++i) {
    if (i >= at + 6 && words[i - 1] != "version") continue;
    std::string word = words[i];
    bool later = allows_later(words, i + 1);
    if (word.ends_with('+')) {
      word.pop_back();
      later = true;
    }
    if (const std::string version = version_of(word); !version.empty())
      return canonical_licence(family + "-" + version + (later ? "+" : ""));
  }
  return canonical_licence(family);
}

/// "gpl v3", "agplv3+", "gnu lesser general public license": none of these means anything else.
std::string gnu_name(const Words& words, size_t at) {
  const std::string& word = words[at];
  for (const std::string family : {"gpl", "lgpl", "agpl"}) {
    if (word == family) return gnu(words, at, family);
    if (word.starts_with(family) && !version_of(without_plus(word).substr(family.size())).empty())
      return canonical_licence(family + "-" + version_of(without_plus(word).substr(family.size())) +
                               (word.ends_with('+') || allows_later(words, at + 1) ? "+" : ""));
  }
  if (word != "gnu") return {};
  if (starts_with(words, at + 1, {"general", "public"})) return gnu(words, at + 1, "gpl");
  if (starts_with(words, at + 1, {"affero"})) return gnu(words, at + 1, "agpl");
  if (starts_with(words, at + 1, {"lesser", "general"}) || starts_with(words, at + 1, {"library", "general"}))
    return gnu(words, at + 1, "lgpl");
  return {};
}

/// Names that are only taken where the word "license" stands near: they mean other things too.
std::string common_name(const Words& words, size_t at) {
  constexpr std::array<std::pair<std::string_view, std::string_view>, 9> kNames{
      {{"mit", "MIT"},
       {"apache", "Apache-2.0"},
       {"0bsd", "0BSD"},
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
  if (starts_with(words, at, {"public", "domain"})) return canonical_licence("public-domain");
  return {};
}

bool follows(const Words& words, size_t at, size_t max_words,
             std::initializer_list<std::string_view> phrase) {
  for (size_t i = at; i < std::min(at + max_words, words.size()); ++i)
    if (starts_with(words, i, phrase)) return true;
  return false;
}

/// The text of a licence by its first words. What grants rights by itself holds whatever formula
/// stands beside it ("All rights reserved" belongs to BSD's).
std::string granted(const Words& words, size_t at) {
  if (starts_with(words, at, {"permission", "is", "hereby", "granted", "free", "of", "charge"}))
    return "MIT";
  if (starts_with(words, at, {"redistribution", "and", "use", "in", "source", "and", "binary"}))
    return follows(words, at, 150, {"endorse", "or", "promote"}) ? "BSD-3-Clause" : "BSD-2-Clause";
  if (starts_with(words, at, {"free", "and", "unencumbered", "software"})) return "Unlicense";
  if (starts_with(words, at, {"permission", "to", "use", "copy", "modify", "and"}))
    return follows(words, at, 25, {"provided", "that"}) ? "ISC" : "0BSD";
  if (starts_with(words, at, {"provided", "as", "is", "without", "any", "express", "or", "implied"}))
    return "Zlib";
  if (starts_with(words, at, {"redistribute", "it", "and", "or", "modify", "it", "under"}))
    for (size_t i = at + 7; i < std::min(at + 15, words.size()); ++i)
      if (std::string name = gnu_name(words, i); !name.empty()) return name;
  return {};
}

/// A link to a licence: words_of() parts it at its strokes.
std::string linked(const Words& words, size_t at) {
  const std::string& word = words[at];
  if (word.ends_with("creativecommons.org")) {
    if (starts_with(words, at + 1, {"licenses"})) return creative_commons(words, at + 2);
    if (starts_with(words, at + 1, {"publicdomain", "zero"})) return "CC0-1.0";
    if (starts_with(words, at + 1, {"publicdomain", "mark"})) return canonical_licence("public-domain");
  }
  if (word.ends_with("opensource.org") && at + 2 < words.size()) return common_name(words, at + 2);
  return {};
}

/// Names that mean nothing but a licence.
std::string certain_name(const Words& words, size_t at) {
  if (words[at] == "cc0" || starts_with(words, at, {"creative", "commons", "zero"}))
    return "CC0-1.0";
  if (starts_with(words, at, {"cc", "by"}) || starts_with(words, at, {"cc", "0"}))
    return creative_commons(words, at + 1);
  if (starts_with(words, at, {"creative", "commons"})) return creative_commons(words, at + 2);
  if (starts_with(words, at, {"mit", "0"}) || starts_with(words, at, {"mit", "no", "attribution"}))
    return "MIT-0";
  if (words[at].starts_with("unlicense")) return "Unlicense";
  if (starts_with(words, at, {"mozilla", "public"})) return "MPL-2.0";
  if (std::string name = linked(words, at); !name.empty()) return name;
  return gnu_name(words, at);
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
  constexpr std::array<std::string_view, 7> kHarmlessNo{
      "rights", "copyright", "warranty", "derivatives", "derivs", "attribution", "commercial"};
  constexpr std::array<std::string_view, 12> kNegations{
      "not",   "never",  "cannot", "except", "dont",   "doesnt",
      "isnt", "arent", "cant",   "wont",   "neither", "unlike"};
  const std::string& word = words[at];
  const std::string next = at + 1 < words.size() ? words[at + 1] : "";
  if (word == "no") return std::find(kHarmlessNo.begin(), kHarmlessNo.end(), next) == kHarmlessNo.end();
  // words_of() makes "don t" of "don't".
  const bool is_short = word == "t" && at > 0 && words[at - 1].ends_with('n');
  if (std::find(kNegations.begin(), kNegations.end(), word) == kNegations.end() && !is_short)
    return false;
  // What it forbids is commerce, which forbids_commerce() sees.
  if (follows(words, at, kMaxWordsToCommerce, {"commercial"}) ||
      follows(words, at, kMaxWordsToCommerce, {"commercially"}))
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
  const auto is_no = [](const std::string& word) {
    return word == "no" || word == "not" || word == "never" || word == "cannot" || word == "dont" || word == "t";
  };
  for (size_t at = 0; at < words.size(); ++at)
    if (words[at] == "noncommercial" || starts_with(words, at, {"non", "commercial"}) ||
        (is_no(words[at]) && (follows(words, at, kMaxWordsToCommerce, {"commercial"}) ||
                              follows(words, at, kMaxWordsToCommerce, {"commercially"}))))
      return true;
  return false;
}

/// What a licence asks for, as bits of which a greater one weighs more than all below.
enum Demand : unsigned {
  kCredit = 1,
  kShareAlike = 2,
  kNoDerivatives = 4,
  kLesserGnu = 8,
  kGnu = 16,
  kAfferoGnu = 32,
  kNonCommercial = 64
};

unsigned demands_of(std::string_view licence) {
  const auto has = [&](std::string_view part) { return licence.find(part) != licence.npos; };
  unsigned demands = 0;
  if (has("CC-BY")) demands |= kCredit;
  if (has("-NC")) demands |= kNonCommercial;
  if (has("-ND")) demands |= kNoDerivatives;
  if (has("-SA") || has("GPL") || has("MPL")) demands |= kShareAlike;
  if (has("LGPL")) demands |= kLesserGnu;
  if (has("AGPL")) demands |= kLesserGnu | kGnu | kAfferoGnu;
  if (licence.starts_with("GPL") || has(" GPL") || has("(GPL")) demands |= kLesserGnu | kGnu;
  return demands;
}

/// A name without the version that another mention of it may tell.
bool is_vague(std::string_view licence) {
  return licence.find_first_of("23456789") == licence.npos || licence == "LGPL-2.0-or-later";
}

/// The one that asks for all that the others ask for; where none does, those that ask for something
/// that no other asks for, joined by AND.
std::string most_restrictive(const std::vector<std::string>& names) {
  std::string strictest;
  unsigned all = 0;
  for (const std::string& name : names) {
    all |= demands_of(name);
    const bool is_clearer = demands_of(name) == demands_of(strictest) && demands_of(name) != 0 &&
                            is_vague(strictest) && !is_vague(name);
    if (strictest.empty() || demands_of(name) > demands_of(strictest) || is_clearer)
      strictest = name;
  }
  unsigned met = demands_of(strictest);
  for (const std::string& name : names)
    if ((demands_of(name) & ~met) != 0) {
      strictest += " AND " + name;
      met |= demands_of(name);
    }
  return strictest;
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

std::optional<std::string> licence_in_comments(std::string_view comments) {
  if (auto told = told_as_spdx(comments)) return told;
  const Words words = words_of(comments);
  std::vector<std::string> names;
  bool is_granted = false, is_negated = false;
  for (size_t at = 0; at < words.size(); ++at) {
    std::string name = granted(words, at);
    if (!name.empty()) {
      is_granted = true;
    } else {
      name = certain_name(words, at);
      if (name.empty() && licence_word_near(words, at)) name = common_name(words, at);
      if (name.empty()) continue;
      is_negated = is_negated || negation_near(words, at);
    }
    names.push_back(std::move(name));
  }
  if (!is_granted && (reserves_all(words) || is_negated)) return "";
  if (names.empty()) return std::nullopt;
  std::string name = most_restrictive(names);
  if (forbids_commerce(words) && (demands_of(name) & kNonCommercial) == 0) return "";
  return name;
}

bool asks_for_anything(std::string_view licence) { return demands_of(licence) != 0; }

std::optional<std::string> demands_below_header(std::string_view source) {
  const auto told = licence_in_comments(comments_below_header(source));
  return told && asks_for_anything(*told) ? told : std::nullopt;
}

std::optional<std::string> licence_in_header(std::string_view source) {
  auto told = licence_in_comments(leading_comments(source));
  const auto below = demands_below_header(source);
  if (!told || !below) return told ? told : below;
  return told->empty() ? told : stricter_licence(*told, below);
}

std::string stricter_licence(const std::string& told, const std::optional<std::string>& in_words) {
  if (!in_words || told == *in_words) return told;
  if (in_words->empty()) return "";
  if (!is_known_licence(told)) return *in_words;
  return demands_of(*in_words) > demands_of(told) ? most_restrictive({*in_words, told}) : told;
}

}  // namespace progpretrain::corpus
