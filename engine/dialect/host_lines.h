#pragma once
// Lines that hosts replace or cut out before any compiler sees the text.
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialect/dialect.h"

namespace progpretrain::dialect {

struct HostLines {
  std::string text;               ///< of as many lines
  std::string macros;             ///< "#define NAME 1\n" lines: names that tell the drawing stage
  bool has_three_common = false;  ///< three_common() is part of the program
  std::vector<std::string> notes;
};

/// Understands openFrameworks' line for the version, the stages of libretro's ".slang" ("#pragma
/// stage": all but the fragment's are emptied) and of texts that test VERTEX and FRAGMENT, and
/// three.js's chunks: <common>, and those that only change the finished colour, which become
/// nothing. Other chunks stay. `text` holds no comments.
HostLines resolve_host_lines(std::string_view text);

/// What <common> of three.js offers.
const Helpers& three_common();

}  // namespace progpretrain::dialect
