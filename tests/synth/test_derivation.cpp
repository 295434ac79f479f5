#include <doctest/doctest.h>

#include <set>

#include "engine/synth/derivation.h"
#include "engine/synth/tokens.h"
#include "engine/synth/write_glsl.h"
#include "tests/synth/synth_support.h"

using namespace progpretrain;

namespace {

const synth::Grammar& grammar() {
  return synth_support::synthesiser().grammar();
}

synth::Node picture(uint64_t k) {
  base::Philox draws(5, k, 0);
  return synth::grow(grammar(), "picture", {}, draws);
}

void check_types(const synth::Node& node) {
  REQUIRE(node.children.size() == node.production->holes.size());
  for (size_t i = 0; i < node.children.size(); ++i) {
    CHECK(node.children[i].production->type == node.production->holes[i].type);
    check_types(node.children[i]);
  }
}

void collect(const synth::Node& node, std::set<const synth::Production*>& out) {
  out.insert(node.production);
  for (const auto& child : node.children) collect(child, out);
}

}  // namespace

TEST_CASE("decimal numbers are written from integers and read back") {
  CHECK(synth::decimal(0) == "0.0");
  CHECK(synth::decimal(-60) == "-0.6");
  CHECK(synth::decimal(105) == "1.05");
  CHECK(synth::decimal(1200) == "12.0");
  for (int value = -1500; value <= 1500; ++value)
    CHECK(synth::hundredths(synth::decimal(value)) == value);
}

TEST_CASE("words: members, numbers and comments are no words") {
  const auto shout = [](const std::string& word) {
    return word == "x" ? std::string("LOUD") : word;
  };
  CHECK(synth::renamed("x = q.x + 0x1 * x2; // x", shout) == "LOUD = q.x + 0x1 * x2; // x");
}

TEST_CASE("trees: every hole holds a tree of its type, also after mutation and crossing") {
  for (uint64_t k = 0; k < 100; ++k) {
    synth::Node tree = picture(k);
    check_types(tree);
    base::Philox draws(6, k, 0);
    const auto* root = tree.production;
    synth::mutate(grammar(), tree, {}, draws);
    check_types(tree);
    synth::cross(tree, picture(k + 1000), draws);
    check_types(tree);
    CHECK(tree.production == root);
  }
}

TEST_CASE("trees: mutation and crossing change the structure, not only numbers") {
  int mutated = 0, crossed = 0;
  for (uint64_t k = 0; k < 100; ++k) {
    const std::string before = synth::formula_of(picture(k));
    base::Philox draws(7, k, 0);
    synth::Node one = picture(k), two = picture(k);
    synth::mutate(grammar(), one, {}, draws);
    synth::cross(two, picture(k + 500), draws);
    mutated += synth::formula_of(one) != before ? 1 : 0;
    crossed += synth::formula_of(two) != before ? 1 : 0;
  }
  CHECK(mutated >= 80);
  CHECK(crossed >= 60);
}

TEST_CASE("trees: a smaller limit makes cheaper trees") {
  uint64_t small = 0, large = 0;
  for (uint64_t k = 0; k < 200; ++k) {
    base::Philox a(8, k, 0), b(8, k, 0);
    small += synth::cost_of(synth::grow(grammar(), "picture", {5, 3000}, a));
    large += synth::cost_of(synth::grow(grammar(), "picture", {7, 60000}, b));
  }
  CHECK(2 * small < large);
}

TEST_CASE("every production is reached and compiles") {
  std::set<const synth::Production*> seen;
  for (uint64_t k = 0; k < 20000; ++k) {
    const synth::Node tree = picture(k);
    const size_t before = seen.size();
    collect(tree, seen);
    if (seen.size() == before) continue;
    const std::string code = synth::write_glsl(grammar(), tree).code;
    CAPTURE(code);
    CHECK(synth_support::compile_problem("one", "// dialect: shadertoy\n" + code) == "");
  }
  for (const char* type : {"coat", "field", "finish", "go", "light", "map", "paint", "parent",
                           "picture", "repeat", "shape", "skin", "solid", "space", "stir", "tint"})
    for (const auto& production : grammar().of(type)) {
      CAPTURE(production.name);
      CHECK(seen.contains(&production));
    }
}
