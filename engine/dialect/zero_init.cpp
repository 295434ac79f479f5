#include "engine/dialect/zero_init.h"

#include <regex>

namespace progpretrain::dialect {
namespace {

std::string join(const Tokens& tokens, size_t first, size_t last) {
  std::string out;
  for (size_t i = first; i < last; ++i) {
    if (i > first) out += ' ';
    out += tokens[i].text;
  }
  return out;
}

bool is_plain_type(std::string_view name) {
  static const std::regex plain("float|int|uint|bool|[biu]?vec[234]|mat[234](x[234])?");
  return std::regex_match(name.begin(), name.end(), plain);
}

/// Gives the declarators of one declaration that have no initialiser the value zero, so that the
/// variable is zero whenever the declaration is reached, in every round of a loop. ` = {}` alone
/// would become an initialiser of the variable, which works once a call; the copy of a constant is
/// an assignment. `num_zeros` numbers the constants of a body.
void zero_declarators(Tokens& tokens, const Declaration& d, size_t first, bool in_loop_head,
                      int& num_zeros) {
  const bool plain = d.type_last == d.type_first + 1 && is_plain_type(tokens[d.type_first].text);
  const std::string type = join(tokens, d.type_first, d.type_last);
  std::string constants;
  for (const Declarator& declarator : d.declarators) {
    if (declarator.initialised || declarator.unsized || d.is_const) continue;
    std::string& suffix = tokens[declarator.last].suffix;
    if (plain && declarator.last == declarator.name) {
      suffix += " = " + type + "(0)";
    } else if (in_loop_head || tokens[d.type_first].is("struct")) {
      suffix += " = {}";
    } else {
      const std::string zero = "pp_zero_" + std::to_string(num_zeros++);
      constants += "const " + type + " " + zero +
                   join(tokens, declarator.name + 1, declarator.last + 1) + " = {}; ";
      suffix += " = " + zero;
    }
  }
  tokens[first].text.insert(0, constants);
}

/// Walks a body and finds where statements start; declarations stand only there and in the head of
/// a `for`.
void zero_locals(Tokens& tokens, size_t first, size_t last) {
  enum class Bracket : char { control, other };
  std::vector<Bracket> brackets;
  bool at_statement = true, in_label = false;
  int num_zeros = 0;
  for (size_t i = first; i < last; ++i) {
    if (at_statement && tokens[i].is_identifier()) {
      if (const auto d = parse_declaration(tokens, i, last)) {
        zero_declarators(tokens, *d, i, !brackets.empty(), num_zeros);
        i = d->end;
        if (i >= last) break;
      }
    }
    const Token& t = tokens[i];
    at_statement = false;
    if (t.is("(") || t.is("[")) {
      const std::string before = i > first ? tokens[i - 1].text : "";
      const bool control = t.is("(") && (before == "if" || before == "for" || before == "while" ||
                                         before == "switch");
      brackets.push_back(control ? Bracket::control : Bracket::other);
      at_statement = control && before == "for";
    } else if (t.is(")") || t.is("]")) {
      if (!brackets.empty()) {
        at_statement = brackets.back() == Bracket::control;
        brackets.pop_back();
      }
    } else if (t.is(";")) {
      at_statement = brackets.empty();
    } else if (t.is("{") || t.is("}")) {
      brackets.clear();
      at_statement = true;
    } else if (t.is("else") || t.is("do")) {
      at_statement = true;
    } else if (t.is("case") || t.is("default")) {
      in_label = true;
    } else if (t.is(":") && in_label) {
      in_label = false;
      at_statement = true;
    }
  }
}

void zero_out_parameters(Tokens& tokens, const GlobalItem& function) {
  std::string statements;
  for (const Parameter& p : parse_parameters(tokens, function)) {
    if (!p.is_out || p.name == 0) continue;
    const std::string sizes = join(tokens, p.name + 1, p.last + 1);
    statements += " { " + join(tokens, p.type_first, p.type_last) + " pp_null" + sizes + " = {}; " +
                  tokens[p.name].text + " = pp_null; }";
  }
  tokens[function.body_first - 1].suffix += statements;
}

}  // namespace

void zero_initialise(Tokens& tokens, const std::vector<GlobalItem>& items) {
  for (const GlobalItem& item : items) {
    if (item.kind != GlobalItem::Kind::function) continue;
    zero_out_parameters(tokens, item);
    zero_locals(tokens, item.body_first, item.body_last);
  }
}

}  // namespace progpretrain::dialect
