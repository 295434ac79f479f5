#include "engine/dialect/constants.h"

namespace progpretrain::dialect {
namespace {

/// Built-in functions that glslang 12 leaves to the run time even when their arguments are
/// constant.
bool is_never_folded(const std::string& name) {
  static const NameSet kNames = {"sinh",
                                 "cosh",
                                 "tanh",
                                 "asinh",
                                 "acosh",
                                 "atanh",
                                 "inverse",
                                 "transpose",
                                 "determinant",
                                 "outerProduct",
                                 "matrixCompMult",
                                 "intBitsToFloat",
                                 "uintBitsToFloat",
                                 "floatBitsToInt",
                                 "floatBitsToUint",
                                 "packHalf2x16",
                                 "unpackHalf2x16",
                                 "packSnorm2x16",
                                 "packUnorm2x16",
                                 "unpackSnorm2x16",
                                 "unpackUnorm2x16"};
  return kNames.contains(name);
}

bool is_run_time(const AuthorProgram& program, size_t first, size_t last, const NameSet& loose) {
  bool has_matrix = false, has_product = false;
  for (size_t i = first; i < last; ++i) {
    const Token& t = program.tokens[i];
    has_product |= t.is("*") || t.is("/");
    if (!t.is_identifier()) continue;
    has_matrix |= t.text.starts_with("mat");
    const bool call = i + 1 < last && program.tokens[i + 1].is("(");
    if (loose.contains(t.text)) return true;
    if (call && (program.functions.contains(t.text) || is_never_folded(t.text))) return true;
  }
  return has_matrix && has_product;
}

}  // namespace

void loosen_constants(AuthorProgram& program, NameSet loose) {
  for (const GlobalItem& item : program.items) {
    if (item.kind != GlobalItem::Kind::declaration) continue;
    const auto d = parse_declaration(program.tokens, item.first, item.last);
    if (!d || !d->is_const || d->declarators.empty()) continue;
    if (!is_run_time(program, d->type_first, d->end, loose)) continue;
    for (const Declarator& declarator : d->declarators)
      loose.insert(program.tokens[declarator.name].text);
    for (size_t i = item.first; i < d->type_first; ++i)
      if (program.tokens[i].is("const")) program.tokens[i].text.clear();
  }
}

}  // namespace progpretrain::dialect
