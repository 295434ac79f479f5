#include "engine/dialect/author_program.h"

#include <algorithm>
#include <unordered_map>
#include <utility>

#include "engine/dialect/forbidden.h"
#include "engine/dialect/names.h"
#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

/// Drops deleted tokens; their line ends go to the next token.
void compact(Tokens& tokens) {
  Tokens kept;
  kept.reserve(tokens.size());
  std::string space;
  for (Token& token : tokens) {
    if (token.text.empty()) {
      space += token.space;
      continue;
    }
    if (!space.empty()) token.space.insert(0, std::exchange(space, {}));
    kept.push_back(std::move(token));
  }
  tokens = std::move(kept);
}

void drop_precision(Tokens& tokens) {
  for (size_t i = 0; i < tokens.size(); ++i) {
    if (tokens[i].is("precision")) {
      size_t end = i;
      while (end < tokens.size() && !tokens[end].is(";") && !tokens[end].is("}")) ++end;
      if (end < tokens.size() && tokens[end].is(";")) ++end;
      erase_tokens(tokens, i, end);
      i = end - 1;
    } else if (tokens[i].is("highp") || tokens[i].is("mediump") || tokens[i].is("lowp")) {
      tokens[i].text.clear();
    }
  }
  compact(tokens);
}

Token made_token(Token::Kind kind, std::string text) {
  Token token;
  token.kind = kind;
  token.line = 1;
  token.text = std::move(text);
  token.space.assign(1, ' ');
  return token;
}

void wrap(Tokens& tokens) {
  using Kind = Token::Kind;
  Tokens head = {made_token(Kind::identifier, "void"), made_token(Kind::identifier, "main"),
                 made_token(Kind::punctuator, "("), made_token(Kind::punctuator, ")"),
                 made_token(Kind::punctuator, "{")};
  tokens.insert(tokens.begin(), std::make_move_iterator(head.begin()),
                std::make_move_iterator(head.end()));
  // The editor adds a line end, and a last statement without `;` is the author's own error on every
  // host.
  tokens.push_back(made_token(Kind::punctuator, "}"));
  tokens.back().line = tokens[tokens.size() - 2].line;
}

bool has_main(const Tokens& tokens) {
  for (size_t i = 0; i + 2 < tokens.size(); ++i)
    if (tokens[i].is("void") && tokens[i + 1].is("main") && tokens[i + 2].is("(")) return true;
  return false;
}

void collect_names(AuthorProgram& program) {
  for (const GlobalItem& item : program.items) {
    switch (item.kind) {
      case GlobalItem::Kind::function:
      case GlobalItem::Kind::prototype:
        program.functions.insert(program.tokens[item.name].text);
        break;
      case GlobalItem::Kind::declaration: {
        for (size_t i = item.first; i + 1 < item.last; ++i) {
          if (program.tokens[i].is("struct") && program.tokens[i + 1].is_identifier())
            program.globals.insert(program.tokens[i + 1].text);
        }
        if (const auto d = parse_declaration(program.tokens, item.first, item.last)) {
          for (const Declarator& declarator : d->declarators)
            program.globals.insert(program.tokens[declarator.name].text);
        }
        break;
      }
      case GlobalItem::Kind::block:
        break;
    }
  }
}

/// Characters that are no GLSL, and operators that would read as a comment once written back:
/// whatever the compiler sees must be what this room has seen.
std::optional<corpus::Refusal> check_characters(const Tokens& tokens) {
  static constexpr std::string_view kAllowed = "()[]{}.,;:?+-*/%<>=!&|^~";
  for (size_t i = 0; i < tokens.size(); ++i) {
    const Token& t = tokens[i];
    if (t.kind == Token::Kind::punctuator && kAllowed.find(t.text[0]) == kAllowed.npos)
      return refuse_parse(t.line, "unexpected character '" + t.text + "'");
    // What the preprocessor writes for a character that is in no token.
    if (t.is("bad") && i > 0 && i + 1 < tokens.size() && tokens[i - 1].is("<") &&
        tokens[i + 1].is("token"))
      return refuse_parse(t.line, "unexpected character");
    if (t.is("/") && i + 1 < tokens.size() &&
        (tokens[i + 1].text[0] == '/' || tokens[i + 1].text[0] == '*'))
      return refuse_parse(t.line, "unexpected '" + tokens[i + 1].text + "' after '/'");
  }
  return std::nullopt;
}

std::optional<corpus::Refusal> check_nesting(const Tokens& tokens) {
  int depth = 0;
  for (const Token& t : tokens) {
    if (t.is("(") || t.is("[") || t.is("{")) ++depth;
    if (t.is(")") || t.is("]") || t.is("}")) --depth;
    if (depth > kMaxNesting)
      return refuse_unsupported(
          t.line, "nests brackets deeper than " + std::to_string(kMaxNesting) + " levels");
  }
  return std::nullopt;
}

}  // namespace

bool is_texture_function(std::string_view name) {
  return name.starts_with("texture") || name.starts_with("texelFetch") ||
         name.starts_with("shadow2D");
}

bool is_derivative_function(std::string_view name) {
  for (const std::string_view stem : {"dFdx", "dFdy", "fwidth"}) {
    if (name.starts_with(stem)) {
      const std::string_view rest = name.substr(stem.size());
      if (rest.empty() || rest == "Coarse" || rest == "Fine") return true;
    }
  }
  return false;
}

bool is_sampler_type(std::string_view name) {
  if (name.starts_with("i") || name.starts_with("u")) name.remove_prefix(1);
  return name.starts_with("sampler") && name.size() > 7 &&
         (name[7] == '1' || name[7] == '2' || name[7] == '3' || name[7] == 'C' || name[7] == 'B' ||
          name[7] == 'E');
}

bool AuthorProgram::defines(std::string_view function) const {
  return std::any_of(items.begin(), items.end(), [&](const GlobalItem& item) {
    return item.kind == GlobalItem::Kind::function && tokens[item.name].is(function);
  });
}

bool AuthorProgram::is_builtin_call(size_t index) const {
  return tokens[index].is_identifier() && index + 1 < tokens.size() && tokens[index + 1].is("(") &&
         !functions.contains(tokens[index].text);
}

corpus::Result<AuthorProgram> read_program(const std::string& preprocessed, bool wrap_in_main) {
  AuthorProgram program;
  program.tokens = tokenise(preprocessed);
  if (program.tokens.empty()) return corpus::Refused(refuse_parse(0, "is empty"));
  if (auto refusal = check_characters(program.tokens)) return corpus::Refused(*refusal);
  if (auto refusal = check_nesting(program.tokens)) return corpus::Refused(*refusal);
  drop_precision(program.tokens);
  if (wrap_in_main && !has_main(program.tokens)) wrap(program.tokens);
  rename_declared_words(program.tokens);
  program.items = outline(program.tokens);
  collect_names(program);
  return program;
}

void drop_unreachable_host_functions(AuthorProgram& program, std::string_view entry) {
  std::unordered_map<std::string, std::vector<size_t>> bodies;  // name -> items
  std::vector<std::string> pending = {std::string(entry)};
  const auto mention = [&](size_t first, size_t last) {
    for (size_t i = first; i < last; ++i)
      if (program.functions.contains(program.tokens[i].text))
        pending.push_back(program.tokens[i].text);
  };
  for (size_t k = 0; k < program.items.size(); ++k) {
    const GlobalItem& item = program.items[k];
    if (item.kind == GlobalItem::Kind::function)
      bodies[program.tokens[item.name].text].push_back(k);
    else if (item.kind != GlobalItem::Kind::prototype)
      mention(item.first, item.last);
  }
  NameSet reached;
  while (!pending.empty()) {
    const std::string name = std::move(pending.back());
    pending.pop_back();
    if (!reached.insert(name).second) continue;
    for (const size_t k : bodies[name])
      mention(program.items[k].body_first, program.items[k].body_last);
  }

  // A dead function that calls a dropped one goes too.
  NameSet dropped;
  const auto touches_host = [&](const GlobalItem& item) {
    for (size_t i = item.params_first; i < item.last; ++i) {
      const std::string& text = program.tokens[i].text;
      if (is_sampler_type(text) || is_image_type(text) || dropped.contains(text)) return true;
      if (program.is_builtin_call(i) && is_shared_memory_function(text)) return true;
      if (program.is_builtin_call(i) && (is_texture_function(text) || is_derivative_function(text)))
        return true;
    }
    return false;
  };
  for (size_t before = 1; before != 0;) {
    before = program.items.size();
    std::erase_if(program.items, [&](const GlobalItem& item) {
      const bool is_function =
          item.kind == GlobalItem::Kind::function || item.kind == GlobalItem::Kind::prototype;
      const std::string name = is_function ? program.tokens[item.name].text : "";
      if (!is_function || reached.contains(name) || !touches_host(item)) return false;
      dropped.insert(name);
      erase_tokens(program.tokens, item.first, item.last);
      return true;
    });
    if (before == program.items.size()) before = 0;
  }
}

}  // namespace progpretrain::dialect
