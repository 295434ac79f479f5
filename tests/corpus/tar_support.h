#pragma once
// Writes tar archives for tests, plain or compressed.
#include <archive.h>
#include <archive_entry.h>

#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace progpretrain::testing {

struct TarMember {
  std::string name, bytes;
  mode_t type = AE_IFREG;
  std::string link = {};  ///< target of a symbolic or hard link
  bool is_hard_link = false;
};

enum class TarKind { tar, tar_gz, tar_xz, single_gz, single_xz };

inline bool is_single(TarKind kind) {
  return kind == TarKind::single_gz || kind == TarKind::single_xz;
}

inline std::string tar_bytes(const std::vector<TarMember>& members, TarKind kind = TarKind::tar) {
  std::string out;
  const auto check = [](int code) {
    if (code != ARCHIVE_OK && code != ARCHIVE_WARN) throw std::runtime_error("libarchive");
  };
  const std::unique_ptr<archive, decltype(&archive_write_free)> handle(archive_write_new(),
                                                                       &archive_write_free);
  check(is_single(kind) ? archive_write_set_format_raw(handle.get())
                        : archive_write_set_format_pax_restricted(handle.get()));
  const bool is_xz = kind == TarKind::tar_xz || kind == TarKind::single_xz;
  if (kind != TarKind::tar)
    check(is_xz ? archive_write_add_filter_xz(handle.get())
                : archive_write_add_filter_gzip(handle.get()));
  check(archive_write_open2(
      handle.get(), &out, nullptr,
      [](archive*, void* text, const void* bytes, size_t size) -> la_ssize_t {
        static_cast<std::string*>(text)->append(static_cast<const char*>(bytes), size);
        return static_cast<la_ssize_t>(size);
      },
      nullptr, nullptr));
  for (const TarMember& member : members) {
    const std::unique_ptr<archive_entry, decltype(&archive_entry_free)> entry(archive_entry_new(),
                                                                              &archive_entry_free);
    archive_entry_set_pathname(entry.get(), member.name.c_str());
    archive_entry_set_perm(entry.get(), 0644);
    archive_entry_set_filetype(entry.get(), member.type);
    if (member.is_hard_link)
      archive_entry_set_hardlink(entry.get(), member.link.c_str());
    else if (!member.link.empty())
      archive_entry_set_symlink(entry.get(), member.link.c_str());
    if (member.type == AE_IFREG && !member.is_hard_link)
      archive_entry_set_size(entry.get(), static_cast<la_int64_t>(member.bytes.size()));
    check(archive_write_header(handle.get(), entry.get()));
    if (!member.bytes.empty())
      archive_write_data(handle.get(), member.bytes.data(), member.bytes.size());
  }
  check(archive_write_close(handle.get()));
  return out;
}

}  // namespace progpretrain::testing
