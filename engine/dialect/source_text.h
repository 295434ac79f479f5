#pragma once
// First handling of an author's text, before any preprocessor sees it. Every function keeps the
// number of lines.
#include <string>
#include <string_view>

#include "engine/corpus/verdict.h"

namespace progpretrain::dialect {

/// Larger sources are refused (the largest of 98,000 public programs has 200 kB).
inline constexpr size_t kMaxSourceBytes = 1u << 20;

/// "\n" line ends, no byte order mark, printable ASCII only: other bytes are comments or slips and
/// become blanks.
std::string clean_text(std::string_view source);

/// Comments become one blank each, with their line ends kept.
std::string strip_comments(std::string_view text);

/// Empties the lines of directives that belong to the host: #version, #extension, #pragma, #line.
/// `text` holds no comments.
std::string blank_host_directives(std::string_view text);

/// A refusal by this room: verdict unsupported (the engine cannot) or parse_error (the text is
/// wrong).
corpus::Refusal refuse_unsupported(int line, std::string reason);
corpus::Refusal refuse_parse(int line, std::string reason);

}  // namespace progpretrain::dialect
