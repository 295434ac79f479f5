// Rows as JSON and CSV.
#include "engine/base/check.h"
#include "engine/picture/page.h"
#include "trainer/ablation/report.h"

namespace progpretrain::trainer {
namespace {

base::Json without_strip(const ProgramRow& row) {
  return {{"id", row.id},
          {"title", row.title},
          {"family", row.family},
          {"dialect", row.dialect},
          {"num_frames", row.num_frames},
          {"height_px", row.height_px},
          {"width_px", row.width_px},
          {"feature_diversity", row.feature_diversity},
          {"thumbnail_diversity", row.thumbnail_diversity},
          {"colourfulness", row.colourfulness},
          {"coverage", row.coverage},
          {"ms_per_megapixel", row.ms_per_megapixel},
          {"nan_rate", row.nan_rate}};
}

std::string csv_field(const std::string& text) {
  if (text.find_first_of(",\"\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + '"';
}

}  // namespace

base::Json to_json(const ProgramRow& row) {
  base::Json json = without_strip(row);
  json["strip"] = picture::to_base64(row.strip);
  return json;
}

ProgramRow program_row_from_json(const base::Json& json, const std::string& where) {
  base::refuse_unknown_keys(json,
                            {"id", "title", "family", "dialect", "num_frames", "height_px",
                             "width_px", "feature_diversity", "thumbnail_diversity",
                             "colourfulness", "coverage", "ms_per_megapixel", "nan_rate", "strip"},
                            where);
  ProgramRow row;
  const auto read = [&](const char* key, auto& value) {
    value = base::require<std::decay_t<decltype(value)>>(json, key, where);
  };
  read("id", row.id);
  read("title", row.title);
  read("family", row.family);
  read("dialect", row.dialect);
  read("num_frames", row.num_frames);
  read("height_px", row.height_px);
  read("width_px", row.width_px);
  read("feature_diversity", row.feature_diversity);
  read("thumbnail_diversity", row.thumbnail_diversity);
  read("colourfulness", row.colourfulness);
  read("coverage", row.coverage);
  read("ms_per_megapixel", row.ms_per_megapixel);
  read("nan_rate", row.nan_rate);
  const std::optional<std::string> strip =
      picture::from_base64(base::require<std::string>(json, "strip", where));
  if (!strip) base::throw_json_error(where, "strip", "is no base64");
  row.strip = *strip;
  return row;
}

std::string to_csv(std::span<const ProgramRow> rows) {
  std::string text =
      "id,family,dialect,num_frames,height_px,width_px,feature_diversity,thumbnail_diversity,"
      "colourfulness,coverage,"
      "ms_per_megapixel,nan_rate\n";
  for (const ProgramRow& row : rows) {
    const base::Json json = without_strip(row);
    for (const std::string* field : {&row.id, &row.family, &row.dialect})
      text += csv_field(*field) + ",";
    for (const char* key : {"num_frames", "height_px", "width_px", "feature_diversity",
                            "thumbnail_diversity", "colourfulness", "coverage", "ms_per_megapixel"})
      text += json[key].dump() + ",";
    text += json["nan_rate"].dump() + "\n";
  }
  return text;
}

base::Json to_report_json(std::string_view title, std::string_view encoder,
                          std::span<const ProgramRow> rows) {
  base::Json json = {{"title", title}, {"encoder", encoder}, {"programs", base::Json::array()}};
  for (const ProgramRow& row : rows) json["programs"].push_back(without_strip(row));
  return json;
}

}  // namespace progpretrain::trainer
