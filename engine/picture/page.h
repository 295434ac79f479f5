#pragma once
// The shell of our offline HTML reports: one file, nothing loaded from outside, light and dark.
// Data that comes from programs' authors reaches the page only as JSON inside an inert block; the
// scripts put it on screen as text. A content security policy names the hash of every script, so
// that nothing else can run.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/strict_json.h"

namespace progpretrain::picture {

struct Page {
  std::string title;  ///< any text
  std::string body;   ///< trusted HTML between the header and the end
  base::Json data;    ///< untrusted; scripts read it as the constant `data`
  std::vector<std::string_view> styles, scripts;  ///< trusted; after the shell's own
};

/// The whole file. Invalid UTF-8 in data is replaced by U+FFFD.
std::string to_html(const Page& page);

/// The text of one of this room's own files: page.css, page.js, gallery.css, gallery.js. Throws InvariantError for others.
std::string_view page_file(std::string_view name);

/// Text for an element or a quoted attribute: & < > " ' become references.
std::string escape_html(std::string_view text);

/// RFC 4648, with padding.
std::string to_base64(std::string_view bytes);
/// The bytes again; nothing when the text is not what to_base64 writes.
std::optional<std::string> from_base64(std::string_view text);

/// "data:image/webp;base64,..." for PNG, WebP or JPEG bytes; empty for no bytes.
std::string to_data_uri(std::string_view picture);

}  // namespace progpretrain::picture
