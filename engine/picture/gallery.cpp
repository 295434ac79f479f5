#include "engine/picture/gallery.h"

#include "engine/base/file.h"
#include "engine/picture/page.h"

namespace progpretrain::picture {
namespace {

base::Json to_json(const GalleryItem& item) {
  base::Json json = {{"id", item.id}, {"verdict", item.verdict}};
  const auto put = [&](const char* key, const auto& value) {
    if (!value.empty()) json[key] = value;
  };
  put("picture", to_data_uri(item.picture));
  put("title", item.title);
  put("author", item.author);
  put("description", item.description);
  put("family", item.family);
  put("dialect", item.dialect);
  put("licence", item.licence);
  put("origin", item.origin);
  put("tags", item.tags);
  put("flags", item.flags);
  put("reason", item.reason);
  put("source", item.source);
  put("statistics", item.statistics);
  if (item.line > 0) json["line"] = item.line;
  return json;
}

}  // namespace

std::string gallery_html(std::string_view title, std::span<const GalleryItem> items) {
  Page page;
  page.title = title;
  page.body = "<main id=\"grid\" class=\"grid\"></main>";
  page.data = {{"title", title}, {"items", base::Json::array()}};
  for (const GalleryItem& item : items) page.data["items"].push_back(to_json(item));
  page.styles = {page_file("gallery.css")};
  page.scripts = {page_file("gallery.js")};
  return to_html(page);
}

void write_gallery(const std::filesystem::path& path, std::string_view title,
                   std::span<const GalleryItem> items) {
  base::write_file_atomically(path, gallery_html(title, items));
}

}  // namespace progpretrain::picture
