#pragma once
// A corpus entry as the command line shows it: verdict, flags and measurements in one row.
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/strict_json.h"
#include "engine/corpus/store.h"
#include "engine/picture/gallery.h"

namespace progpretrain::tools {

/// The blueprint's verdict of an entry: what refused it, else its screening, else "unscreened".
std::string verdict_of(const corpus::Entry& entry);
/// The screening's flags, and "duplicate_of:ID".
std::vector<std::string> flags_of(const corpus::Entry& entry);
/// "line 12: reason" of a program that cannot be drawn; empty for the others.
std::string reason_of(const corpus::Entry& entry);

/// {"id", "dialect", "family", "licence", "origin", "verdict", "flags", "reason", ...measurements}
base::Json row_of(const corpus::Entry& entry);

/// The entry for a gallery, without a picture. Its source lists the shown pass first, then what else the program has.
picture::GalleryItem gallery_item_of(const corpus::Entry& entry);

/// A number that screening measures (engine/render/screen_program.h says what it means).
struct Measurement {
  std::string_view name, unit;
};
/// nullptr for a name that is not measured.
const Measurement* find_measurement(std::string_view name);
/// "compile_ms, ms_per_megapixel, ..."
std::string known_measurements();

/// Conditions on entries: every list that is not empty must hold.
struct EntryFilter {
  std::vector<std::string> verdicts, flags, dialects;
  std::vector<std::string> licences;  ///< patterns of corpus::LicenceFilter
  std::vector<std::string> where;     ///< "measurement<number", also <=, >, >=, ==

  /// Throws UsageError, saying what is accepted, on a verdict, flag, dialect or measurement that
  /// does not exist and on a condition in `where` that cannot be read.
  void check() const;
  bool accepts(const corpus::Entry& entry) const;
};

}  // namespace progpretrain::tools
