#pragma once
// The readers, one per format; the registry lists them.
#include <memory>

#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// Zip archives, member by member through the other readers. Bounded in members, bytes and
/// expansion; nothing is written to disk, so member names are only names. An archive inside an
/// archive is refused.
std::unique_ptr<Reader> make_archive_reader();

/// Shadertoy's API shape ({"Shader": {"info", "renderpass"}}), the site's shape, arrays of them,
/// the profile export
/// ({"shaders": [...]}), and JSON lines with a program per row ("image_code", "image_inputs", ...,
/// with a licence).
std::unique_ptr<Reader> make_shadertoy_json_reader();

/// One file, one program. Leading comment lines `// key: value` tell title, author, family,
/// description, dialect, licence and tags; other keys are ignored. The id is the file's stem.
std::unique_ptr<Reader> make_plain_text_reader();

}  // namespace progpretrain::corpus
