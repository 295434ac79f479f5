#include "tools/entry_row.h"

#include <algorithm>

#include "engine/base/check.h"

namespace progpretrain::tools {
namespace {

bool holds(const base::Json& measurements, const std::string& condition) {
  const size_t at = condition.find_first_of("<>=");
  const size_t end = at == std::string::npos ? at : condition.find_first_not_of("<>=", at);
  const std::string sign = end == std::string::npos ? "" : condition.substr(at, end - at);
  size_t parsed = 0;
  double bound = 0;
  try {
    if (!sign.empty()) bound = std::stod(condition.substr(end), &parsed);
  } catch (const std::exception&) {  // reported below
  }
  if (parsed == 0 || end + parsed != condition.size() || at == 0)
    throw UsageError("--where " + condition + ": expected a measurement, <, <=, >, >= or ==, and a number (ms_per_megapixel<20)");
  const auto found = measurements.find(condition.substr(0, at));
  if (found == measurements.end() || !found->is_number()) return false;
  const double value = found->get<double>();
  if (sign == "<") return value < bound;
  if (sign == "<=") return value <= bound;
  if (sign == ">") return value > bound;
  if (sign == ">=") return value >= bound;
  if (sign == "==" || sign == "=") return value == bound;
  throw UsageError("--where " + condition + ": unknown comparison " + sign);
}

bool contains(const std::vector<std::string>& list, const std::string& value) {
  return std::find(list.begin(), list.end(), value) != list.end();
}

}  // namespace

std::string verdict_of(const corpus::Entry& entry) {
  if (entry.refused) return std::string(to_string(entry.refused->verdict));
  if (entry.screening) return std::string(to_string(entry.screening->verdict));
  return "unscreened";
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

bool EntryFilter::accepts(const corpus::Entry& entry) const {
  const auto any = [](const std::vector<std::string>& list, const std::string& value) {
    return list.empty() || contains(list, value);
  };
  if (!any(verdicts, verdict_of(entry)) || !any(licences, entry.program.licence) ||
      !any(dialects, entry.program.dialect) || !any(families, entry.program.family))
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
                     [&](const std::string& condition) { return holds(measurements, condition); });
}

}  // namespace progpretrain::tools
