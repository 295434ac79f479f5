#pragma once
// What a corpus holds, in a table that fits a screen: programs by dialect, verdict and flag, and why
// the refused ones were refused. import and screen end with it, the HTML report begins with it.
#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/strict_json.h"
#include "engine/corpus/store.h"

namespace progpretrain::tools {

/// A reason without what is particular to one program: numbers become N, names in quotes NAME, other
/// quoted text "...", paths PATH. GLSL's own words and operators stay.
std::string normalised_reason(std::string_view reason);

/// One cause of refusals, with the first program that it refused.
struct ReasonCount {
  std::string verdict, reason;  ///< normalised; with the name itself when it is always the same
  uint64_t num_programs = 0;
  std::optional<std::string> with_names;  ///< the reason where all that it quotes is always the same
  std::map<std::string, uint64_t> names;  ///< what NAME stands for, and in how many programs
  std::string example_id, example_reason;
  int example_line = 0;
};

struct CorpusSummary {
  uint64_t num_programs = 0;
  std::vector<std::string> columns;  ///< verdicts, "duplicate" and flags that occur, in the order shown
  std::map<std::string, std::map<std::string, uint64_t>> by_dialect;  ///< dialect -> column -> programs
  std::map<std::string, uint64_t> totals;                             ///< column -> programs
  std::vector<ReasonCount> reasons;                                   ///< most frequent first

  uint64_t total(const std::string& column) const {
    const auto found = totals.find(column);
    return found == totals.end() ? 0 : found->second;
  }
};

/// What an import calls a program that has no verdict yet.
inline constexpr const char* kTranslated = "translated";

/// `not_drawn` names the verdict of programs that were translated and not drawn: "unscreened" or,
/// after an import, "translated". A duplicate counts as "duplicate" and nothing else.
CorpusSummary summarise(const std::vector<corpus::Entry>& entries,
                        const std::string& not_drawn = "unscreened");

/// The table, the ten most frequent reasons with an example each, and "300 programs screened in
/// 20.1 s (14.9/s)" when `num_done` > 0.
void print_summary(const CorpusSummary& summary, std::string_view done, uint64_t num_done,
                   double elapsed_s);

/// {"programs", "totals", "by_dialect", "reasons": [{"verdict", "reason", "names": {name: programs},
/// "programs", "example_id", "example_line", "example_reason"}]}
base::Json to_json(const CorpusSummary& summary);

}  // namespace progpretrain::tools
