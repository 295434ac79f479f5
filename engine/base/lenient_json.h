#pragma once
// JSON as people and careless tools write it.
#include <string>
#include <string_view>

#include "engine/base/strict_json.h"

namespace progpretrain::base {

/// The JSON that a forgiving reader sees: without comments to the end of a line and trailing
/// commas; numbers such as ".5", "+1", "1." and "1.0f" and words in any case in their strict form,
/// NaN, Infinity and None as null. In strings raw control characters (line ends, tabs) are escaped,
/// a backslash that escapes nothing stands for itself, and half a surrogate pair and bytes that are
/// no UTF-8 become U+FFFD. Text that needs no repair keeps its meaning; the result need not be
/// JSON.
std::string repair_json(std::string_view text);

struct LenientJson {
  Json value;
  std::string problem;  ///< why `value` is not the whole; empty: it is
};

/// Parses `text` as it is, else repaired. When that breaks off too, `value` is the outermost list
/// or object with the members that are complete, of which the last, if it is a list, may lack its
/// end. Throws UsageError, as parse_json() does for the text as it is, when no member is complete
/// or the nesting is deeper than `max_depth`.
LenientJson parse_json_leniently(std::string_view text, const std::string& where,
                                 int max_depth = 64);

}  // namespace progpretrain::base
