#pragma once
// What the readers of archives share: bounds, and the way of a member to the other readers.
#include <map>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/reader.h"
#include "engine/corpus/readers/pass_files.h"

namespace progpretrain::corpus {

inline constexpr size_t kMaxArchiveBytes = 1024 * kMiB;
inline constexpr int64_t kMaxMembers = 1'000'000;
/// Shader text shrinks 3 to 10 times; a bomb thousands of times.
inline constexpr uint64_t kMaxExpansion = 200;

/// What an archive of so many bytes may unpack to, members that are passed over included.
uint64_t unpack_budget(size_t archive_bytes);

/// Whether the bytes are an archive or compressed, by name or content.
bool is_archive(const Blob& blob);
bool is_zip(const Blob& blob);
bool is_tar(const Blob& blob);  ///< or gzip, or xz

/// Members of one archive on their way to the readers.
class MemberSink {
 public:
  /// `members`: the names of all that will be taken or refused.
  MemberSink(const Blob& archive, const std::vector<std::string>& members, const Sink& sink);

  /// A mode file (readers/twigl_mode.h); to be told before the member that it speaks of.
  void take_mode(const std::string& member, std::string_view bytes);
  /// Hands a member to its reader, maybe later (readers/pass_files.h); an archive is refused, a mode
  /// file is passed over.
  void take(const std::string& member, std::string bytes);
  void refuse(const std::string& member, const std::string& reason);
  /// The rest of the archive is not read.
  void refuse_rest(const std::string& reason);
  /// To be called at the end.
  void finish() { passes_.finish(sink_); }

 private:
  const std::string& archive_name_;
  const Sink& sink_;
  std::map<std::string, std::string> dialects_;  ///< of mode files, by path
  PassFiles passes_;
};

}  // namespace progpretrain::corpus
