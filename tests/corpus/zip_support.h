#pragma once
// Writes zip archives for tests.
#include <zip.h>

#include <filesystem>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/base/file.h"
#include "tests/support/temporary_folder.h"

namespace progpretrain::testing {

struct ZipMember {
  std::string name, bytes;
  bool is_link = false;
};

/// Writes a zip archive; throws when libzip does.
inline void write_zip(const std::filesystem::path& path, const std::vector<ZipMember>& members) {
  int error = 0;
  zip_t* archive = zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &error);
  if (archive == nullptr) throw std::runtime_error("zip_open");
  for (const ZipMember& member : members) {
    zip_source_t* source = zip_source_buffer(archive, member.bytes.data(), member.bytes.size(), 0);
    const zip_int64_t index = zip_file_add(archive, member.name.c_str(), source, ZIP_FL_ENC_UTF_8);
    if (index < 0) throw std::runtime_error("zip_file_add");
    if (member.is_link)
      zip_file_set_external_attributes(archive, static_cast<zip_uint64_t>(index), 0, ZIP_OPSYS_UNIX,
                                       0120777u << 16);
  }
  if (zip_close(archive) != 0) throw std::runtime_error("zip_close");
}

inline std::string zip_bytes(const std::vector<ZipMember>& members) {
  const TemporaryFolder folder;
  write_zip(folder / "pack.zip", members);
  return base::read_file(folder / "pack.zip");
}

}  // namespace progpretrain::testing
