#include "engine/corpus/readers/members.h"

#include <algorithm>
#include <utility>

#include "engine/corpus/compression.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/twigl_mode.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr uint64_t kMaxUnpackedBytes = 2048 * uint64_t{kMiB}, kMinBudgetBytes = 16 * uint64_t{kMiB};
constexpr size_t kTarMarkOffset = 257;

std::vector<std::string> names_in(const std::string& archive, std::vector<std::string> members) {
  for (std::string& member : members) member.insert(0, archive + "!");
  return members;
}

}  // namespace

uint64_t unpack_budget(size_t archive_bytes) {
  return std::min(kMaxUnpackedBytes, kMinBudgetBytes + kMaxExpansion * archive_bytes);
}

bool is_zip(const Blob& blob) {
  return file_extension(blob.name) == "zip" || blob.bytes.starts_with("PK\x03\x04") ||
         blob.bytes.starts_with("PK\x05\x06");
}

bool is_tar(const Blob& blob) {
  const std::string extension = file_extension(blob.name);
  return extension == "tar" || extension == "tgz" || extension == "gz" ||
         extension == "txz" || extension == "xz" || is_gzip(blob.bytes) || is_xz(blob.bytes) ||
         std::string_view(blob.bytes)
             .substr(0, 512)
             .substr(0, kTarMarkOffset + 5)
             .ends_with("ustar");
}

bool is_archive(const Blob& blob) {
  return is_zip(blob) || is_tar(blob);
}

MemberSink::MemberSink(const Blob& archive, const std::vector<std::string>& members, const Sink& sink)
    : archive_name_(archive.name), sink_(sink), passes_(names_in(archive.name, members)) {}

void MemberSink::take_mode(const std::string& member, std::string_view bytes) {
  if (const auto dialect = twigl_dialect_of_mode(bytes)) dialects_[member] = *dialect;
}

void MemberSink::take(const std::string& member, std::string bytes) {
  if (dialects_.contains(member)) return;
  Blob blob{archive_name_ + "!" + member, std::move(bytes)};
  if (is_archive(blob)) return refuse(member, "an archive inside an archive is not read");
  if (const auto told = dialects_.find(twigl_mode_path(member)); told != dialects_.end())
    blob.dialect = told->second;
  passes_.take(std::move(blob), sink_);
}

void MemberSink::refuse(const std::string& member, const std::string& reason) {
  passes_.skip(archive_name_ + "!" + member, sink_);
  sink_(refused_while_reading(archive_name_ + "!" + member, Verdict::unsupported, reason));
}

void MemberSink::refuse_rest(const std::string& reason) {
  finish();
  sink_(refused_while_reading(archive_name_, Verdict::unsupported, reason));
}

}  // namespace progpretrain::corpus
