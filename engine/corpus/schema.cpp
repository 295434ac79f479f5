#include "engine/corpus/schema.h"

#include "engine/base/check.h"

namespace progpretrain::corpus {
namespace {

constexpr int64_t kApplicationId = 0x50506370;  // "PPcp": marks an SQLite file as one of ours

// `name` is the id that the source asked for, `id` the unique one. Rows are never deleted.
constexpr const char* kCreate = R"sql(
  CREATE TABLE meta(key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID;
  CREATE TABLE programs(
    row INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,
    name TEXT NOT NULL,
    origin TEXT NOT NULL,
    source TEXT NOT NULL,
    dialect TEXT NOT NULL,
    dialect_reason TEXT NOT NULL,
    title TEXT NOT NULL,
    author TEXT NOT NULL,
    description TEXT NOT NULL,
    family TEXT NOT NULL,
    licence TEXT NOT NULL,
    tags TEXT NOT NULL,             -- JSON list
    content_hash TEXT NOT NULL,     -- empty: refused before it could be told what it is
    duplicate_of TEXT NOT NULL,
    refused_verdict TEXT,           -- NULL: not refused
    refused_stage TEXT,
    refused_line INTEGER,
    refused_reason TEXT,
    parts TEXT NOT NULL DEFAULT '{}',        -- JSON object (program_json.h)
    statistics TEXT NOT NULL DEFAULT '{}');  -- JSON object of numbers (Program)
  CREATE INDEX programs_by_content ON programs(content_hash) WHERE content_hash <> '';
  CREATE INDEX programs_by_origin ON programs(origin, name);
  CREATE TABLE screenings(
    program INTEGER NOT NULL REFERENCES programs(row),
    driver_key TEXT NOT NULL,
    verdict TEXT NOT NULL,
    flags TEXT NOT NULL,            -- JSON list
    stage TEXT NOT NULL,
    line INTEGER NOT NULL,
    reason TEXT NOT NULL,
    measurements TEXT NOT NULL,     -- JSON object
    PRIMARY KEY(program, driver_key)) WITHOUT ROWID;
)sql";

bool is_blank(Database& database) {
  return database.integer("PRAGMA application_id") == 0 &&
         database.integer("PRAGMA user_version") == 0 &&
         database.integer("SELECT count(*) FROM sqlite_master") == 0;
}

void create_schema(Database& database) {
  database.execute("PRAGMA journal_mode = WAL");
  database.execute("BEGIN IMMEDIATE");
  // Another process may have been faster.
  if (is_blank(database))
    database.execute(base::concat(kCreate, "PRAGMA application_id = ", kApplicationId,
                                  "; PRAGMA user_version = ", kSchema));
  database.execute("COMMIT");
}

// The columns that later versions added, each with its version.
void upgrade(Database& database) {
  database.execute("BEGIN IMMEDIATE");
  // Another process may have been faster.
  const int64_t schema = database.integer("PRAGMA user_version");
  const auto add_column = [&](int64_t since, const char* name) {
    if (schema < since)
      database.execute(
          base::concat("ALTER TABLE programs ADD COLUMN ", name, " TEXT NOT NULL DEFAULT '{}'"));
  };
  add_column(2, "parts");
  add_column(3, "statistics");
  database.execute(base::concat("PRAGMA user_version = ", kSchema, "; COMMIT"));
}

}  // namespace

int64_t recognise_schema(Database& database, SchemaAccess access) {
  if (access == SchemaAccess::create && is_blank(database)) create_schema(database);
  const std::string path = database.path().string();
  const int64_t schema = database.integer("PRAGMA user_version");
  if (database.integer("PRAGMA application_id") != kApplicationId)
    throw UsageError(path + ": is not a corpus of progpretrain");
  if (schema > kSchema)
    throw UsageError(base::concat(path, ": was written by a newer version (schema ", schema,
                                  ", this one knows ", kSchema, ")"));
  if (schema < 1 || database.integer("SELECT count(*) FROM sqlite_master WHERE type = 'table' AND"
                                     " name IN ('meta', 'programs', 'screenings')") != 3)
    throw UsageError(path + ": is a damaged corpus (tables are missing)");
  if (schema == kSchema || access == SchemaAccess::read) return schema;
  upgrade(database);
  return kSchema;
}

}  // namespace progpretrain::corpus
