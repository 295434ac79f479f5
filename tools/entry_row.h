#pragma once
// A corpus entry as the command line shows it: verdict, flags and measurements in one row.
#include <string>
#include <vector>

#include "engine/base/strict_json.h"
#include "engine/corpus/store.h"

namespace progpretrain::tools {

/// The blueprint's verdict of an entry: what refused it, else its screening, else "unscreened".
std::string verdict_of(const corpus::Entry& entry);
/// The screening's flags, and "duplicate_of:ID".
std::vector<std::string> flags_of(const corpus::Entry& entry);
/// "line 12: reason" of a program that cannot be drawn; empty for the others.
std::string reason_of(const corpus::Entry& entry);

/// {"id", "dialect", "family", "licence", "origin", "verdict", "flags", "reason", ...measurements}
base::Json row_of(const corpus::Entry& entry);

/// Conditions on entries: every list that is not empty must hold.
struct EntryFilter {
  std::vector<std::string> verdicts, flags, licences, dialects, families;
  std::vector<std::string> where;  ///< "measurement<number", also <=, >, >=, ==

  /// Throws UsageError on a condition in `where` that cannot be read.
  bool accepts(const corpus::Entry& entry) const;
};

}  // namespace progpretrain::tools
