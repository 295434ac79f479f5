#pragma once
// A pack: synthesised programs as JSON lines, one object a line, compressed with xz
// (NAME.jsonl.xz). The rows are the manifest too: every one says how its text can be made anew.
#include <cstdint>
#include <filesystem>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/strict_json.h"
#include "engine/corpus/program.h"

namespace progpretrain::corpus {

inline constexpr std::string_view kTrain = "train", kHeldOut = "held-out";

struct PackRow {
  std::string id, family;
  std::string split;    ///< kTrain or kHeldOut, the same for all programs of a family
  bool subset = false;  ///< is one of the fixed 1,000
  int version = 0;      ///< of the synthesiser; with seed and index it gives the text
  uint64_t seed = 0, index = 0;
  std::string licence, caption, lineage;
  std::string sha256;  ///< of the text
  base::Json statistics =
      base::Json::object();  ///< numbers by name, units in the names, see synth/select.h
  std::string text;

  bool operator==(const PackRow&) const = default;
};

/// One line without its end; keys in the order above.
std::string to_line(const PackRow& row);

/// Whether a row of JSON lines claims to be one of a pack.
bool is_pack_row(const base::Json& value);
/// Throws UsageError naming `where` and the key when something is missing, of another type, or not
/// one of the values above. Does not look at the text.
PackRow pack_row_from_json(const base::Json& value, const std::string& where);

/// The row as a program: its caption as description, "synth 1 seed 7 index 3" as origin, split
/// ("split:train") and subset ("subset") as tags; with its statistics.
Program program_of(PackRow row);

/// A part of the programs of packs. Programs that came without a pack are in no part.
struct PackPart {
  std::string split;    ///< kTrain, kHeldOut, or empty: both
  bool subset = false;  ///< only the fixed 1,000
  std::vector<std::string> families = {};  ///< only programs of these; empty: of all

  bool is_everything() const { return split.empty() && !subset && families.empty(); }
  /// By the tags that program_of() gives.
  bool accepts(const Program& program) const;
};

/// "synth 1 seed 7 index 3": how a synthesised program came to be.
std::string synth_origin(int version, uint64_t seed, uint64_t index);
struct SynthOrigin {
  int version = 0;
  uint64_t seed = 0, index = 0;
};
/// nullopt when a program has another origin.
std::optional<SynthOrigin> parse_synth_origin(const std::string& origin);

/// The rows of a pack, compressed or not, in order. Throws UsageError naming file and line.
std::vector<PackRow> read_pack(const std::filesystem::path& path);

/// The file for `rows`: compressed, unless `path` ends with ".jsonl".
std::string encode_pack(std::span<const PackRow> rows, const std::filesystem::path& path);

}  // namespace progpretrain::corpus
