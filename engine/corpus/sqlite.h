#pragma once
// SQLite in two small classes. What the user or the machine can cause becomes one line that starts
// with the file's path.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

struct sqlite3;
struct sqlite3_stmt;

namespace progpretrain::corpus {

/// One connection.
class Database {
 public:
  enum class Access { create, write, read };

  /// Opens `path`; read works on read-only media and never changes the content. Nothing is written
  /// yet.
  Database(const std::filesystem::path& path, Access access);
  ~Database();
  Database(const Database&) = delete;
  Database& operator=(const Database&) = delete;

  /// Runs statements that return nothing.
  void execute(const std::string& sql);
  /// First column of the first row.
  int64_t integer(const std::string& sql);
  int64_t last_row() const;
  bool in_transaction() const;
  const std::filesystem::path& path() const { return path_; }
  sqlite3* handle() const { return handle_; }

  /// Throws for a failed call with SQLite's code `code`: UsageError when the file is damaged or
  /// none of SQLite's, EnvironmentError when the disk is full, another process holds the file or
  /// the system refuses, else InvariantError.
  [[noreturn]] void fail(int code) const;

 private:
  std::filesystem::path path_;
  sqlite3* handle_ = nullptr;
};

/// A prepared statement, kept for many runs.
class Statement {
 public:
  Statement(Database& database, const std::string& sql);
  ~Statement();
  Statement(const Statement&) = delete;
  Statement& operator=(const Statement&) = delete;

 private:
  friend class Rows;
  Database& database_;
  sqlite3_stmt* handle_ = nullptr;
};

/// One run of a statement with its arguments ?1, ?2, ...; the statement is free again when this
/// object ends.
class Rows {
 public:
  template <class... Arguments>
  explicit Rows(Statement& statement, const Arguments&... arguments) : statement_(statement) {
    int index = 0;
    (bind(++index, arguments), ...);
  }
  ~Rows();
  Rows(const Rows&) = delete;
  Rows& operator=(const Rows&) = delete;

  /// Steps to the next row; false after the last.
  bool next();
  /// For statements that return nothing.
  void run() {
    while (next()) {
    }
  }
  std::string text(int column) const;
  int64_t integer(int column) const;
  bool is_null(int column) const;

 private:
  void bind(int index, std::string_view value);
  void bind(int index, int64_t value);
  void bind(int index, int value) { bind(index, int64_t{value}); }

  Statement& statement_;
};

}  // namespace progpretrain::corpus
