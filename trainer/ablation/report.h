#pragma once
// The ablation report over the rows of many programs: CSV and JSON for other tools, one offline
// HTML page for people.
#include <filesystem>
#include <span>
#include <string>

#include "trainer/ablation/measure.h"

namespace progpretrain::trainer {

/// RFC 4180 with a heading; numbers with full precision, no pictures.
std::string to_csv(std::span<const ProgramRow> rows);

/// {"title", "encoder", "programs": [row without picture]}.
base::Json to_report_json(std::string_view title, std::string_view encoder,
                          std::span<const ProgramRow> rows);

/// The page: medians, scatter plots (diversity against cost, against thumbnails, against
/// colourfulness) and a sortable, searchable table with a strip of frames per program. `encoder`
/// names what the features come from.
std::string report_html(std::string_view title, std::string_view encoder,
                        std::span<const ProgramRow> rows);

/// Writes index.html, programs.csv and programs.json into `folder`, each atomically.
void write_report(const std::filesystem::path& folder, std::string_view title,
                  std::string_view encoder, std::span<const ProgramRow> rows);

}  // namespace progpretrain::trainer
