#pragma once
// Programs of packs come with the statistics of their pictures: whoever made the pack has drawn
// them. A run over 21,000 of them need not draw them all once more before its first step; it takes
// the pack's word, and its workers find out what this driver makes of each program when they
// compile it, ahead of its turn (see ProgramWarmer in warming.h).
#include <string>
#include <vector>

#include "engine/corpus/store.h"
#include "engine/render/translation_index.h"

namespace progpretrain::render {

/// Whether only its pack has anything to say about the pictures of this program: it was neither
/// refused nor screened here, and is no duplicate.
bool is_published_only(const corpus::Entry& entry);

/// Takes the pack's word for its programs. Those that is_published_only() are given a screening
/// where `known` knows their modules: verdict ok, spirv_key, quick code. Of those and of what was
/// screened as drawable the flags go and the pack's numbers stand: which programs a run has, and
/// which of them are expensive, is the same whatever was screened before.
void take_published(std::vector<corpus::Entry>& entries, const TranslationIndex& known);

}  // namespace progpretrain::render
