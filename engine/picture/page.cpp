#include "engine/picture/page.h"

#include "engine/base/check.h"
#include "engine/base/embedded_text.h"
#include "engine/base/hash.h"
#include "engine/picture/codec.h"

namespace progpretrain::picture {
std::span<const base::EmbeddedText> page_files();  // generated

std::string_view page_file(std::string_view name) {
  return base::text_named(page_files(), name);
}

std::string escape_html(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (const char c : text) {
    switch (c) {
      case '&':
        out += "&amp;";
        break;
      case '<':
        out += "&lt;";
        break;
      case '>':
        out += "&gt;";
        break;
      case '"':
        out += "&quot;";
        break;
      case '\'':
        out += "&#39;";
        break;
      default:
        out += c;
    }
  }
  return out;
}

namespace {
constexpr std::string_view kBase64Digits =
    "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
}

std::string to_base64(std::string_view bytes) {
  std::string out;
  out.reserve((bytes.size() + 2) / 3 * 4);
  for (size_t i = 0; i < bytes.size(); i += 3) {
    uint32_t word = 0;
    for (size_t k = 0; k < 3; ++k)
      word = word << 8 | (i + k < bytes.size() ? static_cast<unsigned char>(bytes[i + k]) : 0u);
    for (size_t k = 0; k < 4; ++k)
      out += i + k <= bytes.size() ? kBase64Digits[word >> (18 - 6 * k) & 63] : '=';
  }
  return out;
}

std::optional<std::string> from_base64(std::string_view text) {
  const size_t end = text.find_last_not_of('=') + 1;
  std::string out;
  uint32_t word = 0;
  int bits = 0;
  for (const char c : text.substr(0, end)) {
    const size_t digit = kBase64Digits.find(c);
    if (digit == std::string_view::npos) return {};
    word = word << 6 | static_cast<uint32_t>(digit);
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out += static_cast<char>(word >> bits & 255);
    }
  }
  // One text per content: right padding, and no stray bits in the last digit.
  if (to_base64(out) != text) return {};
  return out;
}

std::string to_data_uri(std::string_view picture) {
  if (picture.empty()) return {};
  const std::string_view type = mime_type(picture);
  PP_CHECK(!type.empty(), "neither PNG nor WebP nor JPEG");
  return base::concat("data:", type, ";base64,", to_base64(picture));
}

namespace {

/// The source expression of a content security policy for an inline script.
std::string script_hash(std::string_view script) {
  const std::string hex = base::sha256_hex(script);
  std::string digest;
  for (size_t i = 0; i < hex.size(); i += 2)
    digest += static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16));
  return base::concat("'sha256-", to_base64(digest), "'");
}

/// JSON in which no '<' is left: neither "</script" nor "<!--" can end or change the block that
/// holds it.
std::string inert_json(const base::Json& data) {
  const std::string json = data.dump(-1, ' ', false, base::Json::error_handler_t::replace);
  std::string out;
  out.reserve(json.size() + json.size() / 64);
  for (const char c : json) {
    if (c == '<')
      out += "\\u003c";
    else
      out += c;
  }
  return out;
}

}  // namespace

std::string to_html(const Page& page) {
  std::vector<std::string_view> scripts{page_file("page.js")};
  scripts.insert(scripts.end(), page.scripts.begin(), page.scripts.end());
  std::string hashes;
  for (const std::string_view script : scripts) {
    PP_CHECK(script.find("</script") == std::string_view::npos &&
             script.find('\r') == std::string_view::npos);
    hashes.append(" ").append(script_hash(script));
  }
  std::string html = base::concat(
      "<!doctype html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n"
      "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; img-src data:; "
      "style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'; script-src",
      hashes,
      "\">\n<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n"
      "<meta name=\"generator\" content=\"progpretrain\">\n<title>",
      escape_html(page.title), "</title>\n<style>\n");
  html += page_file("page.css");
  for (const std::string_view style : page.styles) html += style;
  html.append("</style>\n</head>\n<body>\n").append(page.body).append("\n");
  html.append("<script type=\"application/json\" id=\"data\">")
      .append(inert_json(page.data))
      .append("</script>\n");
  for (const std::string_view script : scripts)
    html.append("<script>").append(script).append("</script>\n");
  return html + "</body>\n</html>\n";
}

}  // namespace progpretrain::picture
