#pragma once
// The tables of a corpus, and the marks by which its file is recognised.
#include "engine/corpus/sqlite.h"

namespace progpretrain::corpus {

/// Checks that the file is a corpus of ours, and makes it one when it is blank and may be made.
/// Throws UsageError when it is foreign, damaged or of a newer version; a foreign file is left as
/// it was.
void recognise_schema(Database& database, bool may_create);

}  // namespace progpretrain::corpus
