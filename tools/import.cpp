// progpretrain import: programs from files, folders, zips and JSON into a corpus file; screen: draw every program once.
#include <fmt/format.h>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/dialect/dialect.h"
#include "tools/corpus_session.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace {

// How often a reason is listed before the rest is only counted.
constexpr size_t kReasonsShown = 10;

struct ImportCommandOptions {
  CommonOptions common;
  std::vector<std::string> sources;
  std::string dialect;
};

void print_refusals(const std::vector<corpus::Entry>& entries) {
  size_t shown = 0, refused = 0;
  for (const auto& entry : entries) {
    const std::string verdict = verdict_of(entry);
    if (verdict == "ok" || verdict == "unscreened") continue;
    if (++refused <= kReasonsShown) {
      ++shown;
      print_line(fmt::format("  {} ({}): {}", entry.program.id, verdict, reason_of(entry)));
    }
  }
  if (refused > shown) print_line(fmt::format("  ... and {} more: progpretrain list", refused - shown));
}

base::Json refusals_of(const std::vector<corpus::Entry>& entries) {
  base::Json refusals = base::Json::array();
  for (const auto& entry : entries)
    if (entry.refused)
      refusals.push_back({{"id", entry.program.id}, {"origin", entry.program.origin}, {"verdict", verdict_of(entry)},
                          {"stage", entry.refused->stage}, {"line", entry.refused->line}, {"reason", entry.refused->reason}});
  return refusals;
}

void remove_corpus(const std::string& path) {
  for (const char* ending : {"", "-wal", "-shm"}) std::filesystem::remove(path + ending);
}

int run_import(const ImportCommandOptions& options) {
  if (options.common.corpus.empty())
    throw UsageError("import needs --corpus FILE, the corpus to write into (the built-in corpus is read-only)");
  const std::vector<std::filesystem::path> sources(options.sources.begin(), options.sources.end());
  if (!options.dialect.empty() && !dialect::find_dialect(options.dialect))
    throw UsageError("--dialect " + options.dialect + ": unknown (known: " + dialect::known_dialects() + ")");
  for (const auto& source : sources)
    if (!std::filesystem::exists(source)) throw UsageError(source.string() + ": no such file or folder");
  const bool is_new = !std::filesystem::exists(options.common.corpus);
  corpus::Store store(options.common.corpus, corpus::Store::Mode::create_or_open);
  // A broken source is one line; what the others hold is imported all the same.
  corpus::ImportCounts counts;
  uint32_t num_broken = 0;
  for (const auto& source : sources) {
    try {
      counts += import_and_translate(store, {{source}, options.dialect}, options.common);
    } catch (const UsageError& e) {
      log::error(e.what());
      ++num_broken;
    }
  }
  if (num_broken == sources.size()) {
    if (is_new && store.num_entries() == 0) remove_corpus(options.common.corpus);
    return kUsage;
  }
  const auto entries = store.entries();
  uint64_t refused = 0, drawable = 0;
  for (const auto& entry : entries) {
    refused += entry.refused ? 1 : 0;
    drawable += !entry.refused && entry.duplicate_of.empty() ? 1 : 0;
  }
  if (options.common.json) {
    print_json({{"corpus", options.common.corpus}, {"fingerprint", store.fingerprint()}, {"added", counts.added},
                {"duplicates", counts.duplicates}, {"already_there", counts.already_there},
                {"programs", entries.size()}, {"translated", drawable}, {"refused", refusals_of(entries)}});
    return num_broken > 0 ? kUsage : drawable > 0 ? kDone : kFailure;
  }
  print_line(fmt::format("{}: {} new, {} duplicates, {} already there; {} of {} programs translated, {} refused",
                         options.common.corpus, counts.added, counts.duplicates, counts.already_there, drawable,
                         entries.size(), refused));
  print_refusals(entries);
  print_line("fingerprint " + store.fingerprint());
  return num_broken > 0 ? kUsage : drawable > 0 ? kDone : kFailure;
}

int run_screen(const CommonOptions& options) {
  CorpusSession session(options);
  if (!session.ensure_screened()) return kInterrupted;
  std::map<std::string, std::map<std::string, int>> by_dialect;  // dialect -> verdict or flag -> count
  std::map<std::string, int> columns;
  const auto entries = session.store.entries(session.driver_key);
  uint64_t ok = 0;
  for (const auto& entry : entries) {
    ok += verdict_of(entry) == "ok" ? 1 : 0;
    std::vector<std::string> marks{entry.duplicate_of.empty() ? verdict_of(entry) : "duplicate"};
    if (entry.screening) marks.insert(marks.end(), entry.screening->flags.begin(), entry.screening->flags.end());
    for (const auto& mark : marks) {
      ++by_dialect[entry.program.dialect][mark];
      ++columns[mark];
    }
  }
  if (options.json) {
    print_json({{"corpus", corpus_name(options)}, {"device", session.device->info().name}, {"driver_key", session.driver_key},
                {"programs", entries.size()}, {"totals", columns}, {"by_dialect", by_dialect}});
    return ok > 0 ? kDone : kFailure;
  }
  std::string heading = fmt::format("{:<24}", "dialect");
  for (const auto& [mark, count] : columns) heading += fmt::format("{:>17}", mark);
  print_line(heading);
  by_dialect["all"] = columns;
  for (const auto& [dialect, marks] : by_dialect) {
    std::string line = fmt::format("{:<24}", dialect.empty() ? "(none)" : dialect);
    for (const auto& [mark, count] : columns) line += fmt::format("{:>17}", marks.contains(mark) ? marks.at(mark) : 0);
    print_line(line);
  }
  print_refusals(entries);
  return ok > 0 ? kDone : kFailure;
}

}  // namespace

void add_import(CLI::App& app) {
  auto options = std::make_shared<ImportCommandOptions>();
  CLI::App* command = app.add_subcommand("import", "Files, folders, zips and Shadertoy JSON into a corpus file");
  add_common_options(*command, options->common, kCorpus | kJobs);
  command->add_option("sources", options->sources, "Files, folders or zips")->required();
  command->add_option("--dialect", options->dialect, "Dialect of all sources (default: found for each program)");
  set_run(*command, [options] { return run_import(*options); });
}

void add_screen(CLI::App& app) {
  auto options = std::make_shared<CommonOptions>();
  CLI::App* command = app.add_subcommand("screen", "Draw every program once in a worker: verdict, flags, cost, picture statistics");
  add_common_options(*command, *options, kCorpus | kDevice | kJobs);
  set_run(*command, [options] { return run_screen(*options); });
}

}  // namespace progpretrain::tools
