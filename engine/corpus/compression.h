#pragma once
// Compressed bytes in one piece: xz (https://tukaani.org/xz/xz-file-format.txt) both ways, gzip for
// reading.
#include <cstddef>
#include <string>
#include <string_view>

struct archive;

namespace progpretrain::corpus {

bool is_gzip(std::string_view bytes);
bool is_xz(std::string_view bytes);

/// What went wrong with a handle of libarchive, fit for a message.
std::string archive_error(archive* handle);

/// `bytes` as an xz file, preset 9, one thread: the same result every time with the same liblzma
/// (of another version it may be another, which unpacks to the same bytes).
std::string compress_xz(std::string_view bytes);

/// What an xz or gzip file holds; other bytes as they are. Throws UsageError naming `where` when it
/// is damaged or holds more than `max_bytes`.
std::string decompress(std::string bytes, size_t max_bytes, const std::string& where);

}  // namespace progpretrain::corpus
