#pragma once
// Programs of a corpus as people ask for them: by id, where a duplicate stands for what it names.
#include <string>
#include <unordered_map>
#include <vector>

#include "engine/corpus/store.h"

namespace progpretrain::render {

/// A view of `entries`, all of `store`, which outlive it.
class EntrySelection {
 public:
  EntrySelection(const corpus::Store& store, const std::vector<corpus::Entry>& entries);

  /// Throws UsageError, naming the corpus, for an id that it does not hold.
  const corpus::Entry& with_id(const std::string& id) const;

  /// The entry itself, or the one that it duplicates.
  const corpus::Entry& drawn_for(const corpus::Entry& entry) const;

  /// What is drawn for `ids`, in that order, or for all entries when there are none, in the order
  /// of import; each once. Throws as with_id().
  std::vector<const corpus::Entry*> select(const std::vector<std::string>& ids) const;

 private:
  const corpus::Store& store_;
  const std::vector<corpus::Entry>& entries_;
  std::unordered_map<std::string, const corpus::Entry*> by_id_;
};

}  // namespace progpretrain::render
