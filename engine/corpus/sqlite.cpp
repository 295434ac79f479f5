#include "engine/corpus/sqlite.h"

#include <sqlite3.h>
#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/base/check.h"

namespace progpretrain::corpus {
namespace {

namespace fs = std::filesystem;
constexpr int kBusyTimeoutMs = 5000;

/// "file:" address of a path for immutable reading; characters that mean something in an address
/// are escaped.
std::string immutable_address(const fs::path& path) {
  std::string out = "file:";
  for (const char c : path.lexically_normal().string()) {
    if (c == '%' || c == '?' || c == '#') {
      constexpr char kDigits[] = "0123456789ABCDEF";
      out += '%';
      out += kDigits[static_cast<unsigned char>(c) >> 4];
      out += kDigits[static_cast<unsigned char>(c) & 15];
    } else {
      out += c;
    }
  }
  return out + "?immutable=1";
}

bool has_pending_log(const fs::path& path) {
  std::error_code error;
  const auto bytes = fs::file_size(path.string() + "-wal", error);
  return !error && bytes > 0;
}

}  // namespace

Database::Database(const fs::path& path, Access access) : path_(path) {
  // Absolute, so that no name means something special to SQLite (":memory:").
  const fs::path place = fs::absolute(path);
  const bool writable =
      ::access(place.c_str(), W_OK) == 0 && ::access(place.parent_path().c_str(), W_OK) == 0;
  std::string name = place.string();
  int flags = SQLITE_OPEN_READWRITE;
  if (access == Access::create) flags |= SQLITE_OPEN_CREATE;
  if (access == Access::read && !writable) {
    // A reader in WAL mode must be able to create files beside the corpus. Where it cannot, nobody
    // else can write either, and the file may be read as it lies there.
    if (has_pending_log(path))
      throw EnvironmentError(
          path.string() +
          ": its last changes lie in an unfinished log beside it, and the folder "
          "is read-only: open it once where it can be written");
    name = immutable_address(place);
    flags = SQLITE_OPEN_READONLY | SQLITE_OPEN_URI;
  }
  const int code = sqlite3_open_v2(name.c_str(), &handle_, flags, nullptr);
  try {
    if (code != SQLITE_OK) fail(code);
    sqlite3_extended_result_codes(handle_, 1);
    sqlite3_busy_timeout(handle_, kBusyTimeoutMs);
    if (access == Access::read) {
      execute("PRAGMA query_only = 1");
    } else if (sqlite3_db_readonly(handle_, "main") == 1) {
      fail(SQLITE_READONLY);
    }
  } catch (...) {
    sqlite3_close(handle_);
    throw;
  }
}

Database::~Database() {
  sqlite3_close(handle_);
}

void Database::execute(const std::string& sql) {
  const int code = sqlite3_exec(handle_, sql.c_str(), nullptr, nullptr, nullptr);
  if (code != SQLITE_OK) fail(code);
}

int64_t Database::integer(const std::string& sql) {
  Statement statement(*this, sql);
  Rows rows(statement);
  PP_CHECK(rows.next(), sql);
  return rows.integer(0);
}

int64_t Database::last_row() const {
  return sqlite3_last_insert_rowid(handle_);
}
bool Database::in_transaction() const {
  return sqlite3_get_autocommit(handle_) == 0;
}

void Database::fail(int code) const {
  const std::string message = handle_ ? sqlite3_errmsg(handle_) : sqlite3_errstr(code);
  const int reason = handle_ ? sqlite3_system_errno(handle_) : 0;
  const std::string system = reason != 0 ? std::string(": ") + std::strerror(reason) : "";
  const std::string path = path_.string();
  switch (code & 0xff) {
    case SQLITE_NOTADB:
      throw UsageError(path + ": is not a corpus (no SQLite file)");
    case SQLITE_CORRUPT:
      throw UsageError(path + ": is a damaged corpus (" + message + ")");
    case SQLITE_BUSY:
    case SQLITE_LOCKED:
      throw EnvironmentError(base::concat(path, ": is in use by another process (waited ",
                                          kBusyTimeoutMs / 1000, " s)"));
    case SQLITE_FULL:
      throw EnvironmentError(path + ": disk full" + system);
    case SQLITE_IOERR:
      if (reason == ENOSPC || reason == EFBIG || reason == EDQUOT)
        throw EnvironmentError(path + ": disk full" + system);
      throw EnvironmentError(path + ": " + message + system);
    case SQLITE_READONLY:
      throw EnvironmentError(path + ": cannot be written (read-only file or folder)");
    case SQLITE_CANTOPEN:
    case SQLITE_PERM:
    case SQLITE_AUTH:
    case SQLITE_NOMEM:
      throw EnvironmentError(path + ": " + message + system);
    default:
      PP_CHECK(false, path, ": SQLite error ", code, ": ", message);
      throw InvariantError(message);
  }
}

Statement::Statement(Database& database, const std::string& sql) : database_(database) {
  const int code = sqlite3_prepare_v3(database.handle(), sql.c_str(), static_cast<int>(sql.size()),
                                      SQLITE_PREPARE_PERSISTENT, &handle_, nullptr);
  if (code != SQLITE_OK) database.fail(code);
}

Statement::~Statement() {
  sqlite3_finalize(handle_);
}

Rows::~Rows() {
  sqlite3_reset(statement_.handle_);
  sqlite3_clear_bindings(statement_.handle_);
}

bool Rows::next() {
  const int code = sqlite3_step(statement_.handle_);
  if (code == SQLITE_ROW) return true;
  if (code != SQLITE_DONE) statement_.database_.fail(code);
  return false;
}

std::string Rows::text(int column) const {
  const auto* bytes =
      reinterpret_cast<const char*>(sqlite3_column_text(statement_.handle_, column));
  if (bytes == nullptr) return {};
  return {bytes, static_cast<size_t>(sqlite3_column_bytes(statement_.handle_, column))};
}

int64_t Rows::integer(int column) const {
  return sqlite3_column_int64(statement_.handle_, column);
}

bool Rows::is_null(int column) const {
  return sqlite3_column_type(statement_.handle_, column) == SQLITE_NULL;
}

void Rows::bind(int index, std::string_view value) {
  const char* bytes = value.data() ? value.data() : "";
  const int code = sqlite3_bind_text64(statement_.handle_, index, bytes, value.size(),
                                       SQLITE_TRANSIENT, SQLITE_UTF8);
  if (code != SQLITE_OK) statement_.database_.fail(code);
}

void Rows::bind(int index, int64_t value) {
  const int code = sqlite3_bind_int64(statement_.handle_, index, value);
  if (code != SQLITE_OK) statement_.database_.fail(code);
}

}  // namespace progpretrain::corpus
