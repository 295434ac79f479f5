#include "tools/corpus_report.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

#include "engine/base/file.h"
#include "engine/base/log.h"
#include "engine/base/philox.h"
#include "engine/picture/codec.h"
#include "engine/picture/gallery.h"
#include "engine/picture/page.h"
#include "tools/embedded_file.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace {

using base::Json;
using corpus::Entry;

constexpr uint32_t kPictureSize_px = 128;
constexpr float kPictureTime_s = 2.5f;
constexpr uint32_t kPicturesPerBatch = 8;
// A picture that would hold up the report is left out.
constexpr double kMaxPicture_ms = 3000;
constexpr uint32_t kSampleStage = 0x72707274;  // its draws are no other command's
constexpr size_t kReasonsShown = 40;
constexpr int kExcerptLines = 2;  // on either side
constexpr size_t kExcerptWidth = 200;
constexpr int kNumBins = 28;

struct HistogramAxis {
  const char *name, *title;
  bool logarithmic;
};
constexpr HistogramAxis kHistograms[] = {
    {"compile_ms", "Driver's compiler (ms)", true},
    {"ms_per_megapixel", "Drawing (ms per megapixel)", true},
    {"translate_ms", "Translation (ms)", true},
    {"num_instructions", "Instructions of SPIR-V", true},
    {"loop_instructions", "Loop instructions per pixel", true},
    {"colourfulness", "Colourfulness (Hasler-Süsstrunk)", false},
    {"spectral_slope", "Spectral slope", false},
    {"coverage", "Canvas coverage", false},
    {"mean", "Mean brightness", false},
    {"std", "Standard deviation", false},
    {"png_bytes", "PNG of a 64 px frame (bytes)", false},
    {"motion", "Motion between frames", false}};

// The order of a seed: the same for the same ids, whatever was drawn before.
void shuffle(std::vector<const Entry*>& entries, uint64_t seed) {
  base::Philox random(seed, 0, kSampleStage);
  for (size_t i = entries.size(); i > 1; --i) std::swap(entries[i - 1], entries[random.below(static_cast<uint32_t>(i))]);
}

bool is_refused(const Entry& entry) {
  const std::string verdict = verdict_of(entry);
  return entry.duplicate_of.empty() && verdict != "ok" && verdict != "unscreened" && verdict != "duplicate";
}

double picture_ms(const Entry& entry) {
  return entry.screening->measurements.value("ms_per_megapixel", 0.0) * kPictureSize_px * kPictureSize_px * 1e-6;
}

// Values between their outermost half percents; what lies beyond is in the first and last bin.
Json histogram(const HistogramAxis& axis, const std::vector<Entry>& entries) {
  std::vector<double> values;
  for (const Entry& entry : entries) {
    if (!entry.screening || entry.screening->verdict != corpus::Verdict::ok) continue;
    const auto found = entry.screening->measurements.find(axis.name);
    if (found == entry.screening->measurements.end() || !found->is_number()) continue;
    const double value = *found;
    if (!axis.logarithmic) values.push_back(value);
    else if (value > 0) values.push_back(std::log10(value));
  }
  if (values.size() < 2) return nullptr;
  std::sort(values.begin(), values.end());
  const size_t tail = values.size() / 200;
  const double low = values[tail], high = values[values.size() - 1 - tail];
  if (!(high > low)) return nullptr;
  std::vector<uint64_t> bins(kNumBins, 0);
  for (const double value : values)
    ++bins[static_cast<size_t>(std::clamp((value - low) / (high - low) * kNumBins, 0.0, kNumBins - 1.0))];
  const auto shown = [&](double value) { return axis.logarithmic ? std::pow(10.0, value) : value; };
  return {{"title", axis.title}, {"logarithmic", axis.logarithmic}, {"from", shown(low)}, {"to", shown(high)},
          {"median", shown(values[values.size() / 2])}, {"num", values.size()}, {"bins", bins}};
}

// The lines around `line` of a text: [[number, text], ...].
Json excerpt(const std::string& source, int line) {
  Json rows = Json::array();
  if (line <= 0) return rows;
  int number = 1;
  for (size_t begin = 0; begin <= source.size() && number <= line + kExcerptLines; ++number) {
    const size_t end = std::min(source.find('\n', begin), source.size());
    if (number >= line - kExcerptLines) rows.push_back({number, source.substr(begin, std::min(end - begin, kExcerptWidth))});
    begin = end + 1;
  }
  return rows;
}

Json reasons_of(const CorpusSummary& summary, const std::vector<Entry>& entries) {
  std::unordered_map<std::string, const Entry*> by_id;
  for (const Entry& entry : entries) by_id[entry.program.id] = &entry;
  Json reasons = to_json(summary)["reasons"];
  if (reasons.size() > kReasonsShown) reasons.erase(reasons.begin() + kReasonsShown, reasons.end());
  for (Json& reason : reasons)
    reason["excerpt"] = excerpt(by_id.at(reason["example_id"])->program.source, reason["example_line"]);
  return reasons;
}

// Id -> WebP of the programs that could be drawn.
std::unordered_map<std::string, std::string> draw_pictures(const CorpusSession& session, const std::vector<std::string>& ids) {
  std::unordered_map<std::string, std::string> pictures;
  const auto programs = render::drawable_programs(session.store, session.driver_key, ids).programs;
  if (programs.empty()) return pictures;
  std::vector<render::FrameRequest> requests;
  for (uint32_t i = 0; i < programs.size(); ++i)
    requests.push_back(render::preview_request(i, kPictureSize_px, kPictureTime_s));
  const auto renderer = session.render_session(programs, {kPicturesPerBatch, kPictureSize_px, kPictureSize_px}, 2);
  log::Progress progress("drawing the report", "pictures", requests.size());
  const render::DrawnFrames frames = renderer->draw(requests, [&](uint64_t done) { progress.update(done); });
  for (size_t i = 0; i < programs.size(); ++i)
    pictures[programs[i].id] = picture::encode_webp(picture::from_planar(frames.image(i), kPictureSize_px, kPictureSize_px),
                                                    picture::WebpQuality::lossy_90);
  return pictures;
}

Json tile_of(const picture::GalleryItem& item) {
  Json tile = {{"id", item.id}, {"title", item.title}, {"author", item.author}, {"licence", item.licence},
               {"dialect", item.dialect}, {"verdict", item.verdict}, {"flags", item.flags}};
  if (!item.picture.empty()) tile["picture"] = picture::to_data_uri(item.picture);
  if (!item.reason.empty()) tile["reason"] = (item.line > 0 ? "line " + std::to_string(item.line) + ": " : "") + item.reason;
  return tile;
}

}  // namespace

void add_report_options(CLI::App& command, ReportOptions& options) {
  command.add_option("--report", options.folder, "Folder for an HTML report: counts, reasons, histograms, pictures");
  command.add_option("--report-pictures", options.num_pictures, "Accepted programs shown in the report, a sample")->capture_default_str()->check(CLI::Range(0, 5000));
}

bool write_corpus_report(const ReportOptions& options, CorpusSession& session, const std::vector<Entry>& entries,
                         const CorpusSummary& summary) {
  std::vector<const Entry*> accepted, refused;
  std::map<std::string, uint64_t> licences;
  for (const Entry& entry : entries) {
    ++licences[entry.program.licence.empty() ? "not stated" : entry.program.licence];
    if (is_refused(entry)) refused.push_back(&entry);
    else if (verdict_of(entry) == "ok" && entry.duplicate_of.empty() && picture_ms(entry) < kMaxPicture_ms) accepted.push_back(&entry);
  }
  shuffle(accepted, session.options.seed);
  shuffle(refused, session.options.seed);
  accepted.resize(std::min<size_t>(accepted.size(), options.num_pictures));
  refused.resize(std::min<size_t>(refused.size(), options.num_pictures / 2));
  std::vector<std::string> ids;
  for (const Entry* entry : accepted) ids.push_back(entry->program.id);
  session.code = render::Code::optimised;
  log::info("the report's pictures: workers compile what this process cannot draw yet");
  if (!ids.empty() && !session.ensure_screened(ids)) return false;
  auto pictures = draw_pictures(session, ids);

  Json accepted_tiles = Json::array(), refused_tiles = Json::array();
  std::vector<picture::GalleryItem> items;
  for (const auto* list : {&accepted, &refused})
    for (const Entry* entry : *list) {
      items.push_back(gallery_item_of(*entry));
      items.back().picture = pictures[entry->program.id];
      (list == &accepted ? accepted_tiles : refused_tiles).push_back(tile_of(items.back()));
    }
  Json histograms = Json::array();
  for (const HistogramAxis& axis : kHistograms)
    if (Json bins = histogram(axis, entries); !bins.is_null()) histograms.push_back(std::move(bins));

  Json figures = to_json(summary);
  figures["corpus"] = corpus_name(session.options);
  figures["fingerprint"] = session.store.fingerprint();
  figures["device"] = session.device->info().name;
  figures["licences"] = licences;
  base::write_file_atomically(options.folder / "report.json", figures.dump(1, ' ', false, Json::error_handler_t::replace) + "\n");

  picture::Page page;
  page.title = "progpretrain: " + std::filesystem::path(corpus_name(session.options)).filename().string();
  page.body = "<main id=\"report\"></main>";
  page.data = std::move(figures);
  page.data["title"] = page.title;
  page.data["columns"] = summary.columns;
  page.data["num_reasons"] = summary.reasons.size();
  page.data["reasons"] = reasons_of(summary, entries);
  page.data["histograms"] = std::move(histograms);
  page.data["accepted"] = std::move(accepted_tiles);
  page.data["refused"] = std::move(refused_tiles);
  page.styles = {embedded_file("corpus_report.css")};
  page.scripts = {embedded_file("corpus_report.js")};
  picture::write_gallery(options.folder / "gallery.html", page.title, items);
  base::write_file_atomically(options.folder / "index.html", picture::to_html(page));
  return true;
}

bool report_on_import(const ReportOptions& options, const CommonOptions& common) {
  CorpusSession session(common);
  std::vector<const Entry*> candidates;
  const auto before = session.store.entries();
  for (const Entry& entry : before)
    if (!entry.refused && entry.duplicate_of.empty()) candidates.push_back(&entry);
  shuffle(candidates, common.seed);
  std::vector<std::string> ids;
  for (const Entry* entry : candidates)
    if (ids.size() < options.num_pictures) ids.push_back(entry->program.id);
  if (!ids.empty() && !session.ensure_screened(ids)) return false;
  const auto entries = session.store.entries(session.driver_key);
  return write_corpus_report(options, session, entries, summarise(entries, kTranslated));
}

}  // namespace progpretrain::tools
