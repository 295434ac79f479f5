// When two texts are the same program.
#include <doctest/doctest.h>

#include "engine/dialect/normalise.h"

using progpretrain::dialect::content_hash;
using progpretrain::dialect::normalise;

TEST_CASE("normalise: comments, blanks and line ends leave no trace") {
  const std::string a = "void f( ) { // x\r\n\treturn   a+b;\r\n}";
  const std::string b = "/* licence */ void f(){return a + b;}\n\n";
  CHECK(normalise(a) == normalise(b));
  CHECK(content_hash("sandbox", a) == content_hash("sandbox", b));
  CHECK(normalise(a) == "void f ( ) { return a + b ; }");
}

TEST_CASE("normalise: different programs stay different") {
  CHECK(normalise("a - -b") != normalise("a--b"));
  CHECK(normalise("x = ab;") != normalise("x = a b;"));
  CHECK(normalise("#define F(x) x\n") != normalise("#define F (x) x\n"));
  CHECK(normalise("#define A\nb") != normalise("#define A b"));
  CHECK(normalise("x = 1.0;") != normalise("x = 1.00;"));
  CHECK(content_hash("sandbox", "x") != content_hash("shadertoy", "x"));
}

TEST_CASE("normalise: directives keep their lines, whatever their blanks") {
  CHECK(normalise("  #  define   A  1 \nfloat x;") == "#define A 1\nfloat x ;");
  CHECK(normalise("#define A \\\n 1\nx") == "#define A 1\nx");
  CHECK(normalise("float y;\n#if 1\nx\n#endif") == "float y ;\n#if 1\nx\n#endif\n");
}
