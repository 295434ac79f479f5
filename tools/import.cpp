// progpretrain import: programs from files, folders, archives and JSON into a corpus file.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/dialect/dialect.h"
#include "tools/corpus_report.h"
#include "tools/corpus_session.h"
#include "tools/corpus_summary.h"
#include "tools/default_corpus.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace {

struct ImportCommandOptions {
  CommonOptions common;
  std::vector<std::string> sources;
  std::string dialect;
  corpus::LicenceFilter licences;
  ReportOptions report;
};

base::Json refusals_of(const std::vector<corpus::Entry>& entries) {
  base::Json refusals = base::Json::array();
  for (const auto& entry : entries)
    if (entry.refused)
      refusals.push_back({{"id", entry.program.id}, {"origin", entry.program.origin}, {"verdict", verdict_of(entry)},
                          {"stage", entry.refused->stage}, {"line", entry.refused->line}, {"reason", entry.refused->reason}});
  return refusals;
}

/// "37 files skipped: 30 .png, 5 .md, 2 symlinks"
std::string skipped_text(const std::map<std::string, uint64_t>& kinds) {
  constexpr size_t kKindsShown = 8;
  std::vector<std::pair<std::string, uint64_t>> by_count(kinds.begin(), kinds.end());
  std::stable_sort(by_count.begin(), by_count.end(), [](const auto& a, const auto& b) { return a.second > b.second; });
  uint64_t total = 0, shown = 0;
  std::string list;
  for (size_t i = 0; i < by_count.size(); ++i) {
    const auto& [kind, count] = by_count[i];
    total += count;
    if (i >= kKindsShown) continue;
    shown += count;
    const bool is_link = kind.ends_with("link");
    list += fmt::format("{}{} {}{}", i == 0 ? "" : ", ", count, kind, is_link && count > 1 ? "s" : "");
  }
  if (shown < total) list += fmt::format(", {} others", total - shown);
  return fmt::format("{} file{} skipped: {}", total, total == 1 ? "" : "s", list);
}

/// Takes a corpus away again that an import began and could put nothing into, with the folders made for it.
class NewCorpusGuard {
 public:
  explicit NewCorpusGuard(const std::string& path) : path_(path), is_new_(!std::filesystem::exists(path)) {
    for (auto folder = std::filesystem::absolute(path_).parent_path(); !std::filesystem::exists(folder);
         folder = folder.parent_path())
      folders_.push_back(folder);
  }
  ~NewCorpusGuard() {
    if (!is_new_) return;
    std::error_code ignored;
    try {
      if (corpus::Store(path_, corpus::Store::Mode::read_only).num_entries() > 0) return;
    } catch (const UsageError&) {  // not even a corpus
    } catch (const std::exception&) {
      return;  // another process is at it
    }
    for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path_ + ending, ignored);
    for (const auto& folder : folders_) std::filesystem::remove(folder, ignored);  // only when empty
  }
  NewCorpusGuard(const NewCorpusGuard&) = delete;
  NewCorpusGuard& operator=(const NewCorpusGuard&) = delete;

 private:
  std::string path_;
  bool is_new_;
  std::vector<std::filesystem::path> folders_;  ///< innermost first
};

int run_import(const ImportCommandOptions& options) {
  if (options.common.corpus.empty())
    throw UsageError("import needs --corpus FILE, the corpus to write into (the built-in corpus is read-only)");
  if (names_builtin(options.common.corpus))
    throw UsageError(fmt::format("--corpus {}: a built-in corpus, which is read-only: give a file to write into, such as {}.db",
                                 options.common.corpus, options.common.corpus));
  const std::vector<std::filesystem::path> sources(options.sources.begin(), options.sources.end());
  if (!options.dialect.empty() && !dialect::find_dialect(options.dialect))
    throw UsageError("--dialect " + options.dialect + ": unknown (known: " + dialect::known_dialects() + ")");
  for (const auto& source : sources)
    if (source != "-" && !std::filesystem::exists(source)) throw UsageError(source.string() + ": no such file or folder");
  const NewCorpusGuard guard(options.common.corpus);
  corpus::Store store(options.common.corpus, corpus::Store::Mode::create_or_open);
  // A broken source is one line; what the others hold is imported all the same.
  corpus::ImportCounts counts;
  uint32_t num_broken = 0;
  using Clock = std::chrono::steady_clock;
  const auto start = Clock::now();
  for (const auto& source : sources) {
    try {
      counts += import_programs(store, {{source}, options.dialect, options.licences});
    } catch (const UsageError& e) {
      log::error(e.what());
      ++num_broken;
    }
  }
  if (num_broken == sources.size()) return kUsage;
  const auto translating_from = Clock::now();
  const auto num_translated = translate_programs(store, {}, options.common);
  if (!num_translated) throw Interrupted("interrupted; run the same import again to go on");
  const std::chrono::duration<double> elapsed = Clock::now() - start, translating = Clock::now() - translating_from;
  const auto entries = store.entries();
  const CorpusSummary summary = summarise(entries, kTranslated);
  if (!options.report.folder.empty() && !report_on_import(options.report, options.common)) return kInterrupted;
  uint64_t refused = 0, drawable = 0;
  for (const auto& entry : entries) {
    refused += entry.refused ? 1 : 0;
    drawable += !entry.refused && entry.duplicate_of.empty() ? 1 : 0;
  }
  if (options.common.json) {
    print_json({{"corpus", options.common.corpus}, {"fingerprint", store.fingerprint()}, {"read", counts.num_read()}, {"added", counts.added},
                {"duplicates", counts.duplicates}, {"refused_on_reading", counts.refused}, {"already_there", counts.already_there},
                {"left_out_by_licence", counts.left_out}, {"skipped", counts.skipped}, {"programs", entries.size()}, {"translated", drawable}, {"refused", refusals_of(entries)},
                {"totals", summary.totals}, {"by_dialect", summary.by_dialect}, {"elapsed_s", elapsed.count()}});
    return num_broken > 0 ? kUsage : drawable > 0 ? kDone : kFailure;
  }
  print_line(fmt::format("{}: {} programs read: {} new, {} duplicates, {} refused on reading, {} already there{}", options.common.corpus,
                         counts.num_read(), counts.added, counts.duplicates, counts.refused, counts.already_there,
                         counts.left_out > 0 ? fmt::format(", {} left out by licence", counts.left_out) : ""));
  print_line(fmt::format("{} programs in the corpus: {} translated, {} refused, {} duplicates", entries.size(), drawable, refused,
                         entries.size() - drawable - refused));
  print_summary(summary, "translated", *num_translated, translating.count());
  if (!counts.skipped.empty()) print_line(skipped_text(counts.skipped));
  print_line("fingerprint " + store.fingerprint());
  return num_broken > 0 ? kUsage : drawable > 0 ? kDone : kFailure;
}

}  // namespace

void add_import(CLI::App& app) {
  auto options = std::make_shared<ImportCommandOptions>();
  CLI::App* command = app.add_subcommand("import", "Files, folders, archives and Shadertoy JSON into a corpus file");
  add_common_options(*command, options->common, kCorpus | kDevice | kSeed | kJobs);
  command->get_option("--corpus")->description("Corpus file to write into; made when it is not there (needed)");
  add_report_options(*command, options->report);
  command->add_option("sources", options->sources, "Files, folders, archives (zip, tar, gz, xz) or - for standard input")->required();
  command->add_option("--dialect", options->dialect, "Dialect of all sources (default: found for each program)");
  command->add_option("--licence", options->licences.keep, "Only programs under this: an SPDX name, may end with *, unknown = none told; several after commas or with --licence again")
      ->delimiter(',')->allow_extra_args(false);
  command->add_option("--exclude-licence", options->licences.exclude, "No programs under this, written in the same way")->delimiter(',')->allow_extra_args(false);
  set_run(*command, [options] { return run_import(*options); });
}

}  // namespace progpretrain::tools
