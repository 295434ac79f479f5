#pragma once
// Whole files in and out. A file is written under a temporary name, synced and renamed: readers see
// the old or the new one.
#include <filesystem>
#include <string>
#include <string_view>

namespace progpretrain::base {

/// The bytes of a file. Throws UsageError "PATH: no such file" or with the system's reason.
std::string read_file(const std::filesystem::path& path);

/// Replaces `path` with `bytes`, creating parent folders. Throws EnvironmentError with the system's
/// reason (disk full, no permission); then the old file is untouched and no temporary file is left.
/// A device or a pipe is written to.
void write_file_atomically(const std::filesystem::path& path, std::string_view bytes);

/// The same for caches whose files are checked when they are read: not synced, so that a power cut
/// may leave a file with other content.
void write_cache_file(const std::filesystem::path& path, std::string_view bytes);

/// Where caches live: $PROGPRETRAIN_CACHE, else $XDG_CACHE_HOME/progpretrain, else
/// ~/.cache/progpretrain.
std::filesystem::path cache_folder();

/// The folder that holds the running executable.
std::filesystem::path executable_folder();

}  // namespace progpretrain::base
