#pragma once
// Files of lines that may be larger than memory.
#include <filesystem>
#include <functional>

#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// Hands a file to `use` in pieces of whole lines, each of some megabytes, with the number of its
/// first line; stops when `use` returns false. Throws UsageError naming the file when it cannot be
/// read or holds a line longer than 256 MiB.
void read_line_pieces(const std::filesystem::path& path,
                      const std::function<bool(const Blob&)>& use);

}  // namespace progpretrain::corpus
