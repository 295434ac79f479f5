#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/picture/codec.h"
#include "tests/support/temporary_folder.h"
#include "tests/trainer/evaluate/doctest_with_torch.h"
#include "trainer/ablation/report.h"
#include "trainer/ablation/statistics.h"

using namespace progpretrain;
using namespace progpretrain::trainer;

namespace {

const FeatureFunction kColourFeatures = [](const torch::Tensor& images) {
  return images.flatten(2).mean(2);
};

ProgramFrames random_program(const std::string& id, uint64_t seed) {
  const auto generator = at::detail::createCPUGenerator(seed);
  ProgramFrames program;
  program.id = id;
  program.title = "Title of " + id;
  program.family = "noise";
  program.dialect = "shadertoy";
  program.frames = torch::randint(0, 256, {5, 3, 48, 48}, generator, torch::kUInt8);
  program.ms_per_megapixel = 12.5;
  program.nan_rate = 0.25;
  return program;
}

size_t count(const std::string& text, const std::string& what) {
  size_t found = 0;
  for (size_t at = text.find(what); at != text.npos; at = text.find(what, at + 1)) ++found;
  return found;
}

}  // namespace

TEST_CASE("ablation: a row holds the statistics of the program's frames") {
  const ProgramFrames program = random_program("p", 1);
  const ProgramRow row = measure_program(program, kColourFeatures);
  CHECK(row.id == "p");
  CHECK(row.num_frames == 5);
  CHECK(row.width_px == 48);
  CHECK(row.thumbnail_diversity == mean_thumbnail_distance(program.frames));
  CHECK(row.colourfulness == mean_colourfulness(program.frames));
  CHECK(row.coverage == mean_coverage(program.frames));
  CHECK(row.feature_diversity ==
        mean_cosine_distance(program.frames.to(torch::kFloat32).div(255).flatten(2).mean(2)));
  CHECK(row.ms_per_megapixel == 12.5);
  CHECK(picture::mime_type(row.strip) == "image/webp");
}

TEST_CASE("ablation: a row written and read back is the same row") {
  const ProgramRow row = measure_program(random_program("a,\"b\"", 2), kColourFeatures);
  const base::Json json = to_json(row);
  const ProgramRow back = program_row_from_json(base::parse_json(json.dump(), "rows"), "rows");
  CHECK(to_json(back) == json);
  CHECK(back.strip == row.strip);
  base::Json broken = json;
  broken.erase("coverage");
  CHECK_THROWS_WITH_AS(program_row_from_json(broken, "rows.jsonl:3"),
                       doctest::Contains("rows.jsonl:3"), UsageError);
  broken = json;
  broken["strip"] = "no base64!";
  CHECK_THROWS_AS(program_row_from_json(broken, "rows"), UsageError);
}

TEST_CASE("ablation: the CSV has one line per program and quotes what needs it") {
  std::vector<ProgramRow> rows = {measure_program(random_program("plain", 3), kColourFeatures),
                                  measure_program(random_program("a,\"b\"", 4), kColourFeatures)};
  const std::string csv = to_csv(rows);
  CHECK(count(csv, "\n") == 3);
  CHECK(csv.starts_with("id,family,dialect,num_frames,"));
  CHECK(csv.find("\nplain,noise,shadertoy,5,48,48,") != std::string::npos);
  CHECK(csv.find("\n\"a,\"\"b\"\"\",noise,") != std::string::npos);
  CHECK(csv.find(",12.5,0.25\n") != std::string::npos);
}

TEST_CASE("ablation: hostile text in a report is inert, and the chart library is inside") {
  ProgramFrames hostile = random_program("</script><script>alert(1)</script>", 5);
  hostile.title = "<img src=x onerror=alert(1)>\xff";
  hostile.family = "<!--";
  const std::vector<ProgramRow> rows = {measure_program(hostile, kColourFeatures)};
  const std::string html = report_html("</title><script>", "<encoder>", rows);
  CHECK(count(html, "<script>") == 3);  // shell, chart library, report
  CHECK(count(html, "<script type=\"application/json\"") == 1);
  CHECK(count(html, "</script>") == 4);
  CHECK(html.find("<img src=x") == std::string::npos);
  CHECK(html.find("<encoder>") == std::string::npos);
  CHECK(html.find("Chart.js v") != std::string::npos);
  CHECK(html.find("src=\"http") == std::string::npos);
}

TEST_CASE("ablation: a report is three files that agree") {
  const testing::TemporaryFolder folder;
  const std::vector<ProgramRow> rows = {measure_program(random_program("p", 6), kColourFeatures)};
  write_report(folder / "out", "Corpus", "half-width ResNet-18", rows);
  const base::Json json =
      base::parse_json(base::read_file(folder / "out/programs.json"), "programs.json");
  CHECK(json["programs"][0]["id"] == "p");
  CHECK(json["programs"][0]["coverage"] == rows[0].coverage);
  CHECK_FALSE(json["programs"][0].contains("strip"));
  CHECK(base::read_file(folder / "out/programs.csv") == to_csv(rows));
  CHECK(base::read_file(folder / "out/index.html").find("half-width ResNet-18") !=
        std::string::npos);
}
