#include "tools/bench_turns.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "tools/command.h"

namespace progpretrain::tools {
namespace {

double median(std::vector<double> values) {
  PP_CHECK(!values.empty());
  std::sort(values.begin(), values.end());
  const size_t middle = values.size() / 2;
  return values.size() % 2 == 1 ? values[middle] : 0.5 * (values[middle - 1] + values[middle]);
}

}  // namespace

void TurnResults::add(const std::string& name, double batches_per_s) {
  for (auto& [known, rates] : rates_)
    if (known == name) return rates.push_back(batches_per_s);
  rates_.push_back({name, {batches_per_s}});
}

const std::vector<double>* TurnResults::find(const std::string& name) const {
  for (const auto& [known, rates] : rates_)
    if (known == name) return &rates;
  return nullptr;
}

bool TurnResults::has(const std::string& name) const {
  return find(name) != nullptr;
}

std::optional<double> TurnResults::batches_per_s(const std::string& name) const {
  const auto* rates = find(name);
  return rates ? std::optional(median(*rates)) : std::nullopt;
}

std::optional<double> TurnResults::ratio(const std::string& name, const std::string& other) const {
  const auto *mine = find(name), *theirs = find(other);
  if (!mine || !theirs) return std::nullopt;
  PP_CHECK_EQ(mine->size(), theirs->size());
  std::vector<double> ratios;
  for (size_t round = 0; round < mine->size(); ++round)
    ratios.push_back((*mine)[round] / (*theirs)[round]);
  return median(std::move(ratios));
}

base::Json TurnResults::images_per_s(const std::string& name, uint32_t batch) const {
  const auto rate = batches_per_s(name);
  return rate ? base::Json(*rate * batch) : base::Json();
}

base::Json TurnResults::json_ratio(const std::string& name, const std::string& other) const {
  const auto value = ratio(name, other);
  return value ? base::Json(*value) : base::Json();
}

std::optional<TurnResults> take_turns(const std::string& title,
                                      const std::vector<Contender>& contenders,
                                      const TurnSettings& settings) {
  log::Progress progress(title, "turns", contenders.size() * (settings.rounds + 1));
  uint64_t num_done = 0;
  std::vector<uint64_t> num_batches;
  for (const Contender& contender : contenders) {
    if (stop_flag()) return std::nullopt;
    progress.update(num_done, contender.name);
    contender.run(settings.warm_batches);
    const double seconds = contender.run(settings.warm_batches);
    const double wanted = settings.seconds * static_cast<double>(settings.warm_batches) / seconds;
    num_batches.push_back(static_cast<uint64_t>(std::max(1.0, std::round(wanted))));
    progress.update(++num_done, contender.name);
  }
  TurnResults results;
  for (uint32_t round = 0; round < settings.rounds; ++round)
    for (size_t turn = 0; turn < contenders.size(); ++turn) {
      if (stop_flag()) return std::nullopt;
      const size_t i = round % 2 == 0 ? turn : contenders.size() - 1 - turn;
      progress.update(num_done, contenders[i].name);
      const double seconds = contenders[i].run(num_batches[i]);
      results.add(contenders[i].name, static_cast<double>(num_batches[i]) / seconds);
      progress.update(++num_done, contenders[i].name);
    }
  return results;
}

std::string table_cell(const base::Json& number, int width, int decimals) {
  if (number.is_null()) return fmt::format("{:>{}}", "-", width);
  return fmt::format("{:>{}.{}f}", number.get<double>(), width, decimals);
}

}  // namespace progpretrain::tools
