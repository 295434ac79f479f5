#include <doctest/doctest.h>

#include <algorithm>
#include <ctime>
#include <set>

#include "engine/base/hash.h"
#include "engine/synth/write_glsl.h"
#include "tests/synth/synth_support.h"

using namespace progpretrain;

TEST_CASE("synth: version, seed and index give the same text on every machine") {
  base::Sha256 hash;
  for (uint64_t index = 0; index < 64; ++index)
    hash.update_field(synth_support::synthesiser().make(1, index).source);
  // Changes with grammar, writer and families: then raise kVersion where programs were shipped.
  CHECK(hash.hex() == "f037d68d7104abef2e14d07be198c7f7f0c5746e95a5dd0a3b8dfacd2f6019f5");
  CHECK(synth_support::synthesiser().make(1, 40).source ==
        synth_support::synthesiser().make(1, 40).source);
  CHECK(synth_support::synthesiser().make(1, 40).source !=
        synth_support::synthesiser().make(2, 40).source);
}

TEST_CASE("synth: every program compiles and its parameters reach the latent") {
  for (uint64_t index = 0; index < 400; ++index) {
    const auto made = synth_support::synthesiser().make(11, index);
    CAPTURE(made.source);
    size_t parameters = 0;
    CHECK(synth_support::compile_problem(made.id, made.source, &parameters) == "");
    CHECK(parameters >= 2);
  }
}

TEST_CASE("synth: 5 to 80 lines, a head with id, lineage and licence, a caption of one line") {
  for (uint64_t index = 0; index < 1000; ++index) {
    const auto made = synth_support::synthesiser().make(12, index);
    CAPTURE(made.source);
    const auto lines = std::count(made.source.begin(), made.source.end(), '\n');
    CHECK(lines >= 5);
    CHECK(lines <= 80);
    CHECK(synth_support::head_value(made.source, "id") == "synth-2-12-" + std::to_string(index));
    CHECK(synth_support::head_value(made.source, "description") == made.caption);
    CHECK(synth_support::head_value(made.source, "lineage") == made.lineage);
    CHECK(synth_support::head_value(made.source, "licence") == "CC0-1.0");
    CHECK(made.caption.size() >= 12);
    CHECK(made.caption.find_first_of("@[\n") == std::string::npos);
    CHECK(made.source.find_first_of("@", made.source.rfind("// @param") + 4) == std::string::npos);
    CHECK(made.source.find("[[") == std::string::npos);
    // A production that is nothing but its hole leaves no trace.
    CHECK(made.source.find("stirring") == std::string::npos);
  }
}

TEST_CASE("synth: programs differ in structure") {
  std::set<std::string> formulas, families;
  for (uint64_t index = 0; index < 1000; ++index) {
    const auto made = synth_support::synthesiser().make(13, index);
    formulas.insert(made.lineage.substr(made.lineage.find(": ")));
    families.insert(made.family);
  }
  CHECK(formulas.size() >= 985);
  CHECK(families.size() >= 20);
}

TEST_CASE("synth: without families it still works") {
  const synth::Synthesiser alone({});
  const auto made = alone.make(1, 1);
  CHECK(synth_support::compile_problem(made.id, made.source) == "");
}

#ifdef NDEBUG
TEST_CASE("synth: at least 500 programs in a second of one core") {
  const std::clock_t start = std::clock();
  size_t bytes = 0;
  for (uint64_t index = 0; index < 500; ++index)
    bytes += synth_support::synthesiser().make(14, index).source.size();
  CHECK(bytes > 500 * 500);
  CHECK(static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC < 1.0);
}
#endif
