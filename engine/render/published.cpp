#include "engine/render/published.h"

namespace progpretrain::render {

namespace {

bool is_published(const corpus::Entry& entry) {
  return !entry.program.statistics.empty() && !entry.refused && entry.duplicate_of.empty();
}

}  // namespace

bool is_published_only(const corpus::Entry& entry) {
  return is_published(entry) && !entry.screening;
}

void take_published(std::vector<corpus::Entry>& entries, const TranslationIndex& known) {
  for (corpus::Entry& entry : entries) {
    if (!is_published(entry)) continue;
    if (!entry.screening) {
      const auto translation = known.find(entry.program);
      if (!translation || !*translation) continue;
      entry.screening.emplace().measurements = {{"spirv_key", (*translation)->spirv_key},
                                                {"code", to_string(Code::quick)}};
    }
    if (entry.screening->verdict != corpus::Verdict::ok) continue;
    entry.screening->flags.clear();
    for (const auto& [name, number] : entry.program.statistics)
      entry.screening->measurements[name] = number;
  }
}

}  // namespace progpretrain::render
