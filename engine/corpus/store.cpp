#include "engine/corpus/store.h"

#include <unordered_map>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/corpus/program_json.h"
#include "engine/corpus/schema.h"
#include "engine/corpus/sqlite.h"

namespace progpretrain::corpus {
namespace {

namespace fs = std::filesystem;

/// Before schema 2 a program was one text, before 3 packs kept their statistics to themselves.
std::string select_entries(int64_t schema, const std::string& condition) {
  return base::concat(
      "SELECT p.id, p.origin, p.source, p.dialect, p.dialect_reason, p.title, p.author,"
      " p.description, p.family, p.licence, p.tags, ",
      schema < 2 ? "'{}'" : "p.parts", ", ", schema < 3 ? "'{}'" : "p.statistics",
      ", p.content_hash, p.duplicate_of, p.refused_verdict, p.refused_stage, p.refused_line,"
      " p.refused_reason, s.verdict, s.flags, s.stage, s.line, s.reason, s.measurements"
      " FROM programs p LEFT JOIN screenings s ON s.program = p.row AND s.driver_key = ?1 ",
      condition);
}

Database::Access access_of(Store::Mode mode) {
  if (mode == Store::Mode::read_only) return Database::Access::read;
  return mode == Store::Mode::create_or_open ? Database::Access::create : Database::Access::write;
}

SchemaAccess schema_access_of(Store::Mode mode) {
  if (mode == Store::Mode::read_only) return SchemaAccess::read;
  return mode == Store::Mode::create_or_open ? SchemaAccess::create : SchemaAccess::upgrade;
}

void prepare_place(const fs::path& path, Store::Mode mode) {
  if (path.empty()) throw UsageError("the corpus has an empty file name");
  std::error_code error;
  if (fs::is_directory(path, error))
    throw UsageError(path.string() + ": is a folder, expected a corpus file");
  if (mode != Store::Mode::create_or_open) {
    if (!fs::exists(path, error)) throw UsageError(path.string() + ": no such corpus");
  } else if (path.has_parent_path()) {
    fs::create_directories(path.parent_path(), error);
  }
}

/// Lists and objects as they are kept. Text that is not UTF-8 is mended instead of refused.
std::string dump(const base::Json& value) {
  return value.dump(-1, ' ', false, base::Json::error_handler_t::replace);
}

/// The statements that change rows; they need today's columns, and a reader has none of them.
struct Writing {
  explicit Writing(Database& connection) : database(connection) {}

  Database& database;
  Statement insert{
      database,
      "INSERT INTO programs(id, name, origin, source, dialect, dialect_reason, title, author,"
      " description, family, licence, tags, content_hash, duplicate_of, parts,"
      " statistics) VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)"};
  Statement accept{database,
                   "UPDATE programs SET dialect = ?2, dialect_reason = ?3, content_hash = ?4,"
                   " duplicate_of = ?5, parts = ?6, refused_verdict = NULL, refused_stage = NULL,"
                   " refused_line = NULL, refused_reason = NULL WHERE id = ?1"};
  Statement set_parts{database, "UPDATE programs SET parts = ?2 WHERE id = ?1"};
  Statement refuse{database,
                   "UPDATE programs SET refused_verdict = ?2, refused_stage = ?3,"
                   " refused_line = ?4, refused_reason = ?5 WHERE id = ?1 RETURNING id"};
  Statement pardon{database,
                   "UPDATE programs SET refused_verdict = NULL, refused_stage = NULL,"
                   " refused_line = NULL, refused_reason = NULL WHERE id = ?1 RETURNING id"};
  Statement has_id{database, "SELECT 1 FROM programs WHERE id = ?1"};
  Statement same_content{database,
                         "SELECT id FROM programs WHERE content_hash = ?1 AND content_hash <> ''"
                         " ORDER BY row LIMIT 1"};
  Statement known{database,
                  "SELECT id, duplicate_of FROM programs"
                  " WHERE origin = ?1 AND name = ?2 AND content_hash = ?3"};
  Statement refused_before{database,
                           "SELECT id FROM programs WHERE origin = ?1 AND name = ?2"
                           " AND content_hash = '' AND source = ?3 AND (parts = ?4 OR"
                           " (parts = '{}' AND refused_stage = 'read')) ORDER BY parts = ?4 DESC"};
  // A row that others name as their first stays: they have its text.
  Statement stale{database,
                  "SELECT id FROM programs p WHERE origin = ?1 AND name = ?2"
                  " AND refused_verdict IS NOT NULL AND NOT EXISTS"
                  " (SELECT 1 FROM programs d WHERE d.duplicate_of = p.id) ORDER BY row"};
  Statement replace{database,
                    "UPDATE programs SET source = ?2, dialect = ?3, dialect_reason = ?4,"
                    " title = ?5, author = ?6, description = ?7, family = ?8, licence = ?9,"
                    " tags = ?10, content_hash = ?11, duplicate_of = ?12, parts = ?13,"
                    " statistics = ?14, refused_verdict = NULL, refused_stage = NULL, refused_line = NULL,"
                    " refused_reason = NULL WHERE id = ?1"};
  Statement forget_screenings{
      database,
      "DELETE FROM screenings WHERE program = (SELECT row FROM programs WHERE id = ?1)"};
  Statement screen{database,
                   "INSERT OR REPLACE INTO screenings(program, driver_key, verdict, flags, stage,"
                   " line, reason, measurements)"
                   " SELECT row, ?2, ?3, ?4, ?5, ?6, ?7, ?8 FROM programs WHERE id = ?1"
                   " RETURNING program"};
  Statement write_note{database, "INSERT OR REPLACE INTO meta(key, value) VALUES(?1, ?2)"};
};

}  // namespace

struct Store::Impl {
  Impl(const fs::path& path, Mode mode)
      : database((prepare_place(path, mode), path), access_of(mode)),
        schema(recognise_schema(database, schema_access_of(mode))) {
    if (mode == Mode::read_only) return;
    // A kill loses the open transaction only; a power cut may also lose the last committed ones,
    // but never order.
    database.execute("PRAGMA synchronous = NORMAL");
    writing.emplace(database);
  }

  Database database;
  int64_t schema;  ///< known before the statements below are prepared: they need the tables
  Statement read_note{database, "SELECT value FROM meta WHERE key = ?1"};
  Statement all{database, select_entries(schema, "ORDER BY p.row")};
  Statement one{database, select_entries(schema, "WHERE p.id = ?2")};
  std::optional<Writing> writing;
  std::unordered_map<std::string, int>
      next_suffix;  ///< lower bounds: many items may ask for one name
  bool grouped = false;

  /// Everything that writes goes through here.
  Writing& writes() {
    if (!writing)
      throw EnvironmentError(database.path().string() + ": cannot be written (opened for reading)");
    return *writing;
  }

  std::string unique_id(const std::string& name) {
    const auto taken = [&](const std::string& id) { return Rows(writes().has_id, id).next(); };
    if (!taken(name)) return name;
    int& suffix = next_suffix.try_emplace(name, 2).first->second;
    for (;;) {
      std::string id = base::concat(name, "-", suffix++);
      if (!taken(id)) return id;
    }
  }

  /// Id of the row of this program from when it was refused before it had a content hash; rows
  /// refused while reading may not have known its parts.
  std::string refused_before(const Program& program, const std::string& parts) {
    Rows rows(writes().refused_before, program.origin, program.id, program.source, parts);
    return rows.next() ? rows.text(0) : "";
  }

  std::string first_with(const std::string& content_hash) {
    Rows rows(writes().same_content, content_hash);
    return rows.next() ? rows.text(0) : "";
  }

  /// Id of a refused row that holds an earlier text of this program, or empty.
  std::string stale_row(const Program& program, const DeliveredIds* delivered) {
    if (delivered == nullptr) return {};
    for (Rows rows(writes().stale, program.origin, program.id); rows.next();)
      if (std::string id = rows.text(0); !delivered->contains(id)) return id;
    return {};
  }

  /// Writes the program over a stale row, else into a new one.
  std::string write_row(const Program& program, const std::string& content_hash,
                        const std::string& dialect_reason, const std::string& duplicate_of,
                        const DeliveredIds* delivered) {
    const std::string parts = dump(parts_to_json(program)), tags = dump(program.tags),
                      statistics = dump(program.statistics);
    if (const std::string stale = stale_row(program, delivered); !stale.empty()) {
      Rows(writes().forget_screenings, stale).run();
      Rows(writes().replace, stale, program.source, program.dialect, dialect_reason, program.title,
           program.author, program.description, program.family, program.licence, tags, content_hash,
           duplicate_of, parts, statistics)
          .run();
      return stale;
    }
    const std::string id = unique_id(program.id);
    Rows(writes().insert, id, program.id, program.origin, program.source, program.dialect,
         dialect_reason, program.title, program.author, program.description, program.family,
         program.licence, tags, content_hash, duplicate_of, parts, statistics)
        .run();
    return id;
  }

  void set_refused(const std::string& id, const Refusal& refusal) {
    Rows rows(writes().refuse, id, to_string(refusal.verdict), refusal.stage, refusal.line,
              refusal.reason);
    PP_CHECK(rows.next(), "no entry ", id);
    rows.run();
  }

  /// Runs `body` inside the open group, or as a transaction of its own.
  template <class Body>
  auto transaction(Body body) {
    if (grouped) return body();
    database.execute("BEGIN IMMEDIATE");
    try {
      auto result = body();
      database.execute("COMMIT");
      return result;
    } catch (...) {
      undo();
      throw;
    }
  }

  void undo() noexcept {
    next_suffix.clear();
    try {
      // On a full disk SQLite may have rolled back by itself.
      if (database.in_transaction()) database.execute("ROLLBACK");
    } catch (const std::exception&) {
      // The connection is given up: its transaction ends with it.
    }
  }

  base::Json json(const std::string& text) const {
    try {
      return base::Json::parse(text);
    } catch (const base::Json::exception&) {
      throw UsageError(database.path().string() + ": is a damaged corpus (a JSON column)");
    }
  }

  std::vector<std::string> list(const std::string& text) const {
    const base::Json values = json(text);
    if (!values.is_array()) throw UsageError(database.path().string() + ": is a damaged corpus");
    std::vector<std::string> out;
    for (const base::Json& value : values)
      if (value.is_string()) out.push_back(value);
    return out;
  }

  std::map<std::string, double> numbers(const std::string& text) const {
    const base::Json values = json(text);
    if (!values.is_object()) throw UsageError(database.path().string() + ": is a damaged corpus");
    std::map<std::string, double> out;
    for (const auto& [name, value] : values.items())
      if (value.is_number()) out[name] = value;
    return out;
  }

  Verdict verdict(const std::string& name) const {
    if (const auto found = verdict_from_string(name)) return *found;
    throw UsageError(database.path().string() + ": is a damaged corpus (verdict '" + name + "')");
  }

  Entry entry(const Rows& row) const {
    Entry out;
    Program& program = out.program;
    int column = 0;
    for (std::string* field :
         {&program.id, &program.origin, &program.source, &program.dialect, &out.dialect_reason,
          &program.title, &program.author, &program.description, &program.family, &program.licence})
      *field = row.text(column++);
    program.tags = list(row.text(column++));
    const base::Json parts = json(row.text(column++));
    if (!parts.is_object()) throw UsageError(database.path().string() + ": is a damaged corpus");
    parts_from_json(parts, program, database.path().string() + ": is a damaged corpus");
    program.statistics = numbers(row.text(column++));
    out.content_hash = row.text(column++);
    out.duplicate_of = row.text(column++);
    if (!row.is_null(column))
      out.refused = Refusal{verdict(row.text(column)), row.text(column + 1),
                            static_cast<int>(row.integer(column + 2)), row.text(column + 3)};
    column += 4;
    if (row.is_null(column)) return out;
    Screening& screening = out.screening.emplace();
    screening.verdict = verdict(row.text(column));
    screening.flags = list(row.text(column + 1));
    screening.stage = row.text(column + 2);
    screening.line = static_cast<int>(row.integer(column + 3));
    screening.reason = row.text(column + 4);
    screening.measurements = json(row.text(column + 5));
    return out;
  }
};

Store::Store(const fs::path& path, Mode mode) : impl_(std::make_unique<Impl>(path, mode)) {}
Store::~Store() = default;
Store::Store(Store&&) noexcept = default;
Store& Store::operator=(Store&&) noexcept = default;

void Store::begin() {
  PP_CHECK(!impl_->grouped, "begin() inside begin()");
  impl_->database.execute("BEGIN IMMEDIATE");
  impl_->grouped = true;
}

void Store::commit() {
  PP_CHECK(impl_->grouped, "commit() without begin()");
  impl_->database.execute("COMMIT");
  impl_->grouped = false;
}

void Store::rollback() noexcept {
  if (!impl_->grouped) return;
  impl_->undo();
  impl_->grouped = false;
}

Store::Added Store::add(const Program& program, const std::string& content_hash,
                        const std::string& dialect_reason, const DeliveredIds* delivered) {
  PP_CHECK(!program.id.empty() && !content_hash.empty(), program.origin);
  return impl_->transaction([&]() -> Added {
    if (Rows rows(impl_->writes().known, program.origin, program.id, content_hash); rows.next())
      return {rows.text(0), false, rows.text(1)};
    const std::string duplicate_of = impl_->first_with(content_hash);
    const std::string parts = dump(parts_to_json(program));
    const std::string refused_id = impl_->refused_before(program, parts);
    if (refused_id.empty())
      return {impl_->write_row(program, content_hash, dialect_reason, duplicate_of, delivered), true,
              duplicate_of};
    Rows(impl_->writes().accept, refused_id, program.dialect, dialect_reason, content_hash,
         duplicate_of, parts)
        .run();
    return {refused_id, true, duplicate_of};
  });
}

Store::Added Store::add_refused(const Program& program, const Refusal& refusal,
                                const DeliveredIds* delivered) {
  PP_CHECK(!program.id.empty() && refusal.verdict != Verdict::ok, program.origin);
  return impl_->transaction([&]() -> Added {
    const std::string parts = dump(parts_to_json(program));
    std::string id = impl_->refused_before(program, parts);
    const bool is_new = id.empty();
    if (is_new)
      id = impl_->write_row(program, "", "", "", delivered);
    else
      Rows(impl_->writes().set_parts, id, parts).run();
    impl_->set_refused(id, refusal);
    return {id, is_new, ""};
  });
}

void Store::set_refused(const std::string& id, const std::optional<Refusal>& refusal) {
  impl_->transaction([&] {
    if (refusal) {
      impl_->set_refused(id, *refusal);
      return true;
    }
    Rows rows(impl_->writes().pardon, id);
    PP_CHECK(rows.next(), "no entry ", id);
    rows.run();
    return true;
  });
}

void Store::set_screening(const std::string& id, const std::string& driver_key,
                          const Screening& row) {
  impl_->transaction([&] {
    Rows rows(impl_->writes().screen, id, driver_key, to_string(row.verdict), dump(row.flags),
              row.stage, row.line, row.reason, dump(row.measurements));
    PP_CHECK(rows.next(), "no entry ", id);
    rows.run();
    return true;
  });
}

void Store::set_note(const std::string& key, const std::string& value) {
  impl_->transaction([&] {
    Rows(impl_->writes().write_note, key, value).run();
    return true;
  });
}

std::optional<std::string> Store::note(const std::string& key) const {
  Rows rows(impl_->read_note, key);
  return rows.next() ? std::optional(rows.text(0)) : std::nullopt;
}

std::vector<Entry> Store::entries(const std::string& driver_key) const {
  std::vector<Entry> out;
  for (Rows rows(impl_->all, driver_key); rows.next();) out.push_back(impl_->entry(rows));
  return out;
}

std::optional<Entry> Store::find(const std::string& id, const std::string& driver_key) const {
  Rows rows(impl_->one, driver_key, id);
  return rows.next() ? std::optional(impl_->entry(rows)) : std::nullopt;
}

uint64_t Store::num_entries() const {
  return static_cast<uint64_t>(impl_->database.integer("SELECT count(*) FROM programs"));
}

std::string Store::fingerprint() const {
  Statement hashes(impl_->database,
                   "SELECT id, licence, content_hash, iif(content_hash = '', source, ''),"
                   " iif(content_hash = '', parts, '') FROM programs ORDER BY id");
  base::Sha256 digest;
  for (Rows rows(hashes); rows.next();)
    for (int column = 0; column < 5; ++column) digest.update_field(rows.text(column));
  return digest.hex();
}

const fs::path& Store::path() const {
  return impl_->database.path();
}

}  // namespace progpretrain::corpus
