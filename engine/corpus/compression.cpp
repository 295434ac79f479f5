#include "engine/corpus/compression.h"

#include <archive.h>
#include <archive_entry.h>

#include <array>
#include <memory>

#include "engine/base/check.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

using Writer = std::unique_ptr<archive, decltype(&archive_write_free)>;
using Reader = std::unique_ptr<archive, decltype(&archive_read_free)>;

la_ssize_t append(archive*, void* text, const void* bytes, size_t size) {
  static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
  return static_cast<la_ssize_t>(size);
}

}  // namespace

std::string archive_error(archive* handle) {
  const char* text = archive_error_string(handle);
  return text ? clean_field(text) : "damaged";
}

bool is_gzip(std::string_view bytes) {
  return bytes.starts_with("\x1f\x8b");
}

bool is_xz(std::string_view bytes) {
  return bytes.starts_with(std::string_view("\xfd\x37zXZ\0", 6));
}

std::string compress_xz(std::string_view bytes) {
  std::string out;
  const Writer handle(archive_write_new(), &archive_write_free);
  PP_CHECK(handle != nullptr, "archive_write_new");
  const auto check = [&](la_ssize_t code) {
    if (code < ARCHIVE_OK) throw EnvironmentError("xz: " + archive_error(handle.get()));
  };
  check(archive_write_set_format_raw(handle.get()));
  check(archive_write_add_filter_xz(handle.get()));
  check(archive_write_set_options(handle.get(), "xz:compression-level=9,xz:threads=1"));
  // Without these the last block is filled up with zeros.
  check(archive_write_set_bytes_per_block(handle.get(), 0));
  check(archive_write_open2(handle.get(), &out, nullptr, &append, nullptr, nullptr));
  const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                            &archive_entry_free);
  archive_entry_set_filetype(entry.get(), AE_IFREG);
  check(archive_write_header(handle.get(), entry.get()));
  check(archive_write_data(handle.get(), bytes.data(), bytes.size()));
  check(archive_write_close(handle.get()));
  return out;
}

std::string decompress(std::string bytes, size_t max_bytes, const std::string& where) {
  if (!is_gzip(bytes) && !is_xz(bytes)) return bytes;
  const Reader handle(archive_read_new(), &archive_read_free);
  PP_CHECK(handle != nullptr, "archive_read_new");
  const auto check = [&](la_ssize_t code) {
    if (code < ARCHIVE_OK)
      throw UsageError(where + ": cannot be unpacked (" + archive_error(handle.get()) + ")");
  };
  archive_read_support_filter_gzip(handle.get());
  archive_read_support_filter_xz(handle.get());
  archive_read_support_format_raw(handle.get());
  archive_read_support_format_empty(handle.get());
  check(archive_read_open_memory(handle.get(), bytes.data(), bytes.size()));
  archive_entry* entry = nullptr;
  std::string out;
  const int first = archive_read_next_header(handle.get(), &entry);
  if (first == ARCHIVE_EOF) return out;
  check(first);
  std::array<char, 65536> chunk;
  for (;;) {
    const auto count = archive_read_data(handle.get(), chunk.data(), chunk.size());
    check(count);
    if (count == 0) return out;
    out.append(chunk.data(), static_cast<size_t>(count));
    if (out.size() > max_bytes)
      throw UsageError(base::concat(where, ": unpacks to more than ", max_bytes >> 20, " MiB"));
  }
}

}  // namespace progpretrain::corpus
