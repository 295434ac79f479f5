#pragma once
// The report on a corpus as a folder that opens offline: index.html (counts, causes of refusal,
// histograms, pictures), gallery.html (the same programs with their sources) and report.json.
#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "tools/corpus_session.h"
#include "tools/corpus_summary.h"

namespace progpretrain::tools {

struct ReportOptions {
  std::filesystem::path folder;  ///< empty: no report is wanted
  uint32_t num_pictures = 200;   ///< accepted programs shown, a random sample; refused ones: half as many
};

/// Adds --report and --report-pictures to a command.
void add_report_options(CLI::App& command, ReportOptions& options);

/// Draws the sample (what is not warm yet is screened once more, see drawable_programs.h) and writes the folder; false when
/// interrupted. `entries` are those of the session's driver. The same
/// corpus, seed and device give the same pictures. Text of programs appears as text only.
bool write_corpus_report(const ReportOptions& options, CorpusSession& session,
                         const std::vector<corpus::Entry>& entries, const CorpusSummary& summary);

/// The same after an import, which draws nothing by itself: has a sample of the corpus screened
/// first. False when interrupted.
bool report_on_import(const ReportOptions& options, const CommonOptions& common);

}  // namespace progpretrain::tools
