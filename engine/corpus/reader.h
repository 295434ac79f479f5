#pragma once
// Readers turn one blob of bytes (a file, an archive member) into programs. One file per format
// under readers/; the registry knows them all.
#include <functional>
#include <span>
#include <string>
#include <string_view>
#include <variant>

#include "engine/corpus/program.h"
#include "engine/corpus/verdict.h"

namespace progpretrain::corpus {

inline constexpr size_t kMiB = size_t{1} << 20;
/// A longer source is refused: the longest published programs have 0.2 MiB.
inline constexpr size_t kMaxSourceBytes = 8 * kMiB;

/// Bytes with the name they were found under ("folder/a.glsl", "pack.zip!x/a.glsl").
struct Blob {
  std::string name;
  std::string bytes;
  std::string dialect = {};  ///< told by what lies beside it, for texts that do not tell theirs
  size_t first_line = 1;     ///< number of the first line: files of JSON lines come in pieces
  bool is_piece = false;     ///< of such a file: need not hold a program
};

/// An item that a reader had to refuse: what is known of the program (at least id and origin) and
/// why.
struct RefusedItem {
  Program program;
  Refusal refusal;
};

/// A file in a folder or an archive that was passed over, since it holds no program.
struct SkippedFile {
  std::string kind;  ///< skip_kind(): ".png", "hidden", ...; of links "symlink" or "hard link"
};
using Item = std::variant<Program, RefusedItem, SkippedFile>;
using Sink = std::function<void(Item)>;

class Reader {
 public:
  virtual ~Reader() = default;
  virtual std::string_view name() const = 0;
  /// File name extensions in lower case, by which folders and archives are searched.
  virtual std::span<const std::string_view> extensions() const = 0;
  /// Files larger than this are refused unread.
  virtual size_t max_bytes() const = 0;
  /// Whether this reader understands the blob, judged by its name and content, cheaply.
  virtual bool accepts(const Blob& blob) const = 0;
  /// Throws UsageError, naming the blob, when it cannot be read at all (an archive that does not
  /// open, JSON that does not parse).
  virtual void check(const Blob& blob) const = 0;
  /// Hands every item of the blob to `sink`, in a fixed order. What is wrong with one item is a
  /// RefusedItem, the others go on; members of archives that hold no program are SkippedFiles. Throws as check() does, before the first item.
  virtual void read(const Blob& blob, const Sink& sink) const = 0;
};

}  // namespace progpretrain::corpus
