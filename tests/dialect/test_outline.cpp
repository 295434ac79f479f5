// The structure read off the tokens.
#include <doctest/doctest.h>

#include "engine/dialect/outline.h"

using namespace progpretrain::dialect;

TEST_CASE("outline: functions, prototypes, declarations, structs and blocks are told apart") {
  const Tokens tokens = tokenise(
      "float f(vec2 a);\n"
      "struct S { float a; } s = S(1.0);\n"
      "const vec2 v = vec2(1.0), w[2] = vec2[2](v, v);\n"
      "float f(vec2 a) { if (a.x > 1.0) { return 1.0; } return 2.0; }\n"
      "uniform Block { float x; } block;\n"
      "float g;");
  const auto items = outline(tokens);
  using Kind = GlobalItem::Kind;
  REQUIRE(items.size() == 6);
  const Kind kinds[] = {Kind::prototype, Kind::declaration, Kind::declaration,
                        Kind::function,  Kind::block,       Kind::declaration};
  for (size_t i = 0; i < items.size(); ++i) {
    CHECK(items[i].kind == kinds[i]);
    CHECK(tokens[items[i].first].line == static_cast<int>(i) + 1);
  }
  CHECK(tokens[items[3].name].text == "f");
  CHECK(items.back().last == tokens.size());
}

TEST_CASE("outline: unbalanced text ends, whatever is missing") {
  for (const char* text : {"void f() {", "}", "void f(", "struct {", "a b(c d", "float x = (",
                           "{{{", "f) {", "vec2 a[", ")]}", ";", "struct", "= {"}) {
    const Tokens tokens = tokenise(text);
    const auto items = outline(tokens);
    CHECK_MESSAGE(!items.empty(), text);
    CHECK(items.back().last == tokens.size());
    for (const GlobalItem& item : items) {
      CHECK(item.first < item.last);
      CHECK(item.body_first <= tokens.size());
      CHECK(item.body_last <= tokens.size());
    }
  }
}

TEST_CASE("outline: parameters know their qualifier, type and name") {
  const Tokens tokens = tokenise("void f(const in vec2 a, out float b[3], inout S, float[2] d) {}");
  const auto items = outline(tokens);
  REQUIRE(items.size() == 1);
  const auto parameters = parse_parameters(tokens, items[0]);
  REQUIRE(parameters.size() == 4);
  CHECK(tokens[parameters[0].name].text == "a");
  CHECK(!parameters[0].is_out);
  CHECK(parameters[1].is_out);
  CHECK(parameters[1].last == parameters[1].name + 3);
  CHECK(!parameters[2].is_out);
  CHECK(parameters[2].name == 0);
  CHECK(parameters[3].type_last - parameters[3].type_first == 4);
}

TEST_CASE("outline: declarators end at their own commas") {
  const Tokens tokens = tokenise("const vec2 a = f(1, 2), b[2], c = vec2(b[0], g(3));");
  const auto d = parse_declaration(tokens, 0, tokens.size());
  REQUIRE(d);
  CHECK(d->is_const);
  REQUIRE(d->declarators.size() == 3);
  CHECK(tokens[d->declarators[1].name].text == "b");
  CHECK(!d->declarators[1].initialised);
  CHECK(d->declarators[2].initialised);
  CHECK(tokens[d->end].is(";"));
  CHECK(!parse_declaration(tokenise("a = b;"), 0, 4));
  CHECK(!parse_declaration(tokenise("return x;"), 0, 3));
  CHECK(!parse_declaration(tokenise("a[1] = b;"), 0, 7));
}
