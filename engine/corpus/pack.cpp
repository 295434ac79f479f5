#include "engine/corpus/pack.h"

#include <algorithm>
#include <cinttypes>
#include <cstdio>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/compression.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr const char *kSplitTag = "split:", *kSubsetTag = "subset";
constexpr size_t kMaxPackBytes = size_t{1} << 30;

/// Calls visit(key, field) for every field of a row, in the order of a line.
void for_each_field(auto& row, const auto& visit) {
  visit("id", row.id);
  visit("family", row.family);
  visit("split", row.split);
  visit("subset", row.subset);
  visit("version", row.version);
  visit("seed", row.seed);
  visit("index", row.index);
  visit("licence", row.licence);
  visit("caption", row.caption);
  visit("lineage", row.lineage);
  visit("sha256", row.sha256);
  visit("statistics", row.statistics);
  visit("text", row.text);
}

}  // namespace

std::string to_line(const PackRow& row) {
  nlohmann::ordered_json line;
  for_each_field(row, [&](const char* key, const auto& field) { line[key] = field; });
  return line.dump();
}

bool is_pack_row(const base::Json& value) {
  const auto has_text = [&](const char* key) {
    return value.contains(key) && value.at(key).is_string();
  };
  return value.is_object() && has_text("text") && has_text("sha256") && has_text("lineage");
}

PackRow pack_row_from_json(const base::Json& value, const std::string& where) {
  if (!value.is_object()) throw UsageError(where + ": is no row of a pack (expected an object)");
  PackRow row;
  for_each_field(row, [&](const char* key, auto& field) {
    field = base::require<std::decay_t<decltype(field)>>(value, key, where);
  });
  if (row.split != kTrain && row.split != kHeldOut)
    base::throw_json_error(where, "split", "expected train or held-out");
  if (!row.statistics.is_object() ||
      !std::all_of(row.statistics.begin(), row.statistics.end(),
                   [](const base::Json& number) { return number.is_number(); }))
    base::throw_json_error(where, "statistics", "expected an object of numbers");
  return row;
}

Program program_of(PackRow row) {
  Program program;
  program.id = clean_id(row.id);
  program.dialect = "shadertoy";
  program.source = clean_source(row.text);
  program.description = clean_field(row.caption);
  program.family = clean_field(row.family);
  program.licence = clean_field(row.licence);
  program.origin = synth_origin(row.version, row.seed, row.index);
  program.tags = {"synthesised", kSplitTag + row.split};
  if (row.subset) program.tags.emplace_back(kSubsetTag);
  for (const auto& [name, number] : row.statistics.items()) program.statistics[name] = number;
  return program;
}

bool PackPart::accepts(const Program& program) const {
  const auto has = [&](const std::string& tag) {
    return std::find(program.tags.begin(), program.tags.end(), tag) != program.tags.end();
  };
  return (split.empty() || has(kSplitTag + split)) && (!subset || has(kSubsetTag)) &&
         (families.empty() ||
          std::find(families.begin(), families.end(), program.family) != families.end());
}

std::string synth_origin(int version, uint64_t seed, uint64_t index) {
  return base::concat("synth ", version, " seed ", seed, " index ", index);
}

std::optional<SynthOrigin> parse_synth_origin(const std::string& origin) {
  SynthOrigin out;
  if (std::sscanf(origin.c_str(), "synth %d seed %" SCNu64 " index %" SCNu64, &out.version,
                  &out.seed, &out.index) != 3 ||
      synth_origin(out.version, out.seed, out.index) != origin)
    return std::nullopt;
  return out;
}

std::vector<PackRow> read_pack(const std::filesystem::path& path) {
  const std::string name = path.string();
  const std::string bytes = decompress(base::read_file(path), kMaxPackBytes, name);
  std::vector<PackRow> rows;
  size_t number = 0;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string where = base::concat(name, ": line ", ++number);
    rows.push_back(pack_row_from_json(
        base::parse_json(std::string_view(bytes).substr(at, end - at), where), where));
    at = end + 1;
  }
  if (rows.empty()) throw UsageError(name + ": holds no program");
  return rows;
}

std::string encode_pack(std::span<const PackRow> rows, const std::filesystem::path& path) {
  std::string bytes;
  for (const PackRow& row : rows) bytes += to_line(row) + "\n";
  return path.extension() == ".jsonl" ? bytes : compress_xz(bytes);
}

}  // namespace progpretrain::corpus
