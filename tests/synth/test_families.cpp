#include <doctest/doctest.h>

#include <algorithm>
#include <set>

#include "tests/synth/synth_support.h"

using namespace progpretrain;

namespace {

size_t num_declared(const std::string& source) {
  size_t count = 0;
  for (size_t at = 0; (at = source.find("// @param ", at)) != source.npos; ++at) ++count;
  return count;
}

}  // namespace

TEST_CASE("families: at least 100, each with a name of its own, a caption and typed parameters") {
  std::set<std::string> names;
  for (const auto& family : synth_support::families()) {
    CAPTURE(family.path);
    const std::string name = synth_support::head_value(family.source, "family");
    CHECK(name == family.path.stem().string());
    CHECK(names.insert(name).second);
    CHECK(synth_support::head_value(family.source, "tags") ==
          family.path.parent_path().filename().string());
    CHECK(synth_support::head_value(family.source, "licence") == "CC0-1.0");
    CHECK_FALSE(synth_support::head_value(family.source, "description").empty());
    CHECK(num_declared(family.source) >= 4);
    CHECK(std::count(family.source.begin(), family.source.end(), '\n') <= 80);
    CHECK((family.source.find("iTime") != family.source.npos ||
           family.source.find("backbuffer") != family.source.npos ||
           synth_support::head_value(family.source, "dialect").starts_with("twigl")));
  }
  CHECK(names.size() >= 100);
}

TEST_CASE("families: each compiles, and every declared parameter reaches the latent") {
  for (const auto& family : synth_support::families()) {
    CAPTURE(family.path);
    size_t parameters = 0;
    CHECK(synth_support::compile_problem(family.path.stem(), family.source, &parameters) == "");
    CHECK(parameters == num_declared(family.source));
  }
}

TEST_CASE("families: at least 100 can be built into new programs, those of TwiGL cannot") {
  size_t grafts = 0;
  for (const auto& family : synth_support::families()) {
    const bool is_twigl = synth_support::head_value(family.source, "dialect") != "shadertoy";
    const auto graft = synth::read_family(family.source);
    grafts += graft ? 1 : 0;
    if (is_twigl) CHECK_FALSE(graft);
  }
  CHECK(grafts >= 100);
}

TEST_CASE("families: a text of another form is not grafted") {
  std::string source = synth_support::families().front().source;
  REQUIRE(synth::read_family(source));
  std::string other = source;
  other.replace(other.find("fragColor = vec4(col, 1.0);"), 27, "fragColor = vec4(col, 0.5);");
  CHECK_FALSE(synth::read_family(other));
  other = source;
  other.replace(other.find("0x9E3779B1u"), 11,
                "0x9E3779B9u");  // a helper that is not the shared one
  CHECK_FALSE(synth::read_family(other));
  CHECK_FALSE(synth::read_family(""));
}
