#pragma once
// The one place that knows all readers.
#include <string>
#include <string_view>

#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// The first reader that accepts the blob, or null.
const Reader* find_reader(const Blob& blob);

/// Whether a file of this name, found in a folder or an archive, is worth opening: a known
/// extension, no hidden file, no documentation (README.txt, manifest.json, ...).
bool is_readable_name(std::string_view name);

/// What a file that is passed over is counted as, by its name: ".png", "hidden", "without
/// extension".
std::string skip_kind(std::string_view name);

/// Whether a file of this name holds JSON lines, which may be read in pieces of any total size.
bool is_line_file(std::string_view name);

/// Size up to which a file of this name is read.
size_t max_bytes_of(std::string_view name);

/// "*.zip, *.json, *.glsl, ..." for messages.
std::string readable_names();

/// Reads a blob that was found in a folder or an archive: when it cannot be read at all, that is
/// one refused item; when nothing in it is a program, a skipped file.
void read_contained(const Blob& blob, const Sink& sink);

/// The item for something named `origin` that was refused while reading.
RefusedItem refused_while_reading(std::string_view origin, Verdict verdict, std::string reason);

/// "source is larger than 8 MiB".
std::string too_large(size_t max_bytes);

}  // namespace progpretrain::corpus
