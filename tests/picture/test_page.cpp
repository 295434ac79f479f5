#include <doctest/doctest.h>

#include "engine/base/check.h"
#include "engine/picture/page.h"

using namespace progpretrain;
using namespace progpretrain::picture;

TEST_CASE("page: base64 agrees with the test vectors of RFC 4648") {
  CHECK(to_base64("") == "");
  CHECK(to_base64("f") == "Zg==");
  CHECK(to_base64("fo") == "Zm8=");
  CHECK(to_base64("foo") == "Zm9v");
  CHECK(to_base64("foob") == "Zm9vYg==");
  CHECK(to_base64("fooba") == "Zm9vYmE=");
  CHECK(to_base64("foobar") == "Zm9vYmFy");
  CHECK(to_base64("\xff\xfe") == "//4=");
}

TEST_CASE("page: HTML's own characters become references") {
  CHECK(escape_html("<a href=\"x\">'&'</a>") ==
        "&lt;a href=&quot;x&quot;&gt;&#39;&amp;&#39;&lt;/a&gt;");
}

TEST_CASE("page: a data URI names the picture's type and refuses other bytes") {
  CHECK(to_data_uri("\x89PNG\r\n\x1a\n....").starts_with("data:image/png;base64,"));
  CHECK(to_data_uri("RIFF\1\2\3\4WEBPVP8 ").starts_with("data:image/webp;base64,"));
  CHECK(to_data_uri("").empty());
  CHECK_THROWS_AS(to_data_uri("<svg onload=alert(1)>"), InvariantError);
}

TEST_CASE(
    "page: the policy lists exactly the hash of each script, and nothing is loaded from outside") {
  Page page;
  page.title = "t";
  page.data = {{"title", "t"}};
  page.scripts = {"alert(1);"};
  const std::string html = to_html(page);
  // echo -n 'alert(1);' | openssl dgst -sha256 -binary | base64
  CHECK(html.find("'sha256-5jFwrAK0UV47oFbVg/iCCBbxD8X1w+QvoOUepu4C2YA='") != std::string::npos);
  CHECK(html.find("default-src 'none'") != std::string::npos);
  CHECK(html.find("script-src 'unsafe") == std::string::npos);
  CHECK(html.find("src=\"http") == std::string::npos);
  CHECK(html.find("href=") == std::string::npos);
  page.scripts = {"document.write('</script>')"};
  CHECK_THROWS_AS(to_html(page), InvariantError);
}

TEST_CASE("page: base64 read back is the same bytes, and anything else is nothing") {
  std::string bytes;
  for (int length = 0; length < 40; ++length, bytes += static_cast<char>(length * 37))
    CHECK(from_base64(to_base64(bytes)) == bytes);
  for (const char* wrong : {"Zg", "Zg=", "Zh==", "Zm9v!", "=", "Z", "Zg==Zg=="})
    CHECK_FALSE(from_base64(wrong).has_value());
}
