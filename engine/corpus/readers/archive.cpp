#include <sys/stat.h>
#include <zip.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/corpus/readers/members.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/twigl_mode.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 1> kExtensions{"zip"};
constexpr uint64_t kSmallBytes = kMiB;

using Archive = std::unique_ptr<zip_t, decltype(&zip_discard)>;

Archive open_archive(const Blob& blob) {
  // libzip takes no bytes for an archive without members.
  if (blob.bytes.empty())
    throw UsageError(blob.name + ": cannot be opened as a zip archive (the file is empty)");
  zip_error_t error;
  zip_error_init(&error);
  zip_t* handle = nullptr;
  zip_source_t* source = zip_source_buffer_create(blob.bytes.data(), blob.bytes.size(), 0, &error);
  if (source != nullptr) {
    handle = zip_open_from_source(source, ZIP_RDONLY, &error);
    if (handle == nullptr) zip_source_free(source);
  }
  const std::string reason = zip_error_strerror(&error);
  zip_error_fini(&error);
  if (handle == nullptr)
    throw UsageError(blob.name + ": cannot be opened as a zip archive (" + reason + ")");
  Archive archive(handle, &zip_discard);
  if (zip_get_num_entries(handle, 0) > kMaxMembers)
    throw UsageError(base::concat(blob.name, ": holds more than ", kMaxMembers, " members"));
  return archive;
}

bool is_link(zip_t* archive, zip_uint64_t index) {
  zip_uint8_t system = 0;
  zip_uint32_t attributes = 0;
  if (zip_file_get_external_attributes(archive, index, 0, &system, &attributes) != 0) return false;
  return system == ZIP_OPSYS_UNIX && S_ISLNK(attributes >> 16);
}

struct Member {
  std::string name;
  zip_uint64_t index = 0;
};

/// Members worth reading, sorted by name, so that the order does not depend on the packer; the
/// others go to `sink`.
std::vector<Member> members_of(zip_t* archive, const Sink& sink) {
  std::vector<Member> members;
  const auto count =
      static_cast<zip_uint64_t>(std::max<zip_int64_t>(zip_get_num_entries(archive, 0), 0));
  for (zip_uint64_t index = 0; index < count; ++index) {
    const char* name = zip_get_name(archive, index, ZIP_FL_ENC_GUESS);
    if (name == nullptr || std::string_view(name).ends_with('/')) continue;
    if (is_link(archive, index))
      sink(SkippedFile{"symlink"});
    else if (!is_readable_name(name))
      sink(SkippedFile{skip_kind(name)});
    else
      members.push_back({name, index});
  }
  std::stable_sort(members.begin(), members.end(),
                   [](const Member& a, const Member& b) { return a.name < b.name; });
  return members;
}

/// The member's bytes; on failure `reason` says why. Reads at most max_bytes, whatever the
/// directory of the archive claims.
std::string unpack(zip_t* archive, const Member& member, size_t max_bytes, std::string& reason) {
  zip_stat_t status;
  zip_stat_init(&status);
  std::string bytes;
  if (zip_stat_index(archive, member.index, 0, &status) != 0) {
    reason = zip_strerror(archive);
    return bytes;
  }
  if ((status.valid & ZIP_STAT_SIZE) && status.size > max_bytes) {
    reason = too_large(max_bytes);
    return bytes;
  }
  const uint64_t packed = (status.valid & ZIP_STAT_COMP_SIZE) ? status.comp_size : 0;
  const std::unique_ptr<zip_file_t, decltype(&zip_fclose)> file(
      zip_fopen_index(archive, member.index, 0), &zip_fclose);
  if (!file) {
    reason = base::concat("cannot be unpacked (", zip_strerror(archive), ")");
    return bytes;
  }
  std::array<char, 65536> chunk;
  for (;;) {
    const zip_int64_t count = zip_fread(file.get(), chunk.data(), chunk.size());
    if (count < 0) {
      reason = base::concat("cannot be unpacked (", zip_file_strerror(file.get()), ")");
      return {};
    }
    if (count == 0) return bytes;
    bytes.append(chunk.data(), static_cast<size_t>(count));
    if (bytes.size() > max_bytes) reason = too_large(max_bytes);
    if (bytes.size() > kSmallBytes + kMaxExpansion * packed)
      reason = base::concat("expands more than ", kMaxExpansion, " times");
    if (!reason.empty()) return bytes;
  }
}

class ArchiveReader final : public Reader {
 public:
  std::string_view name() const override { return "zip archive"; }
  std::span<const std::string_view> extensions() const override { return kExtensions; }
  size_t max_bytes() const override { return kMaxArchiveBytes; }

  bool accepts(const Blob& blob) const override { return is_zip(blob); }

  void check(const Blob& blob) const override { open_archive(blob); }

  void read(const Blob& blob, const Sink& sink) const override {
    const Archive archive = open_archive(blob);
    const uint64_t budget_bytes = unpack_budget(blob.bytes.size());
    const std::vector<Member> members = members_of(archive.get(), sink);
    std::vector<std::string> names;
    for (const Member& member : members) names.push_back(member.name);
    MemberSink out(blob, names, sink);
    for (const Member& member : members) {
      std::string reason;
      if (is_twigl_mode_path(member.name))
        out.take_mode(member.name, unpack(archive.get(), member, kMaxModeBytes, reason));
    }
    uint64_t unpacked_bytes = 0;
    for (const Member& member : members) {
      std::string reason;
      std::string bytes = unpack(archive.get(), member, max_bytes_of(member.name), reason);
      unpacked_bytes += bytes.size();
      if (unpacked_bytes > budget_bytes)
        return out.refuse_rest(base::concat("unpacks to more than ", budget_bytes / kMiB,
                                            " MiB: members from ", clean_field(member.name),
                                            " on were not read"));
      if (reason.empty())
        out.take(member.name, std::move(bytes));
      else
        out.refuse(member.name, reason);
    }
    out.finish();
  }
};

}  // namespace

std::unique_ptr<Reader> make_archive_reader() {
  return std::make_unique<ArchiveReader>();
}

}  // namespace progpretrain::corpus
