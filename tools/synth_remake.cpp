#include <fmt/format.h>

#include <charconv>
#include <filesystem>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/synth/pack_rows.h"
#include "tools/synth_commands.h"

namespace progpretrain::tools {
namespace {

constexpr size_t kProblemsShown = 20;

struct Slice {
  size_t first = 0, end = 0;
};

Slice slice_of(const std::string& text, size_t num_rows) {
  if (text.empty()) return {0, num_rows};
  Slice slice;
  const char* const end = text.data() + text.size();
  const auto first = std::from_chars(text.data(), end, slice.first);
  const bool has_colon = first.ec == std::errc() && first.ptr != end && *first.ptr == ':';
  const auto last = std::from_chars(has_colon ? first.ptr + 1 : end, end, slice.end);
  if (!has_colon || last.ec != std::errc() || last.ptr != end || slice.first >= slice.end ||
      slice.end > num_rows)
    throw UsageError(
        fmt::format("--slice {}: expected A:B, rows A to B - 1 of {}", text, num_rows));
  return slice;
}

}  // namespace

int run_remake(const RemakeOptions& options) {
  if (options.out.empty() == options.slice.empty())
    throw UsageError(
        "synth --remake PACK needs --out FILE, or --slice A:B to check those rows only");
  const std::vector<corpus::PackRow> rows = corpus::read_pack(options.pack);
  const Slice slice = slice_of(options.slice, rows.size());
  const synth::Synthesiser synthesiser(load_parents());
  const synth::PackRows maker(synthesiser);

  const GracefulStop stop;
  log::Progress progress("making anew", "programs", slice.end - slice.first);
  std::vector<corpus::PackRow> made;
  base::Json problems = base::Json::array();
  for (size_t i = slice.first; i < slice.end; ++i) {
    if (stop_flag()) throw Interrupted("interrupted; nothing was written");
    try {
      made.push_back(maker.remake(rows[i]));
    } catch (const UsageError& e) {
      problems.push_back(fmt::format("{}: row {}: {}", options.pack, i, e.what()));
    }
    progress.update(i + 1 - slice.first);
  }
  progress.finish();
  for (size_t i = 0; i < std::min(problems.size(), kProblemsShown); ++i)
    log::error(problems[i].get<std::string>());

  base::Json result = {{"pack", options.pack},
                       {"programs", slice.end - slice.first},
                       {"differing", problems.size()},
                       {"problems", problems}};
  bool is_same = problems.empty();
  std::string told = fmt::format("{}: {} programs made anew, {} differ", options.pack,
                                 slice.end - slice.first, problems.size());
  if (is_same && !options.out.empty()) {
    synth::finish_pack(made);
    is_same = made == rows;
    if (!is_same) log::error(options.pack + ": its rows have another order or another subset");
    const std::string bytes = corpus::encode_pack(made, options.out);
    // Another compression, or another version of its library, is another file with the same rows.
    const bool is_identical = bytes == base::read_file(options.pack);
    base::write_file_atomically(options.out, bytes);
    result["out"] = options.out;
    result["identical"] = is_identical;
    told += fmt::format("; {}: {} bytes, {}", options.out, bytes.size(),
                        is_identical ? "the same file"
                        : is_same    ? "the same rows in another file"
                                     : "another pack");
  }
  if (options.json)
    print_json(result);
  else
    print_line(told);
  return is_same ? kDone : kFailure;
}

}  // namespace progpretrain::tools
