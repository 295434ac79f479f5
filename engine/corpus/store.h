#pragma once
// The corpus: one SQLite file that holds sources, provenance, licences, verdicts and measurements.
// Only one process writes; every write is a transaction, and a killed process loses at most the one
// it was in. A Store belongs to one thread.
#include <cstdint>
#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <unordered_set>
#include <vector>

#include "engine/base/strict_json.h"
#include "engine/corpus/program.h"
#include "engine/corpus/verdict.h"

namespace progpretrain::corpus {

/// What one driver made of one program. Rows belong to a driver key (see render/screening.h).
struct Screening {
  Verdict verdict = Verdict::ok;
  std::vector<std::string> flags;  ///< subset of budget, blank, static, nan
  std::string stage, reason;       ///< when the verdict is not ok
  int line = 0;
  base::Json measurements =
      base::Json::object();  ///< numbers by name, units in the names (compile_ms, draw_ms, ...)
};

/// One row of the corpus.
struct Entry {
  Program program;
  std::string content_hash;    ///< SHA-256 of dialect, normalised source and parts; empty for items
                               ///< refused while reading
  std::string dialect_reason;  ///< how the dialect was found
  std::string duplicate_of;    ///< id of the program with the same content, or empty
  std::optional<Refusal> refused;      ///< refused while reading or translating, on any driver
  std::optional<Screening> screening;  ///< on the driver key asked for, if screened there
};

/// Ids of the rows that an import has delivered so far.
using DeliveredIds = std::unordered_set<std::string>;

class Store {
 public:
  enum class Mode { create_or_open, open_existing, read_only };

  /// Opens `path`. Throws UsageError when it is missing (open_existing, read_only), is no SQLite
  /// file, is no corpus of this project, is damaged, or has a newer schema; a foreign file is left
  /// as it was. A corpus of an older schema is brought up to date, except by read_only, which reads
  /// it as it is. Throws EnvironmentError when the disk refuses. read_only works on read-only media
  /// too. Every later call may throw EnvironmentError ("disk full", "is in use by another process")
  /// or UsageError (damaged file), each one line that starts with the path.
  Store(const std::filesystem::path& path, Mode mode);
  ~Store();
  Store(Store&&) noexcept;
  Store& operator=(Store&&) noexcept;

  /// Groups writes: everything between begin() and commit() lands together or not at all. A write
  /// outside is a transaction of its own.
  void begin();
  void commit();
  /// Forgets everything since begin(); does nothing outside.
  void rollback() noexcept;

  struct Added {
    std::string id;  ///< made unique: "name", "name-2", ...
    bool is_new =
        false;  ///< false: an entry with this origin and content was already there (resumed import)
    std::string duplicate_of;  ///< id of an earlier entry with the same content, or empty
  };
  /// Adds a program with its content hash. Duplicates become rows with ids of their own that name
  /// the first. A row with the same origin, name, source and parts that was refused before becomes
  /// this program (is_new is true, the id stays). So does, when `delivered` is given, a refused row of
  /// the same origin and name that is not among them: it holds an earlier text; its screenings go.
  Added add(const Program& program, const std::string& content_hash,
            const std::string& dialect_reason, const DeliveredIds* delivered = nullptr);
  /// Adds an item that was refused before it had a content hash, with as much as is known of it (at
  /// least id and origin). The same origin, name, source and parts refused again is not new; the
  /// latest reason is kept. `delivered` as for add().
  Added add_refused(const Program& program, const Refusal& refusal,
                    const DeliveredIds* delivered = nullptr);
  /// Records that a program was refused in translation (or clears it with nullopt).
  void set_refused(const std::string& id, const std::optional<Refusal>& refusal);
  /// Records (or replaces) what a driver made of a program.
  void set_screening(const std::string& id, const std::string& driver_key, const Screening& row);
  /// Notes about the corpus as a whole, by key; nullopt when there is none.
  void set_note(const std::string& key, const std::string& value);
  std::optional<std::string> note(const std::string& key) const;

  /// All rows in the order of import, with the screening on `driver_key` (empty: none joined).
  std::vector<Entry> entries(const std::string& driver_key = {}) const;
  std::optional<Entry> find(const std::string& id, const std::string& driver_key = {}) const;
  uint64_t num_entries() const;

  /// SHA-256 over all rows in the order of their ids: id, licence, and content hash, or the texts
  /// where a program was refused before it had one. The same fingerprint: the same programs under
  /// the same names and licences, whatever the order of import; a name stands for the same picture.
  /// Verdicts are no part of it: they belong to a device and a version.
  std::string fingerprint() const;
  const std::filesystem::path& path() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::corpus
