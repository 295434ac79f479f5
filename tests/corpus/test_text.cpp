#include <doctest/doctest.h>

#include <string>

#include "engine/base/strict_json.h"
#include "engine/corpus/licence.h"
#include "engine/corpus/text.h"

using namespace progpretrain::corpus;
using namespace std::string_literals;

namespace {

/// The JSON library is the judge of well-formed UTF-8.
bool is_utf8(const std::string& text) {
  try {
    return !progpretrain::base::Json(text).dump().empty();
  } catch (const nlohmann::json::exception&) {
    return false;
  }
}

}  // namespace

TEST_CASE("text: byte order mark, CRLF, CR and NUL are gone and every line keeps its number") {
  CHECK(clean_source("\xEF\xBB\xBF"
                     "a\r\nb\rc\n\r\nd"s) == "a\nb\nc\n\nd");
  CHECK(clean_source("a\0b"s) == "a b");
  CHECK(clean_source("") == "");
}

TEST_CASE("text: a source that was escaped for HTML is unescaped once, any other stays") {
  CHECK(clean_source("a &lt; b &amp;&amp; c &gt; d; // &quot;e&quot; &#39;f&#39; &amp;lt;") ==
        "a < b && c > d; // \"e\" 'f' &lt;");
  CHECK(clean_source("a < b; // &lt;") == "a < b; // &lt;");
  CHECK(clean_source("a &amp; b") == "a &amp; b");
}

TEST_CASE("text: UTF-16 of either order becomes UTF-8") {
  // a, e acute, euro sign, a treble clef as a pair, half a pair, line ends.
  const std::string big = "\0a\0\xE9\x20\xAC\xD8\x34\xDD\x1E\xD8\x34\0\r\0\n\0b"s;
  std::string little = big;
  for (size_t i = 0; i < little.size(); i += 2) std::swap(little[i], little[i + 1]);
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9D\x84\x9E\xEF\xBF\xBD\nb";
  CHECK(clean_source("\xFE\xFF" + big) == text);
  CHECK(clean_source("\xFF\xFE" + little) == text);
  CHECK(clean_source("\xFF\xFE" + little + "x") == text);
  CHECK(clean_source("\xFF\xFE") == "");
  CHECK_FALSE(utf16_as_utf8("plain").has_value());
}

TEST_CASE("text: valid UTF-8 of every length stays as it is") {
  const std::string text = "a\xC3\xA9\xE2\x82\xAC\xF0\x9F\x8C\x88z";
  CHECK(clean_source(text) == text);
}

TEST_CASE("text: bytes that are no UTF-8 become U+FFFD one by one") {
  const std::string mark = "\xEF\xBF\xBD";
  CHECK(clean_source("a\xE9"
                     "b") == "a" + mark + "b");                          // Latin-1
  CHECK(clean_source("\xC0\x80") == mark + mark);                        // overlong NUL
  CHECK(clean_source("\xED\xA0\x80") == mark + mark + mark);             // surrogate
  CHECK(clean_source("\xF4\x90\x80\x80") == mark + mark + mark + mark);  // beyond U+10FFFF
  CHECK(clean_source("\xE2\x82") == mark + mark);                        // cut off
}

TEST_CASE("text: whatever the bytes, the result is UTF-8 without NUL and CR") {
  uint32_t state = 1;
  for (int round = 0; round < 200; ++round) {
    std::string bytes;
    for (int i = 0; i < 100; ++i) {
      state = state * 1664525 + 1013904223;
      bytes += static_cast<char>(state >> 24);
    }
    for (const std::string& text : {clean_source(bytes), clean_field(bytes), clean_id(bytes)}) {
      REQUIRE(is_utf8(text));
      REQUIRE(text.find('\0') == std::string::npos);
      REQUIRE(text.find('\r') == std::string::npos);
    }
  }
}

TEST_CASE("text: a field is one trimmed line and an id is never empty") {
  CHECK(clean_field("  two\n\x1b[31mlines\t ") == "two  [31mlines");
  CHECK(clean_id(" \n\x01") == "unnamed");
  CHECK(clean_id("../a b'\"") == "../a b'\"");
}

TEST_CASE("text: cutting a long field never cuts a character") {
  std::string euros;
  for (int i = 0; i < 2000; ++i) euros += "\xE2\x82\xAC";
  CHECK(clean_field(euros).size() == 4095);
  CHECK(clean_id(euros).size() == 198);
  CHECK(is_utf8(clean_field(euros)));
}

TEST_CASE("text: names of files are taken from paths and archive members alike") {
  CHECK(file_stem("a/b.tar/c.v2.glsl") == "c.v2");
  CHECK(file_extension("a/b.tar/c.v2.GLSL") == "glsl");
  CHECK(file_stem("pack.zip!member.frag") == "member");
  CHECK(file_extension("folder.d/file") == "");
  CHECK(file_stem(".hidden") == ".hidden");
  CHECK(split_words(" a, b;c  ,d,") == std::vector<std::string>{"a", "b", "c", "d"});
}

TEST_CASE("text: licences are counted under one spelling") {
  CHECK(canonical_licence("cc-by-nc-sa-3.0") == "CC-BY-NC-SA-3.0");
  CHECK(canonical_licence(" mit ") == "MIT");
  CHECK(canonical_licence("cc0-1.0") == "CC0-1.0");
  CHECK(canonical_licence("gpl-3.0-OR-later") == "GPL-3.0-or-later");
  CHECK(canonical_licence("ask the author") == "ask the author");
  CHECK(canonical_licence("") == "");
}
