#include "engine/stream/sample_order.h"

#include <algorithm>
#include <chrono>
#include <fstream>
#include <set>
#include <thread>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/strict_json.h"

namespace progpretrain::stream {
namespace {

using base::Json;
using Samples = std::vector<uint64_t>;

class Ordered : public SampleOrder {
 public:
  explicit Ordered(uint32_t batch_samples) : batch_samples_(batch_samples) {}

  Samples samples_of_batch(uint64_t number) override {
    Samples out(batch_samples_);
    for (uint32_t i = 0; i < batch_samples_; ++i) out[i] = number * batch_samples_ + i;
    reached_ = out.front();
    return out;
  }
  uint64_t reached() const override { return reached_; }

 private:
  const uint32_t batch_samples_;
  uint64_t reached_ = 0;
};

Json to_ranges(const Samples& samples) {
  Json out = Json::array();
  for (size_t i = 0; i < samples.size();) {
    size_t end = i + 1;
    while (end < samples.size() && samples[end] == samples[i] + (end - i)) ++end;
    out.push_back({samples[i], end - i});
    i = end;
  }
  return out;
}

Samples from_ranges(const Json& ranges, uint32_t batch_samples, const std::string& where) {
  Samples out;
  for (const Json& range : ranges) {
    if (!range.is_array() || range.size() != 2 || !range[0].is_number_unsigned() ||
        !range[1].is_number_unsigned() || range[1].get<uint64_t>() > batch_samples)
      throw UsageError(where + ": 'samples' must be pairs of first sample and count");
    for (uint64_t i = 0; i < range[1].get<uint64_t>(); ++i)
      out.push_back(range[0].get<uint64_t>() + i);
  }
  if (out.size() != batch_samples)
    throw UsageError(
        base::concat(where, ": holds ", out.size(), " samples, and a batch has ", batch_samples));
  return out;
}

// Complete lines only: a killed process may leave half of one. `num_bytes`: what they take.
std::vector<Samples> read_log(const std::filesystem::path& path, uint32_t batch_samples,
                              uint64_t& num_bytes) {
  std::vector<Samples> out;
  num_bytes = 0;
  if (!std::filesystem::exists(path)) return out;
  const std::string text = base::read_file(path);
  for (size_t begin = 0, end; (end = text.find('\n', begin)) != std::string::npos;
       begin = end + 1) {
    const std::string where = base::concat(path.string(), ":", out.size() + 1);
    const Json line = base::parse_json(text.substr(begin, end - begin), where);
    if (base::require<uint64_t>(line, "batch", where) != out.size())
      throw UsageError(where + ": 'batch' is out of order");
    out.push_back(from_ranges(base::require<Json>(line, "samples", where), batch_samples, where));
    num_bytes = end + 1;
  }
  return out;
}

class ReadyFirstOrder : public SampleOrder {
 public:
  explicit ReadyFirstOrder(const ReadyFirst& options) : options_(options) {
    PP_CHECK(options.max_ahead >= options.batch_samples && options.batch_samples > 0);
    uint64_t num_bytes = 0;
    known_ = read_log(options.log, options.batch_samples, num_bytes);
    if (known_.size() < options.first_batch)
      throw UsageError(base::concat(options.log.string(), ": lacks the order of batch ",
                                    known_.size(), "; the run cannot go on from batch ",
                                    options.first_batch));
    if (std::filesystem::exists(options.log)) std::filesystem::resize_file(options.log, num_bytes);
    log_.open(options.log, std::ios::app);
    for (uint64_t batch = 0; batch < options.first_batch; ++batch)
      take(std::exchange(known_[batch], {}));
  }

  Samples samples_of_batch(uint64_t number) override {
    if (number < known_.size()) {
      const Samples known = std::move(known_[number]);
      take(known);
      return known;
    }
    PP_CHECK_EQ(number, known_.size());
    Samples chosen = choose();
    known_.emplace_back();
    log_ << Json{{"batch", number}, {"samples", to_ranges(chosen)}}.dump() << "\n" << std::flush;
    if (!log_)
      throw EnvironmentError(options_.log.string() + ": cannot write the order of samples");
    return chosen;
  }

  uint64_t reached() const override { return frontier_; }

 private:
  // What is ready of the next samples, in their order; then what becomes ready first.
  Samples choose() {
    Samples out;
    for (;;) {
      for (uint64_t sample = frontier_;
           sample < frontier_ + options_.max_ahead && out.size() < options_.batch_samples; ++sample)
        if (!ahead_.contains(sample) && options_.is_ready(sample)) {
          out.push_back(sample);
          ahead_.insert(sample);
        }
      advance();
      if (out.size() == options_.batch_samples) return out;
      std::this_thread::sleep_for(std::chrono::milliseconds(1));
    }
  }

  void take(const Samples& samples) {
    ahead_.insert(samples.begin(), samples.end());
    advance();
  }

  void advance() {
    while (!ahead_.empty() && *ahead_.begin() == frontier_) {
      ahead_.erase(ahead_.begin());
      ++frontier_;
    }
  }

  const ReadyFirst options_;
  std::vector<Samples> known_;  // by batch; emptied when used
  std::ofstream log_;
  uint64_t frontier_ = 0;     // every sample below it was taken
  std::set<uint64_t> ahead_;  // taken samples beyond it
};

}  // namespace

std::unique_ptr<SampleOrder> make_ordered(uint32_t batch_samples) {
  return std::make_unique<Ordered>(batch_samples);
}

std::unique_ptr<SampleOrder> make_ready_first(const ReadyFirst& options) {
  return std::make_unique<ReadyFirstOrder>(options);
}

uint64_t sample_at(const std::filesystem::path& log, uint32_t batch_samples, uint64_t place) {
  uint64_t num_bytes = 0;
  const std::vector<Samples> known = read_log(log, batch_samples, num_bytes);
  if (known.empty()) return place;
  const uint64_t batch = place / batch_samples;
  if (batch >= known.size())
    throw UsageError(base::concat(log.string(), ": batch ", batch, " was not drawn yet; ",
                                  known.size(), " were"));
  return known[batch][place % batch_samples];
}

}  // namespace progpretrain::stream
