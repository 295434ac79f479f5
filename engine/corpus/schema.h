#pragma once
// The tables of a corpus, and the marks by which its file is recognised.
#include <cstdint>

#include "engine/corpus/sqlite.h"

namespace progpretrain::corpus {

/// How far a connection may go.
enum class SchemaAccess { create, upgrade, read };

/// Checks that the file is a corpus of ours, makes it one when it is blank and may be made, and
/// brings one of an older version up to this one when it may be written. Returns the schema's
/// version, which is older than kSchema for reading only. Throws UsageError when the file is
/// foreign, damaged or of a newer version; a foreign file is left as it was.
int64_t recognise_schema(Database& database, SchemaAccess access);

/// 3 has programs.statistics; 2 had none; 1 had single texts only (no programs.parts).
inline constexpr int64_t kSchema = 3;  // kept in user_version

}  // namespace progpretrain::corpus
