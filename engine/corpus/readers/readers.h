#pragma once
// The readers, one per format; the registry lists them.
#include <memory>

#include "engine/corpus/reader.h"

namespace progpretrain::corpus {

/// Zip archives, member by member through the other readers. Bounded in members, bytes and
/// expansion; nothing is written to disk, so member names are only names. An archive inside an
/// archive is refused.
std::unique_ptr<Reader> make_archive_reader();

/// Tar archives, plain or compressed with gzip or xz, and single files compressed so; the same
/// bounds and the same order as zip archives.
std::unique_ptr<Reader> make_tar_reader();

/// Shadertoy's API shape ({"Shader": {"info", "renderpass"}}), the site's shape, arrays of them,
/// objects of them by id, the profile export ({"shaders": [...]}), and JSON lines with a program
/// per row (such shapes, or "image_code", "image_inputs", "buffer_a_code", ... and a licence, or a
/// row of a pack, pack.h). Objects that hold the text of one shader of any host (text_json.h) are
/// taken in all these places too.
/// Where neither a key nor the text names a licence, it is Shadertoy's default.
std::unique_ptr<Reader> make_shadertoy_json_reader();

/// Web pages: each script element of a fragment shader's type ("x-shader/x-fragment" and its like)
/// is one program, titled with the element's id. A page without any is passed over in folders.
std::unique_ptr<Reader> make_html_reader();

/// One file, one program. Comment lines `key: value` before the first line of code tell title,
/// author, family, description, dialect, licence and tags; other keys are ignored. A licence named
/// in plain words there counts too. Of ISF files the JSON header tells the same. The id is the
/// file's stem. A text with the passes of a Shadertoy program is taken apart (pass_headings.h).
std::unique_ptr<Reader> make_plain_text_reader();

}  // namespace progpretrain::corpus
