#include "engine/render/entry_selection.h"

#include <unordered_set>

#include "engine/base/check.h"

namespace progpretrain::render {

using corpus::Entry;

EntrySelection::EntrySelection(const corpus::Store& store, const std::vector<Entry>& entries)
    : store_(store), entries_(entries) {
  for (const Entry& entry : entries) by_id_[entry.program.id] = &entry;
}

const Entry& EntrySelection::with_id(const std::string& id) const {
  const auto found = by_id_.find(id);
  if (found == by_id_.end())
    throw UsageError(store_.path().string() + ": holds no program \"" + id + "\"");
  return *found->second;
}

const Entry& EntrySelection::drawn_for(const Entry& entry) const {
  return entry.duplicate_of.empty() ? entry : *by_id_.at(entry.duplicate_of);
}

std::vector<const Entry*> EntrySelection::select(const std::vector<std::string>& ids) const {
  std::vector<const Entry*> out;
  std::unordered_set<const Entry*> seen;
  const auto add = [&](const Entry& entry) {
    const Entry* drawn = &drawn_for(entry);
    if (seen.insert(drawn).second) out.push_back(drawn);
  };
  for (const std::string& id : ids) add(with_id(id));
  if (ids.empty())
    for (const Entry& entry : entries_) add(entry);
  return out;
}

}  // namespace progpretrain::render
