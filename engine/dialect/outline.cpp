#include "engine/dialect/outline.h"

namespace progpretrain::dialect {
namespace {

bool is_open(const Token& t) {
  return t.is("(") || t.is("[") || t.is("{");
}
bool is_close(const Token& t) {
  return t.is(")") || t.is("]") || t.is("}");
}

bool is_qualifier(const Token& t) {
  static const NameSet kQualifiers = {"const",   "in",        "out",    "inout",  "uniform",
                                      "varying", "attribute", "flat",   "smooth", "centroid",
                                      "precise", "invariant", "shared", "buffer"};
  return t.is_identifier() && kQualifiers.contains(t.text);
}

/// Skips "[...]" groups; sets `unsized` when one is empty.
size_t skip_array_sizes(const Tokens& tokens, size_t i, size_t last, bool* unsized = nullptr) {
  while (i < last && tokens[i].is("[")) {
    if (unsized != nullptr && i + 1 < last && tokens[i + 1].is("]")) *unsized = true;
    i = after_matching(tokens, i, last);
  }
  return i;
}

size_t skip_qualifiers(const Tokens& tokens, size_t i, size_t last, bool* is_const = nullptr) {
  while (i < last) {
    if (tokens[i].is("layout") && i + 1 < last && tokens[i + 1].is("(")) {
      i = after_matching(tokens, i + 1, last);
    } else if (is_qualifier(tokens[i]) && i + 1 < last && tokens[i + 1].is_identifier()) {
      if (is_const != nullptr && tokens[i].is("const")) *is_const = true;
      ++i;
    } else {
      break;
    }
  }
  return i;
}

/// Skips a type name or `struct NAME {...}`. Returns `i` when none stands there.
size_t skip_type(const Tokens& tokens, size_t i, size_t last, bool* defines_struct) {
  *defines_struct = false;
  if (i >= last || !tokens[i].is_identifier() || is_statement_word(tokens[i])) return i;
  if (!tokens[i].is("struct")) return i + 1;
  size_t k = i + 1;
  if (k < last && tokens[k].is_identifier()) ++k;
  if (k >= last || !tokens[k].is("{")) return i;
  *defines_struct = true;
  return after_matching(tokens, k, last);
}

}  // namespace

bool is_statement_word(const Token& t) {
  static const NameSet kWords = {"return",   "else",    "if",       "for",     "while",
                                 "do",       "switch",  "case",     "default", "break",
                                 "continue", "discard", "precision"};
  return kWords.contains(t.text);
}

size_t after_matching(const Tokens& tokens, size_t open, size_t last) {
  size_t depth = 0;
  for (size_t i = open; i < last; ++i) {
    if (is_open(tokens[i])) ++depth;
    if (is_close(tokens[i]) && --depth == 0) return i + 1;
  }
  return last;
}

std::optional<Declaration> parse_declaration(const Tokens& tokens, size_t first, size_t last) {
  Declaration d;
  size_t i = skip_qualifiers(tokens, first, last, &d.is_const);
  bool defines_struct = false;
  d.type_first = i;
  i = skip_type(tokens, i, last, &defines_struct);
  if (i == d.type_first) return std::nullopt;
  i = skip_array_sizes(tokens, i, last);
  d.type_last = i;
  if (i >= last) return std::nullopt;
  if (!tokens[i].is_identifier()) {
    if (!defines_struct) return std::nullopt;
    d.end = i;
    return d;
  }
  while (i < last && tokens[i].is_identifier()) {
    Declarator declarator;
    declarator.name = i;
    i = skip_array_sizes(tokens, i + 1, last, &declarator.unsized);
    declarator.last = i - 1;
    if (i < last && tokens[i].is("=")) {
      declarator.initialised = true;
      while (i < last && !tokens[i].is(",") && !tokens[i].is(";") && !is_close(tokens[i]))
        i = is_open(tokens[i]) ? after_matching(tokens, i, last) : i + 1;
    }
    if (i < last && !tokens[i].is(",") && !tokens[i].is(";") && !is_close(tokens[i]))
      return std::nullopt;
    d.declarators.push_back(declarator);
    if (i >= last || !tokens[i].is(",")) break;
    ++i;
  }
  d.end = i;
  return d;
}

std::vector<GlobalItem> outline(const Tokens& tokens) {
  std::vector<GlobalItem> items;
  const size_t n = tokens.size();
  size_t i = 0;
  while (i < n) {
    GlobalItem item;
    item.first = i;
    bool has_struct = false, has_value = false;
    size_t call_open = 0, call_close = 0;  // the last "name ( ... )" outside an initialiser
    size_t k = i;
    for (; k < n; ++k) {
      const Token& t = tokens[k];
      if (t.is(";") || t.is("}")) break;
      if (t.is("struct")) has_struct = true;
      if (t.is("=")) has_value = true;
      if (t.is("(") || t.is("[")) {
        const size_t after = after_matching(tokens, k, n);
        if (t.is("(") && !has_value && k > i && tokens[k - 1].is_identifier()) {
          call_open = k;
          call_close = after - 1;
        }
        k = after - 1;
      } else if (t.is("{")) {
        const size_t after = after_matching(tokens, k, n);
        const bool is_function = call_close != 0 && call_close + 1 == k;
        if (is_function || (!has_struct && !has_value)) {
          item.kind = is_function ? GlobalItem::Kind::function : GlobalItem::Kind::block;
          item.body_first = k + 1;
          item.body_last = std::max(k + 1, after - 1);
        }
        k = after - 1;
        if (is_function) break;
      }
    }
    item.last = std::min(k + 1, n);
    if (item.kind == GlobalItem::Kind::declaration && call_close != 0 && k < n &&
        call_close + 1 == k && call_open >= i + 2)
      item.kind = GlobalItem::Kind::prototype;
    if (item.kind == GlobalItem::Kind::function || item.kind == GlobalItem::Kind::prototype) {
      item.name = call_open - 1;
      item.params_first = call_open + 1;
      item.params_last = call_close;
    }
    items.push_back(item);
    i = item.last;
  }
  return items;
}

std::vector<Parameter> parse_parameters(const Tokens& tokens, const GlobalItem& function) {
  std::vector<Parameter> parameters;
  size_t i = function.params_first;
  const size_t last = function.params_last;
  while (i < last) {
    size_t end = i;
    while (end < last && !tokens[end].is(","))
      end = is_open(tokens[end]) ? after_matching(tokens, end, last) : end + 1;
    Parameter p;
    for (size_t k = i; k < end && tokens[k].is_identifier(); ++k)
      if (tokens[k].is("out")) p.is_out = true;
    size_t k = skip_qualifiers(tokens, i, end);
    bool defines_struct = false;
    p.type_first = k;
    k = skip_array_sizes(tokens, skip_type(tokens, k, end, &defines_struct), end);
    p.type_last = k;
    if (k < end && tokens[k].is_identifier()) {
      p.name = k;
      p.last = skip_array_sizes(tokens, k + 1, end) - 1;
    }
    parameters.push_back(p);
    i = end + 1;
  }
  return parameters;
}

}  // namespace progpretrain::dialect
