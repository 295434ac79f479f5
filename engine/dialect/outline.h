#pragma once
// The structure of a program at file scope, and declarations in it, read off the tokens. No types
// are resolved: this is enough to know where declarations are, and wrong text only leads to a
// compiler's message later.
#include <optional>
#include <vector>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {

/// One declared name.
struct Declarator {
  size_t name = 0;  ///< index of its token
  size_t last = 0;  ///< last token of the name and its array sizes
  bool initialised = false;
  bool unsized = false;  ///< has empty brackets
};

/// [qualifiers] TYPE [array sizes] name, name = value ... up to `;`. A struct definition alone has
/// no declarators.
struct Declaration {
  bool is_const = false;
  size_t type_first = 0, type_last = 0;  ///< tokens [first, last) of the type and its array sizes
  std::vector<Declarator> declarators;
  size_t end = 0;  ///< index of the `;` or of the bracket that ends it
};

/// The declaration that starts at `first`, or nullopt when what stands there is none. Looks at
/// tokens before `last` only.
std::optional<Declaration> parse_declaration(const Tokens& tokens, size_t first, size_t last);

struct GlobalItem {
  enum class Kind { declaration, prototype, function, block };
  Kind kind = Kind::declaration;
  size_t first = 0, last = 0;  ///< tokens [first, last), with the `;` or the closing brace
  size_t name = 0;             ///< functions and prototypes
  size_t params_first = 0, params_last = 0;  ///< between the parentheses
  size_t body_first = 0, body_last = 0;      ///< between the braces (functions, blocks)
};

/// One parameter of a function.
struct Parameter {
  bool is_out = false;  ///< out, not inout
  size_t type_first = 0, type_last = 0;
  size_t name = 0, last = 0;  ///< last token of name and array sizes; name == 0: unnamed
};

/// Words that begin a statement which is no declaration: return, else, if, ...
bool is_statement_word(const Token& t);

std::vector<GlobalItem> outline(const Tokens& tokens);
std::vector<Parameter> parse_parameters(const Tokens& tokens, const GlobalItem& function);

/// Index just after the bracket that closes the one at `open`, or `last`.
size_t after_matching(const Tokens& tokens, size_t open, size_t last);

}  // namespace progpretrain::dialect
