#include "engine/render/translation_index.h"

#include <sys/stat.h>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/log.h"
#include "engine/corpus/program_json.h"
#include "engine/corpus/sqlite.h"
#include "engine/spirv/compile.h"

namespace progpretrain::render {
namespace fs = std::filesystem;
namespace {

using corpus::Database;
using corpus::Rows;
using corpus::Statement;

// Rows of rebuilt workers are never found again; beyond this many the index starts over.
constexpr int64_t kMaxRows = 2'000'000;

std::string identity_of(const fs::path& worker) {
  struct stat status {};
  if (::stat(worker.c_str(), &status) != 0) return {};  // starting it will say what is wrong
  return base::concat(worker_version(), ", ", spirv::compiler_version(), ", ", status.st_size,
                      " bytes of ", status.st_mtim.tv_sec, ".", status.st_mtim.tv_nsec);
}

}  // namespace

struct TranslationIndex::Impl {
  Impl(const fs::path& path, const fs::path& cache_folder, const fs::path& worker)
      : database(path, Database::Access::create),
        prepared(prepare(database)),
        cache(cache_folder),
        identity(identity_of(worker)) {}

  // Before the statements below are compiled, which need the table.
  static bool prepare(Database& database) {
    database.execute("PRAGMA journal_mode = WAL");
    database.execute("PRAGMA synchronous = NORMAL");
    database.execute(
        "CREATE TABLE IF NOT EXISTS translations("
        " program TEXT PRIMARY KEY, answer TEXT NOT NULL) WITHOUT ROWID");
    if (database.integer("SELECT count(*) FROM translations") > kMaxRows)
      database.execute("DELETE FROM translations");
    return true;
  }

  std::string key(const corpus::Program& program) const {
    return base::Sha256()
        .update_field(identity)
        .update_field(program.dialect)
        .update_field(program.source)
        .update_field(parts_to_json(program).dump(-1, ' ', false,
                                                  base::Json::error_handler_t::replace))
        .hex();
  }

  Database database;
  bool prepared;
  spirv::ModuleCache cache;
  std::string identity;
  Statement select{database, "SELECT answer FROM translations WHERE program = ?1"};
  Statement insert{database, "INSERT OR REPLACE INTO translations(program, answer) VALUES(?1, ?2)"};
};

TranslationIndex::TranslationIndex(const fs::path& cache_folder, const fs::path& worker) {
  const fs::path path = cache_folder / "translations.db";
  std::error_code ignored;
  fs::create_directories(cache_folder, ignored);
  try {
    impl_ = std::make_unique<Impl>(path, cache_folder, worker);
  } catch (const UsageError& e) {
    log::warn(base::concat(e.what(), "; starting it over"));
    for (const char* ending : {"", "-wal", "-shm"}) fs::remove(path.string() + ending, ignored);
    impl_ = std::make_unique<Impl>(path, cache_folder, worker);
  }
}
TranslationIndex::~TranslationIndex() = default;

std::optional<corpus::Result<Translation>> TranslationIndex::find(
    const corpus::Program& program) const {
  Rows rows(impl_->select, impl_->key(program));
  if (!rows.next()) return std::nullopt;
  auto found = read_translation(base::parse_json(rows.text(0), "translations.db"));
  if (!found) return found;
  if (!impl_->cache.contains(found->spirv_key)) return std::nullopt;
  found->from_cache = true;
  return found;
}

void TranslationIndex::put(const corpus::Program& program,
                           const corpus::Result<Translation>& translation) {
  using corpus::Verdict;
  if (!translation && translation.error().verdict != Verdict::parse_error &&
      translation.error().verdict != Verdict::unsupported)
    return;
  const std::string text =
      answer(translation).dump(-1, ' ', false, base::Json::error_handler_t::replace);
  Rows(impl_->insert, impl_->key(program), text).run();
}

}  // namespace progpretrain::render
