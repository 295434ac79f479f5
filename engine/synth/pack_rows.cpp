#include "engine/synth/pack_rows.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/hash.h"

namespace progpretrain::synth {

std::set<std::string> held_out_families(const Grammar& grammar) {
  struct Form {
    std::string hash, family;
    uint32_t weight = 0;
  };
  std::vector<Form> forms;
  uint32_t total = 0;
  for (const Production& form : grammar.of("picture")) {
    const std::string family = family_of(form);
    forms.push_back({base::sha256_hex(family), family, form.weight});
    total += form.weight;
  }
  std::sort(forms.begin(), forms.end(),
            [](const Form& a, const Form& b) { return a.hash < b.hash; });
  std::set<std::string> out;
  uint32_t held_out = 0;
  for (const Form& form : forms) {
    if (held_out + form.weight > kHeldOutShare * total) continue;
    held_out += form.weight;
    out.insert(form.family);
  }
  return out;
}

corpus::PackRow PackRows::make(uint64_t seed, uint64_t index) const {
  Synthesised made = synthesiser_.make(seed, index);
  corpus::PackRow row;
  row.split = held_out_.contains(made.family) ? corpus::kHeldOut : corpus::kTrain;
  row.id = std::move(made.id);
  row.family = std::move(made.family);
  row.version = kVersion;
  row.seed = seed;
  row.index = index;
  row.licence = kLicence;
  row.caption = std::move(made.caption);
  row.lineage = std::move(made.lineage);
  row.sha256 = base::sha256_hex(made.source);
  row.text = std::move(made.source);
  return row;
}

corpus::PackRow PackRows::remake(const corpus::PackRow& row) const {
  const auto differ = [&](const std::string& what) {
    throw UsageError("program " + row.id + ": " + what);
  };
  if (row.version != kVersion)
    differ(base::concat("is of version ", row.version, " of the synthesiser, this is version ",
                        kVersion));
  corpus::PackRow made = make(row.seed, row.index);
  made.statistics = row.statistics;
  made.subset = row.subset;
  const auto check = [&](const std::string& value, const std::string& expected, const char* name) {
    if (value != expected)
      differ(base::concat("its ", name, " is not that of seed ", row.seed, ", index ", row.index,
                          " (grammar ", synthesiser_.grammar().fingerprint().substr(0, 16), ")"));
  };
  check(row.id, made.id, "id");
  check(row.sha256, made.sha256, "sha256");
  check(row.text, made.text, "text");
  check(row.family, made.family, "family");
  check(row.split, made.split, "split");
  check(row.licence, made.licence, "licence");
  check(row.caption, made.caption, "caption");
  check(row.lineage, made.lineage, "lineage");
  return made;
}

void finish_pack(std::vector<corpus::PackRow>& rows) {
  std::vector<std::string> hashes;
  for (const corpus::PackRow& row : rows) hashes.push_back(row.sha256);
  std::sort(hashes.begin(), hashes.end());
  for (corpus::PackRow& row : rows)
    row.subset = hashes.size() <= kSubset || row.sha256 < hashes[kSubset];
  std::sort(rows.begin(), rows.end(), [](const corpus::PackRow& a, const corpus::PackRow& b) {
    return std::pair(a.seed, a.index) < std::pair(b.seed, b.index);
  });
}

}  // namespace progpretrain::synth
