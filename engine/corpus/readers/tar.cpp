#include <archive.h>
#include <archive_entry.h>

#include <algorithm>
#include <array>
#include <utility>
#include <vector>

#include "engine/base/check.h"
#include "engine/corpus/compression.h"
#include "engine/corpus/readers/members.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/twigl_mode.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 5> kExtensions{"tar", "tgz", "gz", "txz", "xz"};
constexpr uint64_t kMaxKeptBytes = 768 * uint64_t{kMiB};

/// One pass over the members, in the archive's order.
class TarStream {
 public:
  /// Throws UsageError when the blob is no such archive at all.
  explicit TarStream(const Blob& blob)
      : blob_(blob), handle_(archive_read_new(), &archive_read_free) {
    PP_CHECK(handle_ != nullptr, "archive_read_new");
    // Nothing else: the library knows many formats, each of them a place for surprises.
    archive_read_support_filter_gzip(handle_.get());
    archive_read_support_filter_xz(handle_.get());
    archive_read_support_format_tar(handle_.get());
    const bool is_compressed = is_gzip(blob.bytes) || is_xz(blob.bytes);
    if (is_compressed) archive_read_support_format_raw(handle_.get());
    if (archive_read_open_memory(handle_.get(), blob.bytes.data(), blob.bytes.size()) != ARCHIVE_OK)
      fail();
    if (!next() && !problem_.empty()) fail();
    if (entry_ != nullptr && is_single_file() &&
        archive_filter_code(handle_.get(), 0) == ARCHIVE_FILTER_NONE)
      throw UsageError(blob.name + ": cannot be opened as a tar archive (cut off)");
  }

  bool at_member() const { return entry_ != nullptr; }
  /// Why the archive could not be read to its end; empty when it could.
  const std::string& problem() const { return problem_; }
  /// Bytes that came out of the decompression so far.
  uint64_t unpacked_bytes() const {
    return static_cast<uint64_t>(std::max<int64_t>(archive_filter_bytes(handle_.get(), 0), 0));
  }
  /// A compressed file that is no tar archive: one member without a name of its own.
  bool is_single_file() const { return archive_format(handle_.get()) == ARCHIVE_FORMAT_RAW; }

  std::string name() const {
    if (is_single_file()) {
      const std::string_view own = file_name(blob_.name);
      return std::string(without_compression(own));
    }
    // The library converts names to the locale's characters, which fails in the C locale.
    const char* name = archive_entry_pathname_utf8(entry_);
    if (name == nullptr) name = archive_entry_pathname(entry_);
    return name ? name : "";
  }

  bool is_file() const {
    return is_single_file() ||
           (archive_entry_filetype(entry_) == AE_IFREG &&
            archive_entry_hardlink(entry_) == nullptr && archive_entry_symlink(entry_) == nullptr);
  }

  /// "symlink", "hard link", or nothing.
  std::string link_kind() const {
    if (is_single_file()) return "";
    if (archive_entry_filetype(entry_) == AE_IFLNK || archive_entry_symlink(entry_) != nullptr)
      return "symlink";
    return archive_entry_hardlink(entry_) != nullptr ? "hard link" : "";
  }

  /// The member's bytes; on failure `reason` says why. A size that the header claims is not
  /// believed.
  std::string read(size_t max_bytes, std::string& reason) {
    std::string bytes;
    std::array<char, 65536> chunk;
    for (;;) {
      const auto count = archive_read_data(handle_.get(), chunk.data(), chunk.size());
      if (count == 0) return bytes;
      if (count < 0) {
        reason = base::concat("cannot be unpacked (", archive_error(handle_.get()), ")");
        return bytes;
      }
      bytes.append(chunk.data(), static_cast<size_t>(count));
      if (bytes.size() > max_bytes) {
        reason = too_large(max_bytes);
        return bytes;
      }
    }
  }

  /// Passes over what is left of the member, at most until `budget_bytes` have been unpacked: the
  /// library's own way to the next member knows no bound.
  void skip(uint64_t budget_bytes) {
    const void* bytes = nullptr;
    size_t size = 0;
    la_int64_t offset = 0;
    while (unpacked_bytes() <= budget_bytes &&
           archive_read_data_block(handle_.get(), &bytes, &size, &offset) == ARCHIVE_OK) {
    }
  }

  /// False at the end, or where the archive is damaged.
  bool next() {
    const int code = archive_read_next_header(handle_.get(), &entry_);
    if (code == ARCHIVE_OK || code == ARCHIVE_WARN) return true;
    entry_ = nullptr;
    if (code != ARCHIVE_EOF) problem_ = archive_error(handle_.get());
    return false;
  }

 private:
  [[noreturn]] void fail() const {
    throw UsageError(blob_.name + ": cannot be opened as a tar archive (" +
                     archive_error(handle_.get()) + ")");
  }

  const Blob& blob_;
  std::unique_ptr<archive, decltype(&archive_read_free)> handle_;
  archive_entry* entry_ = nullptr;
  std::string problem_;
};

struct Member {
  std::string name, bytes, reason;
};

class TarReader final : public Reader {
 public:
  std::string_view name() const override { return "tar archive"; }
  std::span<const std::string_view> extensions() const override { return kExtensions; }
  size_t max_bytes() const override { return kMaxArchiveBytes; }
  bool accepts(const Blob& blob) const override { return is_tar(blob); }
  void check(const Blob& blob) const override { open(blob); }

  void read(const Blob& blob, const Sink& sink) const override {
    TarStream stream = open(blob);
    std::string rest;
    std::vector<Member> members = members_of(stream, unpack_budget(blob.bytes.size()), rest, sink);
    // Sorted, so that the order does not depend on the packer.
    std::stable_sort(members.begin(), members.end(),
                     [](const Member& a, const Member& b) { return a.name < b.name; });
    std::vector<std::string> names;
    for (const Member& member : members) names.push_back(member.name);
    MemberSink out(blob, names, sink);
    for (const Member& member : members)
      if (is_twigl_mode_path(member.name)) out.take_mode(member.name, member.bytes);
    for (Member& member : members) {
      if (member.reason.empty())
        out.take(member.name, std::exchange(member.bytes, {}));
      else
        out.refuse(member.name, member.reason);
    }
    out.finish();
    if (!rest.empty()) out.refuse_rest(rest);
  }

 private:
  static TarStream open(const Blob& blob) {
    if (blob.bytes.empty())
      throw UsageError(blob.name + ": cannot be opened as a tar archive (the file is empty)");
    return TarStream(blob);
  }

  /// Members worth reading, all at once: a compressed stream has no way back; the others go to
  /// `sink`. `rest` says why the end was not reached.
  static std::vector<Member> members_of(TarStream& stream, uint64_t budget_bytes, std::string& rest,
                                        const Sink& sink) {
    std::vector<Member> members;
    uint64_t kept_bytes = 0;
    int64_t num_members = 0;
    for (bool more = stream.at_member(); more; more = stream.next()) {
      Member member{stream.name(), {}, {}};
      if (stream.is_file() && (stream.is_single_file() || is_readable_name(member.name))) {
        member.bytes = stream.read(max_bytes_of(member.name), member.reason);
        if (!member.reason.empty()) member.bytes.clear();
        kept_bytes += member.bytes.size();
        members.push_back(std::move(member));
      } else if (std::string link = stream.link_kind(); !link.empty()) {
        sink(SkippedFile{std::move(link)});
      } else if (stream.is_file()) {
        sink(SkippedFile{skip_kind(member.name)});
      }
      stream.skip(budget_bytes);
      // Holes in sparse members are kept without having been unpacked.
      if (kept_bytes > std::min(budget_bytes, kMaxKeptBytes)) members.pop_back();
      if (kept_bytes > std::min(budget_bytes, kMaxKeptBytes) ||
          stream.unpacked_bytes() > budget_bytes) {
        rest = base::concat("unpacks to more than ", std::min(budget_bytes, kMaxKeptBytes) / kMiB,
                            " MiB: the rest was not read");
        return members;
      }
      if (++num_members == kMaxMembers) {
        rest = base::concat("holds more than ", kMaxMembers, " members: the rest was not read");
        return members;
      }
    }
    if (!stream.problem().empty())
      rest = "cannot be unpacked to its end (" + stream.problem() + ")";
    return members;
  }
};

}  // namespace

std::unique_ptr<Reader> make_tar_reader() {
  return std::make_unique<TarReader>();
}

}  // namespace progpretrain::corpus
