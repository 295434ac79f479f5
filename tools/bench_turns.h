#pragma once
// Contenders of a measurement take short turns: a machine's speed drifts by a factor of two within
// minutes, so that only what was measured in the same round can be compared. The result is the
// median of the paired ratios.
#include <cstdint>
#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "engine/base/strict_json.h"

namespace progpretrain::tools {

struct Contender {
  std::string name;
  /// Wall seconds that `num_batches` batches take once everything is at work. Leaves the machine
  /// idle.
  std::function<double(uint64_t num_batches)> run;
};

struct TurnSettings {
  double seconds = 5;         ///< of a turn
  uint32_t rounds = 5;        ///< turns of each contender
  uint64_t warm_batches = 1;  ///< drawn before anything counts, so that all is compiled
};

/// The rates of all contenders: one per round.
class TurnResults {
 public:
  void add(const std::string& name, double batches_per_s);

  bool has(const std::string& name) const;
  /// Median over the rounds, batches/s; nullopt when the contender did not take part.
  std::optional<double> batches_per_s(const std::string& name) const;
  /// Median over the rounds of (rate of `name` / rate of `other` in the same round); nullopt when
  /// either did not take part.
  std::optional<double> ratio(const std::string& name, const std::string& other) const;

  /// Images/s of `name` as JSON, null when it did not take part.
  base::Json images_per_s(const std::string& name, uint32_t batch) const;
  base::Json json_ratio(const std::string& name, const std::string& other) const;

 private:
  const std::vector<double>* find(const std::string& name) const;

  std::vector<std::pair<std::string, std::vector<double>>> rates_;
};

/// Every contender is warmed up, gets as many batches a turn as fill settings.seconds, and takes
/// settings.rounds turns, in order and in reverse order by turns. Shows progress under `title`.
/// nullopt: interrupted.
std::optional<TurnResults> take_turns(const std::string& title,
                                      const std::vector<Contender>& contenders,
                                      const TurnSettings& settings);

/// A cell of a table: the number, or "-" for null.
std::string table_cell(const base::Json& number, int width, int decimals);

}  // namespace progpretrain::tools
