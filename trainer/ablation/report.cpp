#include "trainer/ablation/report.h"

#include "engine/base/embedded_text.h"
#include "engine/base/file.h"
#include "engine/picture/page.h"

namespace progpretrain::trainer {

std::span<const base::EmbeddedText> report_files();  // generated; the first is Chart.js, whatever its file's name

std::string report_html(std::string_view title, std::string_view encoder,
                        std::span<const ProgramRow> rows) {
  picture::Page page;
  page.title = title;
  page.body = "<main id=\"report\"></main>";
  page.data = to_report_json(title, encoder, rows);
  for (size_t i = 0; i < rows.size(); ++i)
    page.data["programs"][i]["strip"] = picture::to_data_uri(rows[i].strip);
  page.styles = {base::text_named(report_files(), "report.css")};
  page.scripts = {report_files().front().text, base::text_named(report_files(), "report.js")};
  return picture::to_html(page);
}

void write_report(const std::filesystem::path& folder, std::string_view title,
                  std::string_view encoder, std::span<const ProgramRow> rows) {
  base::write_file_atomically(folder / "programs.csv", to_csv(rows));
  base::write_file_atomically(folder / "programs.json",
                              to_report_json(title, encoder, rows)
                                      .dump(1, ' ', false, base::Json::error_handler_t::replace) +
                                  "\n");
  base::write_file_atomically(folder / "index.html", report_html(title, encoder, rows));
}

}  // namespace progpretrain::trainer
