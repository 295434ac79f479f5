#include "tools/entry_row.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/corpus/licence.h"
#include "engine/dialect/dialect.h"

namespace progpretrain::tools {
namespace {

// What screening measures, in the order of its header.
constexpr Measurement kMeasurements[] = {
    {"num_instructions", ""}, {"num_loops", ""}, {"num_passes", ""}, {"num_buffers", ""}, {"translate_ms", "ms"},
    {"compile_ms", "ms"}, {"draw_ms_64px", "ms"}, {"ms_per_megapixel", "ms"}, {"loop_instructions", "per pixel"},
    {"num_nan_px", "px"}, {"num_budget_px", "px"}, {"mean", ""}, {"std", ""}, {"variance", ""}, {"colourfulness", ""},
    {"coverage", ""}, {"spectral_slope", ""}, {"png_bytes", "bytes"}, {"motion", ""}, {"num_validation_messages", ""}};

// "name<number"
struct Condition {
  std::string name, sign;
  double bound = 0;

  explicit Condition(const std::string& text) {
    const size_t at = text.find_first_of("<>=");
    const size_t end = at == std::string::npos ? at : text.find_first_not_of("<>=", at);
    size_t parsed = 0;
    try {
      if (end != std::string::npos) bound = std::stod(text.substr(end), &parsed);
    } catch (const std::exception&) {  // reported below
    }
    if (parsed == 0 || end + parsed != text.size() || at == 0)
      throw UsageError("--where " + text + ": expected a measurement, <, <=, >, >= or ==, and a number (ms_per_megapixel<20)");
    name = text.substr(0, at);
    sign = text.substr(at, end - at);
    if (sign == "=") sign = "==";
    if (sign != "<" && sign != "<=" && sign != ">" && sign != ">=" && sign != "==")
      throw UsageError("--where " + text + ": unknown comparison " + sign);
    if (!find_measurement(name))
      throw UsageError("--where " + text + ": nothing measured is called " + name + " (known: " + known_measurements() + ")");
  }

  bool holds(const base::Json& measurements) const {
    const auto found = measurements.find(name);
    if (found == measurements.end() || !found->is_number()) return false;
    const double value = found->get<double>();
    if (sign == "<") return value < bound;
    if (sign == "<=") return value <= bound;
    if (sign == ">") return value > bound;
    if (sign == ">=") return value >= bound;
    return value == bound;
  }
};

constexpr std::string_view kUnscreened = "unscreened", kDuplicate = "duplicate";
constexpr std::string_view kKnownVerdicts =
    "ok, parse_error, unsupported, compile_timeout, compiler_crash, draw_timeout, out_of_memory, device_lost, duplicate, unscreened";
constexpr std::string_view kKnownFlags[] = {"budget", "blank", "static", "nan", "duplicate_of"};

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

std::string verdict_of(const corpus::Entry& entry) {
  if (entry.refused) return std::string(to_string(entry.refused->verdict));
  if (entry.screening) return std::string(to_string(entry.screening->verdict));
  return std::string(entry.duplicate_of.empty() ? kUnscreened : kDuplicate);
}

std::vector<std::string> flags_of(const corpus::Entry& entry) {
  std::vector<std::string> flags;
  if (entry.screening) flags = entry.screening->flags;
  if (!entry.duplicate_of.empty()) flags.push_back("duplicate_of:" + entry.duplicate_of);
  return flags;
}

std::string reason_of(const corpus::Entry& entry) {
  const auto with_line = [](int line, const std::string& reason) {
    return line > 0 ? "line " + std::to_string(line) + ": " + reason : reason;
  };
  if (entry.refused) return with_line(entry.refused->line, entry.refused->reason);
  if (entry.screening) return with_line(entry.screening->line, entry.screening->reason);
  return {};
}

base::Json row_of(const corpus::Entry& entry) {
  base::Json row = {{"id", entry.program.id},           {"dialect", entry.program.dialect},
                    {"family", entry.program.family},   {"licence", entry.program.licence},
                    {"origin", entry.program.origin},   {"verdict", verdict_of(entry)},
                    {"flags", flags_of(entry)},         {"reason", reason_of(entry)},
                    {"title", entry.program.title},     {"author", entry.program.author},
                    {"description", entry.program.description}};
  if (entry.screening) row.update(entry.screening->measurements);
  return row;
}

picture::GalleryItem gallery_item_of(const corpus::Entry& entry) {
  picture::GalleryItem item;
  item.id = entry.program.id;
  item.title = entry.program.title;
  item.author = entry.program.author;
  item.description = entry.program.description;
  item.family = entry.program.family;
  item.dialect = entry.program.dialect;
  item.licence = entry.program.licence;
  item.origin = entry.program.origin;
  item.tags = entry.program.tags;
  item.verdict = verdict_of(entry);
  item.flags = flags_of(entry);
  item.reason = entry.refused ? entry.refused->reason : entry.screening ? entry.screening->reason : "";
  item.line = entry.refused ? entry.refused->line : entry.screening ? entry.screening->line : 0;
  item.source = entry.program.source;
  const auto add_part = [&](const std::string& name, const std::string& source) {
    item.source += "\n\n// ---- " + name + "\n" + source;
  };
  if (!entry.program.common.empty()) add_part("common", entry.program.common);
  for (const auto& buffer : entry.program.buffers) add_part("buffer " + buffer.name, buffer.source);
  if (!entry.screening) return item;
  for (const auto& [name, value] : entry.screening->measurements.items())
    if (find_measurement(name)) item.statistics[name] = value;
  return item;
}

const Measurement* find_measurement(std::string_view name) {
  const auto found = std::find_if(std::begin(kMeasurements), std::end(kMeasurements), [&](const Measurement& m) { return m.name == name; });
  return found == std::end(kMeasurements) ? nullptr : found;
}

std::string known_measurements() {
  std::string list;
  for (const Measurement& m : kMeasurements) list += (list.empty() ? "" : ", ") + std::string(m.name);
  return list;
}

void EntryFilter::check() const {
  for (const auto& verdict : verdicts)
    if (verdict != kUnscreened && verdict != kDuplicate && !corpus::verdict_from_string(verdict))
      throw UsageError("--verdict " + verdict + ": unknown (known: " + std::string(kKnownVerdicts) + ")");
  for (const auto& flag : flags)
    if (!flag.starts_with("duplicate_of:") && std::find(std::begin(kKnownFlags), std::end(kKnownFlags), flag) == std::end(kKnownFlags))
      throw UsageError("--flag " + flag + ": unknown (known: budget, blank, static, nan, duplicate_of, duplicate_of:ID)");
  for (const auto& dialect : dialects)
    if (!dialect::find_dialect(dialect))
      throw UsageError("--dialect " + dialect + ": unknown (known: " + dialect::known_dialects() + ")");
  for (const auto& condition : where) Condition{condition};
}

bool EntryFilter::accepts(const corpus::Entry& entry) const {
  const auto any = [](const std::vector<std::string>& list, const std::string& value) {
    return list.empty() || contains(list, value);
  };
  if (!any(verdicts, verdict_of(entry)) || !corpus::LicenceFilter{licences, {}}.accepts(entry.program.licence) ||
      !any(dialects, entry.program.dialect))
    return false;
  const auto present = flags_of(entry);
  const auto has_flag = [&](const std::string& wanted) {
    return std::any_of(present.begin(), present.end(), [&](const std::string& flag) {
      return flag == wanted || flag.starts_with(wanted + ":");
    });
  };
  if (!std::all_of(flags.begin(), flags.end(), has_flag)) return false;
  const base::Json none = base::Json::object();
  const base::Json& measurements = entry.screening ? entry.screening->measurements : none;
  return std::all_of(where.begin(), where.end(),
                     [&](const std::string& condition) { return Condition(condition).holds(measurements); });
}

}  // namespace progpretrain::tools
