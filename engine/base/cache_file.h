#pragma once
// Where a cache keeps what it knows under a key, and how it reads it: a file that is not there, or
// cannot be read, is made again.
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace progpretrain::base {

/// FOLDER/ab/cdef....EXTENSION for key "abcdef...", a SHA-256 in hexadecimal digits (throws
/// InvariantError for another); extension ".spv".
std::filesystem::path cache_file(const std::filesystem::path& folder, const std::string& key,
                                 std::string_view extension);

/// The bytes of a cache's file; nullopt when there is none or it cannot be read.
std::optional<std::string> read_cache_file(const std::filesystem::path& path);

}  // namespace progpretrain::base
