#include "engine/corpus/line_file.h"

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <fstream>

#include "engine/base/check.h"

namespace progpretrain::corpus {
namespace {

constexpr size_t kPieceBytes = 8 * kMiB, kMaxLineBytes = 256 * kMiB;

}  // namespace

void read_line_pieces(const std::filesystem::path& path,
                      const std::function<bool(const Blob&)>& use) {
  const auto fail = [&](const std::string& what) { throw UsageError(path.string() + ": " + what); };
  std::ifstream file(path, std::ios::binary);
  if (!file) fail(std::strerror(errno));
  Blob piece{path.string(), {}};
  piece.is_piece = true;
  std::string rest;  // of a line that is not complete yet
  for (bool more = true; more;) {
    const size_t kept = rest.size();
    rest.resize(kept + kPieceBytes);
    file.read(rest.data() + kept, static_cast<std::streamsize>(kPieceBytes));
    if (file.bad()) fail(std::strerror(errno));
    rest.resize(kept + static_cast<size_t>(file.gcount()));
    more = !file.eof();
    size_t end = rest.size();
    if (more) {
      const size_t last = rest.rfind('\n');
      if (last == std::string::npos) {
        if (rest.size() > kMaxLineBytes)
          fail(base::concat("line ", piece.first_line, " is longer than ", kMaxLineBytes / kMiB,
                            " MiB"));
        continue;
      }
      end = last + 1;
    }
    piece.bytes.assign(rest, 0, end);
    rest.erase(0, end);
    if (!use(piece)) return;
    piece.first_line +=
        static_cast<size_t>(std::count(piece.bytes.begin(), piece.bytes.end(), '\n'));
  }
}

}  // namespace progpretrain::corpus
