#pragma once
// From paths on disk to rows of a corpus: walks folders and archives, lets the readers loose,
// classifies, stores.
#include <filesystem>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "engine/corpus/licence.h"
#include "engine/corpus/program.h"
#include "engine/corpus/store.h"

namespace progpretrain::corpus {

/// What the dialect room says of a text; injected because it stands to the right of this room.
struct Classification {
  std::string dialect, reason;
  std::string content_hash;  ///< SHA-256 of dialect and text with comments and space normalised
};
using Classify = std::function<tl::expected<Classification, Refusal>(const Program&)>;

struct ImportCounts {
  uint64_t added = 0, duplicates = 0, already_there = 0;
  uint64_t refused = 0;   ///< new rows that a reader or the dialect refused
  uint64_t left_out = 0;  ///< by their licence; no rows
  std::map<std::string, uint64_t> skipped;  ///< files without programs in folders and archives, by
                                            ///< kind (SkippedFile); no rows

  /// What the sources held: every program and every item refused while reading, each counted once.
  uint64_t num_read() const { return added + duplicates + refused + already_there + left_out; }

  ImportCounts& operator+=(const ImportCounts& other) {
    added += other.added;
    duplicates += other.duplicates;
    refused += other.refused;
    already_there += other.already_there;
    left_out += other.left_out;
    for (const auto& [kind, count] : other.skipped) skipped[kind] += count;
    return *this;
  }
};

struct ImportOptions {
  std::vector<std::filesystem::path> sources;  ///< files, folders, archives; "-": standard input
  std::string dialect;                         ///< given for all, or empty = found per program
  LicenceFilter licences = {};                 ///< programs that it does not accept are left out
};

/// Imports every program of `sources` into `store`, folders and archives in sorted order, in
/// transactions of at most a second; an interrupted import is resumed by running it again. A
/// refused row whose file holds another text by now becomes what that text is: a corrected file
/// replaces its refused row (but for standard input, which has no place of its own). A program that
/// was taken once stays, whatever becomes of its file.
/// `on_progress(items so far, counts)` may be empty; when it throws, the open transaction is rolled
/// back and the exception passes on. Throws UsageError before anything is written when a source is
/// missing, is a broken archive or broken JSON, or is a file or folder that cannot hold a program;
/// inside folders and archives the same faults are refused items (stage "read"). Throws UsageError
/// when all sources together turn out to hold no item. Links inside folders are not followed. What
/// standard input holds (one text, JSON, JSON lines, an archive) is told by its content.
ImportCounts import_sources(Store& store, const ImportOptions& options, const Classify& classify,
                            const std::function<void(uint64_t, const ImportCounts&)>& on_progress);

}  // namespace progpretrain::corpus
