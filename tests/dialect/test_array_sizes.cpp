// Sizes of arrays, before a compiler sees them.
#include <doctest/doctest.h>

#include "engine/dialect/array_sizes.h"
#include "tests/dialect/dialect_support.h"

using namespace progpretrain;
using namespace progpretrain::testing;

namespace {

std::optional<int64_t> value_of(const std::string& expression, const std::string& before = "") {
  const dialect::Tokens constants = dialect::tokenise(before);
  const dialect::Tokens tokens = dialect::tokenise(expression);
  return dialect::constant_integer(tokens, 0, tokens.size(), dialect::integer_constants(constants));
}

}  // namespace

TEST_CASE("array sizes: constant expressions of whole numbers have a value") {
  CHECK(value_of("7") == 7);
  CHECK(value_of("0x10u") == 16);
  CHECK(value_of("010") == 8);
  CHECK(value_of("2 + 3 * 4") == 14);
  CHECK(value_of("(2 + 3) * 4") == 20);
  CHECK(value_of("20 - 5 - 5") == 10);
  CHECK(value_of("-3 + int(4) % 3") == -2);
  CHECK(value_of("1 << 4 | 3 & 2 ^ 1") == 19);
  CHECK(value_of("N * M", "const int N = 3, M = N + 1;") == 12);
  CHECK(value_of("N", "const uint N = 3u;") == 3);
}

TEST_CASE("array sizes: what is no constant whole number has none") {
  for (const char* text : {"", "n", "1.5", "1 / 0", "f(3)", "(3", "3)", "1 <", "2 3", "1 << 99",
                           "99999999999999999999", "4000000000 * 4000000000 * 4000000000"})
    CHECK_MESSAGE(!value_of(text), text);
  CHECK_FALSE(value_of("N", "const int N = 3; void f() { const int N = 4; }"));
  CHECK_FALSE(value_of("N", "int N = 3;"));
  CHECK_FALSE(value_of(std::string(9999, '(') + "1" + std::string(9999, ')')));
}

TEST_CASE("array sizes: an array too large is refused with its size and the limit") {
  CHECK(refusal("shadertoy",
                shadertoy_program("float a[100000000];", "a[int(p.x)] = 1.0; c.x = a[3];")) ==
        "unsupported@1: an array of 100000000 elements: at most 65532");
  CHECK(refusal("shadertoy", shadertoy_program("const int N = 1000;",
                                               "float a[N][N]; c.x = "
                                               "a[int(p.x)][2];")) ==
        "unsupported@3: an array of 1000000 elements: at most 65532");
  CHECK(refusal("shadertoy", shadertoy_program("", "float[70000] a; c.x = a[int(p.x)];")) ==
        "unsupported@3: an array of 70000 elements: at most 65532");
  CHECK(failure("shadertoy",
                shadertoy_program("#define N 1000\nfloat a[N * 4], b[3];",
                                  "int i = int(p.x); a[i * 100000] = 1.0; c.x = a[i] + b[i];")) ==
        "");
}
