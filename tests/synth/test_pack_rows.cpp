#include <doctest/doctest.h>

#include <functional>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/synth/pack_rows.h"
#include "tests/synth/synth_support.h"

using namespace progpretrain;
using corpus::PackRow;
using synth_support::synthesiser;

namespace {

std::string problem_of(const synth::PackRows& rows, PackRow row,
                       const std::function<void(PackRow&)>& damage) {
  damage(row);
  try {
    rows.remake(row);
  } catch (const UsageError& e) {
    return e.what();
  }
  return "";
}

}  // namespace

TEST_CASE(
    "pack rows: whole families are held out, about 15 % of the programs, the same every time") {
  const auto held_out = synth::held_out_families(synthesiser().grammar());
  CHECK(held_out == synth::held_out_families(synthesiser().grammar()));
  CHECK(held_out.size() >= 2);
  const synth::PackRows rows(synthesiser());
  int num_held_out = 0;
  for (uint64_t index = 0; index < 2000; ++index) {
    const PackRow row = rows.make(21, index);
    CHECK((row.split == corpus::kHeldOut) == held_out.contains(row.family));
    num_held_out += row.split == corpus::kHeldOut ? 1 : 0;
  }
  CHECK(num_held_out > 200);
  CHECK(num_held_out < 400);
}

TEST_CASE("pack rows: a row made anew is the same row, and whatever was changed in it is named") {
  const synth::PackRows rows(synthesiser());
  PackRow row = rows.make(7, 3);
  row.statistics = {{"coverage", 0.5}};
  row.subset = true;
  CHECK(row.sha256 == base::sha256_hex(row.text));
  CHECK(rows.remake(row) == row);
  const auto told = [&](const std::string& what, const std::function<void(PackRow&)>& damage) {
    const std::string problem = problem_of(rows, row, damage);
    CAPTURE(problem);
    CHECK(problem.starts_with("program synth-"));
    CHECK(problem.find(what) != std::string::npos);
  };
  told("its text", [](PackRow& r) { r.text[40] ^= 1; });
  told("its sha256", [](PackRow& r) { r.sha256[0] = r.sha256[0] == 'a' ? 'b' : 'a'; });
  told("its id", [](PackRow& r) { ++r.index; });
  told("its id", [](PackRow& r) { ++r.seed; });
  told("version", [](PackRow& r) { ++r.version; });
  told("its split",
       [](PackRow& r) { r.split = r.split == corpus::kTrain ? corpus::kHeldOut : corpus::kTrain; });
  told("its family", [](PackRow& r) { r.family = "synth_other"; });
  told("its licence", [](PackRow& r) { r.licence = "MIT"; });
  told("its caption", [](PackRow& r) { r.caption += "."; });
  told("its lineage", [](PackRow& r) { r.lineage += ")"; });
}

TEST_CASE(
    "pack rows: a pack is in the order of seed and index and has a subset of 1,000 that says "
    "nothing of the order") {
  std::vector<PackRow> rows(2500);
  for (size_t i = 0; i < rows.size(); ++i) {
    rows[i].seed = i % 2;
    rows[i].index = rows.size() - i;
    rows[i].sha256 = base::sha256_hex(std::to_string(i));
  }
  synth::finish_pack(rows);
  size_t in_subset = 0, in_first_half = 0;
  for (size_t i = 0; i < rows.size(); ++i) {
    if (i > 0)
      CHECK(std::pair(rows[i - 1].seed, rows[i - 1].index) <
            std::pair(rows[i].seed, rows[i].index));
    in_subset += rows[i].subset ? 1 : 0;
    in_first_half += rows[i].subset && rows[i].seed == 0 ? 1 : 0;
  }
  CHECK(in_subset == synth::kSubset);
  CHECK(in_first_half > 420);
  CHECK(in_first_half < 580);
  rows.resize(10);
  synth::finish_pack(rows);
  for (const PackRow& row : rows) CHECK(row.subset);
}
