#include "engine/corpus/readers/registry.h"

#include <algorithm>
#include <array>
#include <memory>
#include <utility>

#include "engine/base/check.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

/// In the order in which they are asked: plain text, which takes nearly everything, comes last.
const std::array<std::unique_ptr<Reader>, 5>& readers() {
  static const std::array<std::unique_ptr<Reader>, 5> all{make_archive_reader(), make_tar_reader(),
                                                          make_shadertoy_json_reader(), make_html_reader(),
                                                          make_plain_text_reader()};
  return all;
}

const Reader* reader_of_extension(std::string_view name) {
  const std::string extension = file_extension(name);
  for (const auto& reader : readers()) {
    const auto known = reader->extensions();
    if (std::find(known.begin(), known.end(), extension) != known.end()) return reader.get();
  }
  return nullptr;
}

bool is_hidden(std::string_view path) {
  if (path.starts_with("__MACOSX/")) return true;
  for (size_t at = 0; at < path.size();) {
    const size_t end = std::min(path.find('/', at), path.size());
    const std::string_view part = path.substr(at, end - at);
    if (part.starts_with('.') && part != "." && part != "..") return true;
    at = end + 1;
  }
  return false;
}

/// Text and JSON files that come with programs without being any.
bool is_documentation(std::string_view name) {
  constexpr std::array<std::string_view, 17> kStems{
      "readme",  "license",      "licence",  "licenses",     "copying", "notice",
      "changes", "authors",      "credits",  "changelog",    "todo",    "cmakelists",
      "package", "package-lock", "tsconfig", "requirements", "manifest"};
  const std::string extension = file_extension(name);
  if (extension != "txt" && extension != "json") return false;
  return std::find(kStems.begin(), kStems.end(), lower_case(file_stem(name))) != kStems.end();
}

/// "water.vert.glsl": a stage that draws nothing by itself.
bool is_vertex_shader(std::string_view name) {
  const std::string inner = file_extension(file_stem(name));
  return inner == "vert" || inner == "vs" || inner == "vertex";
}

}  // namespace

const Reader* find_reader(const Blob& blob) {
  for (const auto& reader : readers())
    if (reader->accepts(blob)) return reader.get();
  return nullptr;
}

bool is_readable_name(std::string_view name) {
  // Of a compressed file ("rows.jsonl.gz") the name inside counts.
  name = without_compression(name);
  return !is_hidden(name) && !is_documentation(name) && !is_vertex_shader(name) &&
         reader_of_extension(name) != nullptr;
}

std::string skip_kind(std::string_view name) {
  constexpr size_t kLongest = 12;
  if (is_hidden(name)) return "hidden";
  const std::string extension = clean_field(file_extension(name));
  return extension.empty() || extension.size() > kLongest ? "without extension" : "." + extension;
}

bool is_line_file(std::string_view name) {
  const std::string extension = file_extension(name);
  return extension == "jsonl" || extension == "ndjson";
}

size_t max_bytes_of(std::string_view name) {
  const Reader* reader = reader_of_extension(name);
  return reader ? reader->max_bytes() : kMaxSourceBytes;
}

std::string readable_names() {
  std::string out;
  for (const auto& reader : readers())
    for (const std::string_view extension : reader->extensions())
      out += (out.empty() ? "*." : ", *.") + std::string(extension);
  return out;
}

void read_contained(const Blob& blob, const Sink& sink) {
  const Reader* reader = find_reader(blob);
  if (reader == nullptr) return sink(SkippedFile{skip_kind(file_name(blob.name))});
  bool delivered = false;
  try {
    reader->read(blob, [&](Item item) {
      delivered = true;
      sink(std::move(item));
    });
  } catch (const UsageError& e) {
    // A reader throws before its first item; later the error is the sink's.
    if (delivered) throw;
    std::string reason = e.what();
    if (reason.starts_with(blob.name + ": ")) reason.erase(0, blob.name.size() + 2);
    return sink(refused_while_reading(blob.name, Verdict::parse_error, reason));
  }
  if (!delivered && !blob.is_piece) sink(SkippedFile{skip_kind(file_name(blob.name))});
}

RefusedItem refused_while_reading(std::string_view origin, Verdict verdict, std::string reason) {
  RefusedItem item;
  item.program.id = clean_id(file_stem(origin));
  item.program.origin = clean_field(origin);
  item.refusal = {verdict, "read", 0, std::move(reason)};
  return item;
}

std::string too_large(size_t max_bytes) {
  return base::concat("source is larger than ", max_bytes / kMiB, " MiB");
}

}  // namespace progpretrain::corpus
