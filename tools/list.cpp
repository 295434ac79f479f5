// progpretrain list: the programs of a corpus, filtered.
#include <fmt/format.h>

#include <algorithm>
#include <set>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/corpus/licence.h"
#include "tools/corpus_session.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace {

// A listing does not wait for tens of thousands of programs; a small corpus is screened on the spot.
constexpr size_t kScreenOnTheSpot = 256;

constexpr size_t kMinIdWidth = 28, kMaxIdWidth = 48, kFamilyWidth = 24;

struct ListOptions {
  CommonOptions common;
  EntryFilter filter;
};

/// A licence that no program has is a misspelling, maybe.
void check_licences(const EntryFilter& filter, const std::vector<corpus::Entry>& entries) {
  std::set<std::string> licences;
  for (const auto& entry : entries) licences.insert(entry.program.licence);
  licences.erase("");
  for (const auto& pattern : corpus::LicenceFilter{filter.licences, {}}.unmatched(licences))
    log::warn(fmt::format("--licence {}: no known name, and no program has it (licences: {})", pattern,
                          listed(licences)));
}

int run_list(const ListOptions& options) {
  options.filter.check();
  CorpusSession session(options.common);
  session.code = render::Code::quick;
  part_ids(session.store, options.common);  // there are some
  const std::vector<corpus::Entry> known = session.store.entries(session.driver_key);
  check_licences(options.filter, known);
  size_t unscreened = 0;
  for (const auto& entry : known)
    if (options.common.part.accepts(entry.program)) unscreened += verdict_of(entry) == "unscreened" && entry.duplicate_of.empty() ? 1 : 0;
  if (unscreened > 0 && unscreened <= kScreenOnTheSpot) {
    if (!session.ensure_screened()) return kInterrupted;
  } else if (unscreened > 0) {
    log::info(fmt::format("{} programs have no verdict on this driver yet: run `progpretrain screen`", unscreened));
  }

  base::Json rows = base::Json::array();
  for (const auto& entry : session.store.entries(session.driver_key))
    if (options.common.part.accepts(entry.program) && options.filter.accepts(entry)) rows.push_back(row_of(entry));
  if (options.common.json) {
    print_json({{"programs", std::move(rows)}});
    return kDone;
  }
  size_t id_width = kMinIdWidth;
  for (const auto& row : rows) id_width = std::max(id_width, std::min(row["id"].get_ref<const std::string&>().size(), kMaxIdWidth));
  print_line(fmt::format("{:<{}} {:<20} {:<{}} {:<12} {:<14} {}", "id", id_width, "dialect", "family", kFamilyWidth, "verdict", "flags", "reason or description"));
  for (const auto& row : rows) {
    std::string flags;
    for (const auto& flag : row["flags"]) flags += (flags.empty() ? "" : ",") + flag.get<std::string>();
    const std::string reason = row["reason"];
    print_line(fmt::format("{:<{}} {:<20} {:<{}} {:<12} {:<14} {}", shortened(row["id"], id_width), id_width,
                           row["dialect"].get<std::string>(), shortened(row["family"], kFamilyWidth), kFamilyWidth,
                           row["verdict"].get<std::string>(), flags,
                           reason.empty() ? row["description"].get<std::string>() : reason));
  }
  print_line(fmt::format("{} programs in {}", rows.size(), corpus_name(options.common)));
  return kDone;
}

}  // namespace

void add_list(CLI::App& app) {
  auto options = std::make_shared<ListOptions>();
  CLI::App* command = app.add_subcommand("list", fmt::format("The programs of a corpus with verdict, flags and measurements. Up to {} programs without a verdict on this driver are screened first; where there are more, they are listed as unscreened and one line on stderr tells their number.", kScreenOnTheSpot));
  add_common_options(*command, options->common, kCorpus | kPart | kDevice | kJobs);
  command->add_option("--verdict", options->filter.verdicts, "Only these verdicts (ok, parse_error, ..., unscreened)")->delimiter(',');
  command->add_option("--flag", options->filter.flags, "Only programs with all of these flags (budget, blank, static, nan, duplicate_of)")->delimiter(',');
  command->add_option("--licence", options->filter.licences, "Only these licences (SPDX names in any case, CC-BY*, unknown)")->delimiter(',');
  command->add_option("--dialect", options->filter.dialects, "Only these dialects")->delimiter(',');
  command->add_option("--where", options->filter.where, "Only where a measurement compares so: 'ms_per_megapixel<20' (names: `show ID`)");
  set_run(*command, [options] { return run_list(*options); });
}

}  // namespace progpretrain::tools
