#pragma once
// What the tests of this room share.
#include <sys/wait.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <map>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/hash.h"
#include "engine/corpus/import.h"
#include "engine/corpus/reader.h"
#include "engine/corpus/readers/readers.h"
#include "tests/corpus/zip_support.h"
#include "tests/support/temporary_folder.h"

namespace progpretrain::testing {

/// The message of the Error that `body` throws, empty when it throws none. Another exception passes
/// on.
template <class Error, class Body>
std::string message_of(Body body) {
  try {
    body();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

inline bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

/// Writes a source file, creating its folders (without the sync of the library's function, which
/// costs time).
inline void write_source(const std::filesystem::path& path, const std::string& bytes) {
  std::filesystem::create_directories(path.parent_path());
  std::ofstream(path, std::ios::binary) << bytes;
}

inline corpus::Program program(const std::string& id, const std::string& source,
                               const std::string& origin = "here") {
  corpus::Program out;
  out.id = id;
  out.source = source;
  out.origin = origin;
  return out;
}

/// A stand-in for the dialect room: refuses texts with "?", and the content is the text without
/// blanks.
inline corpus::Result<corpus::Classification> classify(const corpus::Program& item) {
  if (contains(item.source, "?"))
    return corpus::Refused(corpus::Refusal{corpus::Verdict::unsupported, "dialect", 2, "odd text"});
  std::string content = item.source;
  std::erase_if(content, [](char c) { return c == ' ' || c == '\n'; });
  const std::string dialect = item.dialect.empty() ? "sandbox" : item.dialect;
  return corpus::Classification{dialect, "a test", base::sha256_hex(dialect + content)};
}

/// A folder of sources beside an empty corpus.
struct Setting {
  TemporaryFolder folder;
  std::filesystem::path sources = folder / "sources";
  corpus::Store store{folder / "c.db", corpus::Store::Mode::create_or_open};

  Setting() { std::filesystem::create_directory(sources); }

  void write(const std::string& name, const std::string& bytes) const {
    write_source(sources / name, bytes);
  }
  corpus::ImportCounts import(std::vector<std::filesystem::path> paths,
                              const std::string& dialect = "") {
    return corpus::import_sources(store, {std::move(paths), dialect}, classify, {});
  }
  corpus::ImportCounts import() { return import({sources}); }
  std::vector<std::string> ids() const {
    std::vector<std::string> out;
    for (const corpus::Entry& entry : store.entries()) out.push_back(entry.program.id);
    return out;
  }
};

/// Text of printable characters that does not compress.
inline std::string noise(size_t size, uint64_t state = 1) {
  std::string out;
  while (out.size() < size) {
    state = state * 6364136223846793005u + 1442695040888963407u;
    out += static_cast<char>(' ' + (state >> 33) % 90);
  }
  return out;
}

/// Programs and refusals.
inline std::vector<corpus::Item> items_of(const corpus::Reader& reader, const corpus::Blob& blob) {
  std::vector<corpus::Item> items;
  reader.read(blob, [&](corpus::Item item) {
    if (!std::holds_alternative<corpus::SkippedFile>(item)) items.push_back(std::move(item));
  });
  return items;
}

/// The one program of a plain text that has this name.
inline corpus::Program read_text(const std::string& name, const std::string& text) {
  const auto items = items_of(*corpus::make_plain_text_reader(), {name, text});
  if (items.size() != 1) throw std::runtime_error(name + ": not one item");
  return std::get<corpus::Program>(items[0]);
}

/// How many files were passed over, by kind.
inline std::map<std::string, uint64_t> skipped_of(const corpus::Reader& reader,
                                                  const corpus::Blob& blob) {
  std::map<std::string, uint64_t> skipped;
  reader.read(blob, [&](corpus::Item item) {
    if (const auto* file = std::get_if<corpus::SkippedFile>(&item)) ++skipped[file->kind];
  });
  return skipped;
}

/// Runs `body` in a child process; its result is the exit status, -1 when it died of a signal or
/// threw.
template <class Body>
int in_child(Body body) {
  const pid_t child = fork();
  if (child == 0) {
    try {
      _exit(body());
    } catch (...) {
      _exit(255);
    }
  }
  int status = 0;
  waitpid(child, &status, 0);
  return WIFEXITED(status) && WEXITSTATUS(status) != 255 ? WEXITSTATUS(status) : -1;
}

}  // namespace progpretrain::testing
