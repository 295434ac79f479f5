#include "trainer/compare/report.h"

#include <array>
#include <cmath>
#include <cstdio>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "trainer/compare/curve_svg.h"

namespace progpretrain::trainer {
namespace {

struct PictureColumn {
  const char* key;
  const char* heading;
  Interval CorpusNumbers::*number;
};
constexpr std::array kPictureColumns{
    PictureColumn{"median_ms_per_megapixel", "ms/megapixel, median",
                  &CorpusNumbers::median_ms_per_megapixel},
    PictureColumn{"mean_ms_per_megapixel", "mean", &CorpusNumbers::mean_ms_per_megapixel},
    PictureColumn{"spectral_exponent", "power ~ 1/f^s: s", &CorpusNumbers::spectral_exponent},
    PictureColumn{"colourfulness", "colourfulness", &CorpusNumbers::colourfulness},
    PictureColumn{"coverage", "coverage", &CorpusNumbers::coverage},
    PictureColumn{"motion", "motion", &CorpusNumbers::motion},
    PictureColumn{"near_share", "share with a near relative", &CorpusNumbers::near_share},
    PictureColumn{"median_nearest_distance", "distance to the nearest",
                  &CorpusNumbers::median_nearest_distance},
};

/// Three digits that say something.
std::string digits(double value) {
  const int places = std::abs(value) >= 100  ? 0
                     : std::abs(value) >= 10 ? 1
                     : std::abs(value) >= 1  ? 2
                                             : 3;
  std::array<char, 64> buffer{};
  std::snprintf(buffer.data(), buffer.size(), "%.*f", places, value);
  return buffer.data();
}

std::string cell(const Interval& interval) {
  return digits(interval.value) + " [" + digits(interval.low) + ", " + digits(interval.high) + "]";
}

/// Text of strangers in a cell of a table.
std::string plain(const std::string& text) {
  std::string out;
  for (const char c : text) {
    if (static_cast<unsigned char>(c) < 0x20) continue;
    if (std::string_view("|\\`*_<>[]").find(c) != std::string_view::npos) out += '\\';
    out += c;
  }
  return out;
}

std::string row(const std::vector<std::string>& cells) {
  std::string out = "|";
  for (const std::string& one : cells) out += " " + one + " |";
  return out + "\n";
}

std::string heading(const std::vector<std::string>& cells) {
  std::string out = row(cells) + "|";
  for (size_t i = 0; i < cells.size(); ++i) out += i == 0 ? "---|" : "---:|";
  return out + "\n";
}

base::Json to_json(const Interval& interval) {
  return {{"value", interval.value}, {"low", interval.low}, {"high", interval.high}};
}

std::string space_tables(const ComparisonRun& run, std::span<const DrawnCorpus> corpora,
                         const Comparison& numbers, size_t space) {
  std::string out =
      "## Diversity: " + plain(run.spaces[space].name) + "\n\n" +
      plain(run.spaces[space].description) + ".\n\n" +
      heading({"corpus", "effective programs", "spread of a program's frames", "identifiability",
               "recognised spread", "clusters found", "of them by the second half only"});
  for (size_t c = 0; c < corpora.size(); ++c) {
    const SpaceNumbers& its = numbers.corpora[c].spaces[space];
    out += row({plain(corpora[c].name), cell(its.effective.programs), cell(its.spread),
                cell(its.identifiability), cell(its.recognised_spread),
                cell(its.curve.points.back().clusters),
                digits(100 * its.curve.second_half_gain) + " %"});
  }
  out += "\nClusters found against programs drawn, of " +
         std::to_string(numbers.num_clusters[space]) + " clusters of all corpora together:\n\n";
  std::vector<std::string> columns{"corpus"};
  for (const CurvePoint& point : numbers.corpora[0].spaces[space].curve.points)
    columns.push_back(std::to_string(point.num_programs));
  out += heading(columns);
  for (size_t c = 0; c < corpora.size(); ++c) {
    std::vector<std::string> cells{plain(corpora[c].name)};
    for (const CurvePoint& point : numbers.corpora[c].spaces[space].curve.points)
      cells.push_back(digits(point.clusters.value));
    out += row(cells);
  }
  return out + "\n![Rarefaction](" + curve_file(run.spaces[space]) + ")\n\n";
}

constexpr const char* kMethod = R"(## What the numbers are

Square brackets hold 95 % intervals: percentile bootstrap of 1,000 resamples over programs (of clusters found: Colwell, Mao and Chang 2004, in closed form). They cover the choice of programs, not that of frames or of an encoder's training. Features of all corpora are brought to one scale (mean over all frames here; deviation of each dimension, of an encoder's features of all together), so numbers of different reports are not comparable.

- **Effective programs**: a lower bound on exp(mutual information between program and features). Half of a program's frames are a gallery, the other half is recognised by a soft nearest-neighbour posterior q; information >= log P + mean log q (Barber and Agakov 2003), with the temperature chosen on the gallery alone. 1: no frame tells its program; at most the number of programs drawn.
- **Spread**: order-2 Renyi kernel entropy score (Jalali, Li and Farnia 2023) of a program's frames, Gaussian kernel whose variance is an eighth of the median squared distance between frames of different programs here. 1: all frames equal; at most the number of frames. To be read beside identifiability: frames without anything in common spread, too.
- **Identifiability**: probability (geometric mean over a program's frames; mean over programs) with which a soft nearest-neighbour posterior gives a frame to its program, among the program's other frames and up to 8,192 of other programs; one temperature for a whole corpus, the best of six.
- **Recognised spread**: mean over programs of 1 + (spread - 1) times identifiability; noise, whose frames spread and are recognised by nobody, has 1.
- **Clusters found**: k-means of the frames of all corpora together; a program finds the clusters that its frames lie in.
- **Cost**: ms per megapixel as screening measured it, warm, on the device named above.
- **s**: minus the slope of log power on log frequency of the mean power spectrum over all frames (natural images: about 2).
- **Colourfulness** (Hasler and Suesstrunk 2003), **coverage** (share of pixels off the most frequent colour), **motion** (mean absolute difference between consecutive frames): medians over programs of what screening measured at 64 px.
- **Near relative**: another program of the sample within distance 0.2 in the graph of operations, which is where variants of one program lie (`progpretrain distinct` says more, of whole corpora).
)";

/// What of a program's frames differs beside their moments.
std::string parameters_text(const ComparisonRun& run) {
  if (run.parameters_sigma <= 0) return "";
  return base::concat(" and with declared parameters of its own (identity keeps its default; the "
                      "others lie around theirs, sigma = ",
                      run.parameters_sigma, " of their range)");
}

}  // namespace

std::string curve_file(const SpaceName& space) {
  std::string name = space.name;
  for (char& c : name)
    if (c == ' ') c = '-';
  return "rarefaction-" + name + ".svg";
}

base::Json to_json(const ComparisonRun& run, std::span<const DrawnCorpus> corpora,
                   const Comparison& numbers) {
  base::Json spaces = base::Json::array(), rows = base::Json::array();
  for (size_t s = 0; s < run.spaces.size(); ++s)
    spaces.push_back({{"name", run.spaces[s].name},
                      {"description", run.spaces[s].description},
                      {"kernel_variance", numbers.kernel_variances[s]},
                      {"clusters", numbers.num_clusters[s]}});
  for (size_t c = 0; c < corpora.size(); ++c) {
    base::Json one{{"name", corpora[c].name},
                   {"fingerprint", corpora[c].fingerprint},
                   {"programs_in_corpus", corpora[c].num_in_corpus},
                   {"tried", corpora[c].num_tried},
                   {"cost_code", corpora[c].cost_code},
                   {"spaces", base::Json::object()}};
    for (const PictureColumn& column : kPictureColumns)
      one[column.key] = to_json(numbers.corpora[c].*column.number);
    for (size_t s = 0; s < run.spaces.size(); ++s) {
      const SpaceNumbers& its = numbers.corpora[c].spaces[s];
      base::Json curve = base::Json::array();
      for (const CurvePoint& point : its.curve.points)
        curve.push_back({{"programs", point.num_programs}, {"clusters", to_json(point.clusters)}});
      const double temperature = its.effective.temperature;
      one["spaces"][run.spaces[s].name] = {
          {"effective_programs", to_json(its.effective.programs)},
          {"temperature", std::isfinite(temperature) ? base::Json(temperature) : base::Json()},
          {"spread", to_json(its.spread)},
          {"identifiability", to_json(its.identifiability)},
          {"recognised_spread", to_json(its.recognised_spread)},
          {"curve", curve},
          {"second_half_gain", its.curve.second_half_gain}};
    }
    rows.push_back(std::move(one));
  }
  return {{"programs", corpora[0].num_programs()},
          {"frames", run.num_frames},
          {"size_px", run.size_px},
          {"parameters_sigma", run.parameters_sigma},
          {"raw", run.is_raw},
          {"seed", run.seed},
          {"device", run.device},
          {"spaces", spaces},
          {"corpora", rows}};
}

std::string to_markdown(const ComparisonRun& run, std::span<const DrawnCorpus> corpora,
                        const Comparison& numbers) {
  const auto text = [](auto number) { return std::to_string(number); };
  std::string out = "# Corpora side by side\n\nOf each corpus " + text(corpora[0].num_programs()) +
                    " programs at random among those with verdict ok" +
                    (run.is_raw ? " (raw: with any flag)" : " and no flag") + ", " +
                    text(run.num_frames) + " frames of " + text(run.size_px) +
                    " px each between 0 and 10 s" + parameters_text(run) + ", drawn on " + plain(run.device) + ", seed " +
                    text(run.seed) + ". Every number comes from this command, and " +
                    "is in `comparison.json` as well:\n\n```sh\n" + run.command + "\n```\n\n";
  out += heading(
      {"corpus", "programs in it", "looked at for the sample", "cost measured of", "fingerprint"});
  for (const DrawnCorpus& corpus : corpora)
    out += row({plain(corpus.name), text(corpus.num_in_corpus), text(corpus.num_tried),
                corpus.cost_code + " code", "`" + corpus.fingerprint.substr(0, 16) + "`"});
  out += "\n## Pictures, cost, structure\n\n";
  std::vector<std::string> columns{"corpus"};
  for (const PictureColumn& column : kPictureColumns) columns.emplace_back(column.heading);
  out += heading(columns);
  for (size_t c = 0; c < corpora.size(); ++c) {
    std::vector<std::string> cells{plain(corpora[c].name)};
    for (const PictureColumn& column : kPictureColumns)
      cells.push_back(cell(numbers.corpora[c].*column.number));
    out += row(cells);
  }
  out += "\n";
  for (size_t s = 0; s < run.spaces.size(); ++s) out += space_tables(run, corpora, numbers, s);
  out += std::string(kMethod) + "\n## Contact sheets\n\nPrograms of the sample, a frame each.\n\n";
  for (size_t c = 0; c < corpora.size(); ++c)
    out += "### " + plain(corpora[c].name) + "\n\n![" + plain(corpora[c].name) + "](" +
           run.sheets[c] + ")\n\n";
  out.pop_back();
  return out;
}

void write_comparison(const std::filesystem::path& folder, const ComparisonRun& run,
                      std::span<const DrawnCorpus> corpora, const Comparison& numbers) {
  for (size_t s = 0; s < run.spaces.size(); ++s) {
    std::vector<NamedCurve> curves;
    for (size_t c = 0; c < corpora.size(); ++c)
      curves.push_back({corpora[c].name, numbers.corpora[c].spaces[s].curve.points});
    base::write_file_atomically(folder / curve_file(run.spaces[s]), curves_svg(curves));
  }
  base::write_file_atomically(
      folder / "comparison.json",
      to_json(run, corpora, numbers).dump(1, ' ', false, base::Json::error_handler_t::replace) +
          "\n");
  base::write_file_atomically(folder / "CORPUS.md", to_markdown(run, corpora, numbers));
}

}  // namespace progpretrain::trainer
