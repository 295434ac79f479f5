#include <doctest/doctest.h>

#include "engine/base/file.h"
#include "engine/base/strict_json.h"
#include "engine/picture/codec.h"
#include "engine/picture/gallery.h"
#include "tests/picture/samples.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::picture;

namespace {

int count(std::string_view text, std::string_view what) {
  int found = 0;
  for (size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

/// What a browser's JSON.parse(document.getElementById('data').textContent) sees.
base::Json data_of(const std::string& html) {
  const std::string open = "<script type=\"application/json\" id=\"data\">";
  const size_t begin = html.find(open) + open.size();
  return base::Json::parse(html.substr(begin, html.find("</script", begin) - begin));
}

GalleryItem plain_item(std::string id) {
  GalleryItem item;
  item.id = std::move(id);
  return item;
}

GalleryItem hostile_item() {
  GalleryItem item;
  item.id = "a\"><img src=x onerror=alert(1)>";
  item.title = "</script><script>alert(1)</script>";
  item.author = "<!--<script>";
  item.description = "'; alert(1); //\xff\xfe invalid";
  item.licence = "</ScRiPt ><svg onload=alert(1)>";
  item.source =
      "// </script><script>alert(2)</script>\nvoid mainImage(out vec4 o, in vec2 p) { o = vec4(1); "
      "}";
  item.reason = "]]></style><script>";
  item.tags = {"<script>"};
  item.flags = {"</script>"};
  item.statistics["<script>alert(3)</script>"] = 1;
  return item;
}

}  // namespace

TEST_CASE("gallery: hostile text is inert in every field") {
  const GalleryItem harmless = plain_item("a");
  const std::string clean = gallery_html("gallery", std::vector<GalleryItem>{harmless});
  const std::string html =
      gallery_html("</title><script>alert(0)</script>", std::vector<GalleryItem>{hostile_item()});
  // The page's own elements and not one more: hostile text opens and closes nothing.
  for (const char* what :
       {"<script", "</script", "<img", "<svg", "<!--", "</title", "</style", "alert(1)</"})
    CHECK_MESSAGE(count(html, what) == count(clean, what), what);
  CHECK(count(html, "<script") == 3);  // data, shell, gallery
  const std::string block = html.substr(html.find("id=\"data\">") + 10);
  CHECK(block.substr(0, block.find("</script>")).find('<') == std::string::npos);
}

TEST_CASE("gallery: the page's data are the items' exact texts") {
  GalleryItem item = hostile_item();
  item.description = "plain";
  item.picture = encode_png(testing::noise_image(4, 4, 1));
  item.line = 2;
  item.verdict = "parse_error";
  const base::Json data =
      data_of(gallery_html("corpus", std::vector<GalleryItem>{item, plain_item("b")}));
  CHECK(data["title"] == "corpus");
  REQUIRE(data["items"].size() == 2);
  const base::Json& first = data["items"][0];
  CHECK(first["id"] == item.id);
  CHECK(first["title"] == item.title);
  CHECK(first["source"] == item.source);
  CHECK(first["line"] == 2);
  CHECK(first["verdict"] == "parse_error");
  CHECK(first["picture"].get<std::string>().starts_with("data:image/png;base64,iVBOR"));
  CHECK(data["items"][1].size() == 2);  // empty fields are left out: id and verdict stay
}

TEST_CASE("gallery: one file is written whole") {
  const testing::TemporaryFolder folder;
  write_gallery(folder / "out/g.html", "corpus", std::vector<GalleryItem>{plain_item("b")});
  const std::string html = base::read_file(folder / "out/g.html");
  CHECK(html.starts_with("<!doctype html>"));
  CHECK(html.ends_with("</html>\n"));
}
