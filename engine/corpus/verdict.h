#pragma once
// What became of a program: a bad program is data (a value with stage, author's line and reason),
// never an exception.
#include <optional>
#include <string>
#include <string_view>
#include <tl/expected.hpp>

namespace progpretrain::corpus {

/// ok means drawable, whatever the flags.
enum class Verdict {
  ok,
  parse_error,
  unsupported,
  compile_timeout,
  compiler_crash,
  draw_timeout,
  out_of_memory,
  device_lost
};

std::string_view to_string(Verdict verdict);
std::optional<Verdict> verdict_from_string(std::string_view name);

/// Why a program cannot be drawn. `stage` is the room that refused it: read, dialect, compile,
/// rewrite, driver, draw.
struct Refusal {
  Verdict verdict = Verdict::parse_error;
  std::string stage;
  int line = 0;  ///< in the author's text, from 1; 0 = no line
  std::string reason;
};

template <class T>
using Result = tl::expected<T, Refusal>;
using Refused = tl::unexpected<Refusal>;

}  // namespace progpretrain::corpus
