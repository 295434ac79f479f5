// Ready-first takes what is ready, forgets nothing, and its log is the run's order for good.
#include <doctest/doctest.h>

#include <algorithm>
#include <fstream>
#include <map>
#include <set>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/stream/sample_order.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using Samples = std::vector<uint64_t>;

namespace {

constexpr uint32_t kBatch = 4;

struct Fixture {
  testing::TemporaryFolder folder;
  std::set<uint64_t> cold;  // samples

  std::unique_ptr<stream::SampleOrder> order(uint64_t first_batch = 0) {
    return stream::make_ready_first({kBatch, first_batch,
                                     [this](uint64_t sample) { return !cold.contains(sample); }, 12,
                                     folder / "order.jsonl"});
  }
};

}  // namespace

TEST_CASE("order: in order, batch n shows samples n * B and those after") {
  const auto order = stream::make_ordered(3);
  CHECK(order->samples_of_batch(5) == Samples{15, 16, 17});
  CHECK(order->reached() == 15);
}

TEST_CASE("order: ready-first without cold programs is the order itself") {
  Fixture f;
  const auto order = f.order();
  CHECK(order->samples_of_batch(0) == Samples{0, 1, 2, 3});
  CHECK(order->samples_of_batch(1) == Samples{4, 5, 6, 7});
}

TEST_CASE("order: ready-first passes over what is cold and comes back to it") {
  Fixture f;
  f.cold = {1, 2};
  const auto order = f.order();
  CHECK(order->samples_of_batch(0) == Samples{0, 3, 4, 5});
  CHECK(order->reached() == 1);
  f.cold = {2};
  CHECK(order->samples_of_batch(1) == Samples{1, 6, 7, 8});
  f.cold = {};
  CHECK(order->samples_of_batch(2) == Samples{2, 9, 10, 11});
  CHECK(order->reached() == 12);
}

TEST_CASE(
    "order: over many batches every sample is shown once, however long it takes to be ready") {
  Fixture f;
  std::map<uint64_t, uint64_t> asked;
  const auto order = stream::make_ready_first(
      {kBatch, 0, [&](uint64_t sample) { return asked[sample]++ >= sample % 5; }, 12,
       f.folder / "order.jsonl"});
  Samples all;
  for (uint64_t batch = 0; batch < 50; ++batch)
    for (const uint64_t sample : order->samples_of_batch(batch)) all.push_back(sample);
  CHECK(std::set(all.begin(), all.end()).size() == all.size());
  CHECK_FALSE(std::is_sorted(all.begin(), all.end()));
  CHECK(*std::max_element(all.begin(), all.end()) < 50 * kBatch + 12);
}

TEST_CASE("order: what is logged is shown again, whatever is ready then, and goes on behind it") {
  Fixture f;
  f.cold = {0, 5};
  std::vector<Samples> first;
  {
    const auto order = f.order();
    for (uint64_t batch = 0; batch < 3; ++batch) {
      if (batch == 2) f.cold.clear();
      first.push_back(order->samples_of_batch(batch));
    }
  }
  for (uint64_t place = 0; place < 3 * kBatch; ++place)
    CHECK(stream::sample_at(f.folder / "order.jsonl", kBatch, place) ==
          first[place / kBatch][place % kBatch]);
  CHECK_THROWS_AS(stream::sample_at(f.folder / "order.jsonl", kBatch, 3 * kBatch), UsageError);
  CHECK(stream::sample_at(f.folder / "no.jsonl", kBatch, 7) == 7);

  f.cold = {1, 2, 3};
  const auto resumed = f.order(1);
  CHECK(resumed->samples_of_batch(1) == first[1]);
  CHECK(resumed->samples_of_batch(2) == first[2]);
  const Samples next = resumed->samples_of_batch(3);
  std::set<uint64_t> all(next.begin(), next.end());
  for (const auto& batch : first) all.insert(batch.begin(), batch.end());
  CHECK(all.size() == 4 * kBatch);
}

TEST_CASE("order: half a line that a killed process left is forgotten") {
  Fixture f;
  { f.order()->samples_of_batch(0); }
  std::ofstream(f.folder / "order.jsonl", std::ios::app) << R"({"batch": 1, "sam)";
  const auto order = f.order(1);
  CHECK(order->samples_of_batch(1) == Samples{4, 5, 6, 7});
  CHECK(stream::sample_at(f.folder / "order.jsonl", kBatch, 5) == 5);
}

TEST_CASE(
    "order: a log that does not reach the checkpoint, or makes no sense, is refused by name") {
  Fixture f;
  CHECK_THROWS_WITH_AS(f.order(2), doctest::Contains("batch 0"), UsageError);
  base::write_file_atomically(f.folder / "order.jsonl", "{\"batch\": 0, \"samples\": [[0, 3]]}\n");
  CHECK_THROWS_WITH_AS(f.order(), doctest::Contains("order.jsonl:1"), UsageError);
  base::write_file_atomically(f.folder / "order.jsonl", "{\"batch\": 3, \"samples\": [[0, 4]]}\n");
  CHECK_THROWS_WITH_AS(f.order(), doctest::Contains("out of order"), UsageError);
}
