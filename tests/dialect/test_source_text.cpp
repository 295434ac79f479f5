// First handling of a text: bytes, comments, the host's directives, laxness that browsers allow.
#include <doctest/doctest.h>

#include <algorithm>

#include "engine/dialect/lenient.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

using namespace progpretrain::dialect;

TEST_CASE("source text: byte order mark, CR, CRLF, NUL and foreign bytes are cleaned, lines stay") {
  using namespace std::string_literals;
  CHECK(clean_text("\xef\xbb\xbf"
                   "a\r\nb\rc\0d\xc3\xa9"s) == "a\nb\nc d  ");
}

TEST_CASE("source text: comments go, lines stay, and a directive is not cut by a comment") {
  CHECK(strip_comments("a // b\nc /* d\n e */ f") == "a  \nc  \n f");
  CHECK(strip_comments("// a \\\n b\nc") == "\\\n \nc");
  CHECK(strip_comments("#define F(x) /*\n*/ g(x) /*\n*/ h(x)\nk") ==
        "#define F(x)  \\\n g(x)  \\\n h(x)\nk");
  CHECK(strip_comments("/* open") == " ");
}

TEST_CASE("source text: only the host's directives are blanked") {
  CHECK(blank_host_directives("#version 100\n # extension GL_x : enable\n#define A 1\n#pragma x\\\n"
                              "more\n#line 7\nx") == "\n\n#define A 1\n\n\n\nx");
}

TEST_CASE("source text: make_strict parts names from values and fills empty arguments") {
  CHECK(make_strict("#define EPS.001\n#define A );x\n") == "#define EPS .001\n#define A );x\n");
  CHECK(make_strict("#define F(x) x+1\ny = F() + F( ) + F(2) + G();\n") ==
        "#define F(x) x+1\ny = F(pp_nothing) + F(pp_nothing) + F(2) + G();\n");
  CHECK(make_strict("#define F() 1\nF()\n") == "#define F() 1\nF()\n");
  CHECK(make_strict("#define F(a,b) a\nF()") == "#define F(a,b) a\nF()");
}

TEST_CASE("token: a text comes back with every token on its line") {
  const std::string text = "a+=1.e-3;\n\n  b<<=0x1Fu>>2;c=.5-x.y;//";
  const Tokens tokens = tokenise(text);
  CHECK(to_text(tokens) == text + "\n");
  const auto find = [&](const char* t) {
    return std::find_if(tokens.begin(), tokens.end(), [&](const Token& k) { return k.is(t); });
  };
  CHECK(find("1.e-3") != tokens.end());
  CHECK(find("<<=")->line == 3);
  CHECK(find("0x1Fu") != tokens.end());
  CHECK(find(".5")->kind == Token::Kind::number);
}
