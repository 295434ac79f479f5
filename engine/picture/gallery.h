#pragma once
// The offline gallery: one HTML file with a searchable grid of pictures; a click shows the program
// behind a picture.
#include <filesystem>
#include <span>
#include <string>
#include <vector>

#include "engine/base/strict_json.h"

namespace progpretrain::picture {

/// A program with its picture. All text is untrusted; empty fields are left out of the page.
struct GalleryItem {
  std::string picture;  ///< PNG or WebP bytes (animated too); empty: a tile that shows the verdict
  std::string id, title, author, description, family, dialect, licence, origin;
  std::vector<std::string> tags;
  std::string verdict = "ok";
  std::vector<std::string> flags;
  std::string reason;  ///< why it was refused
  int line = 0;        ///< of the source, from 1, marked in the listing; 0 = none
  std::string source;
  base::Json statistics = base::Json::object();  ///< name with unit -> number or text
};

/// The page: a grid with search over id, title, family, description, dialect, author, licence and
/// tags, filters by family and verdict, the source with line numbers, verdict and statistics.
std::string gallery_html(std::string_view title, std::span<const GalleryItem> items);

/// gallery_html into a file, atomically.
void write_gallery(const std::filesystem::path& path, std::string_view title,
                   std::span<const GalleryItem> items);

}  // namespace progpretrain::picture
