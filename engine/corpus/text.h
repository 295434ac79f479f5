#pragma once
// Text of strangers made fit to be kept: valid UTF-8, unix line ends, no control characters.
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::corpus {

/// What begins with the byte order mark of UTF-16, of either order, as UTF-8 without it; nullopt for
/// anything else. Half pairs become U+FFFD.
std::optional<std::string> utf16_as_utf8(std::string_view bytes);

/// A source as it is kept: UTF-16 as UTF-8, without a byte order mark, CRLF and CR as LF, NUL as space, each byte
/// that is not part of valid UTF-8 as U+FFFD; "&lt;" and its like as what they stand for where the
/// whole text was escaped for HTML. Line numbers stay the author's.
std::string clean_source(std::string_view bytes);

/// The same with HTML's escapes left as they are.
std::string clean_text(std::string_view bytes);

/// A title, name or path as it is kept: valid UTF-8 in one line, control characters as spaces,
/// trimmed, at most 4,096 bytes.
std::string clean_field(std::string_view bytes);

/// The same for an id: at most 200 bytes, "unnamed" when nothing is left.
std::string clean_id(std::string_view bytes);

std::string_view trim(std::string_view text);
std::string lower_case(std::string_view text);

/// "a, b c" -> {"a", "b", "c"}.
std::vector<std::string> split_words(std::string_view text);

/// Name of the file in a path ("pack.zip!x/a.glsl" -> "a.glsl"), its stem and its extension in
/// lower case ("glsl").
std::string_view file_name(std::string_view path);
std::string_view file_stem(std::string_view path);
std::string file_extension(std::string_view path);

/// A name without the ".gz" or ".xz" that a compressed file adds: "rows.jsonl.xz" -> "rows.jsonl".
std::string_view without_compression(std::string_view name);

}  // namespace progpretrain::corpus
