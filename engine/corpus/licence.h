#pragma once
// Licence names as SPDX writes them (https://spdx.org/licenses), so that they can be counted and
// filtered.
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::corpus {

/// The SPDX spelling of a licence given in any case, by its SPDX name, its ScanCode key
/// (https://scancode-licensedb.aboutcode.org) or a usual short form ("cc-by-nc-sa-3.0" ->
/// "CC-BY-NC-SA-3.0", "gpl-3.0-plus" -> "GPL-3.0-or-later"), or of several joined by AND, OR and
/// WITH. A name that is not known stays as it is, cleaned; "unknown", "none" and the like give the
/// empty text.
std::string canonical_licence(std::string_view name);

/// Whether every part of an expression is a name of SPDX that this room knows.
bool is_known_licence(std::string_view canonical);

/// The licence that comments give to the whole text: "SPDX-License-Identifier: X", "License CC0",
/// "licensed under a Creative Commons Attribution ... 3.0", a link to creativecommons.org, the first
/// words of the texts of MIT, BSD, ISC, Zlib, the Unlicense and GNU. Nothing: they do not speak of
/// one. Empty: they do, but it is none that is known, because rights are reserved or a name stands
/// in a negation ("not under CC0"). Of several the one that asks for all that the others ask for;
/// where none does, those that together do, joined by AND.
std::optional<std::string> licence_in_comments(std::string_view comments);

/// The same of the comments before the first line of code (header_comments.h). Those further down,
/// where authors name the licences of what they borrowed, only make it stricter.
std::optional<std::string> licence_in_header(std::string_view source);

/// What the comments below the header name, when it asks for anything (credit, the same licence, no
/// commerce).
std::optional<std::string> demands_below_header(std::string_view source);

/// Of the licence that a header's key tells and what the header says in words: the key's, unless it
/// is no known name or the words ask for more.
std::string stricter_licence(const std::string& told, const std::optional<std::string>& in_words);

/// Whether a licence asks for more than its own text to be kept: credit, the same licence, ...
bool asks_for_anything(std::string_view licence);

/// Which programs a licence lets in. Patterns are SPDX names in any case, may end with '*', and
/// "unknown" stands for no licence. Of "A OR B" one must be let in, of "A AND B" both; WITH clauses
/// and parentheses are not looked at.
struct LicenceFilter {
  std::vector<std::string> keep;     ///< empty = all
  std::vector<std::string> exclude;  ///< stronger than keep

  bool accepts(std::string_view licence) const;
  /// The patterns that are no known name, nor the beginning of one, and that none of `licences` matches: misspelt, maybe.
  std::vector<std::string> unmatched(const std::set<std::string>& licences) const;
};

}  // namespace progpretrain::corpus
