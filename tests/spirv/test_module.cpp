#include "engine/spirv/compile.h"
#include "engine/spirv/rewrite.h"
#include "tests/spirv/spirv_support.h"

namespace progpretrain::spirv {
namespace {

std::vector<uint32_t> some_words() {
  return compile(
             testing::compute_unit_of(
                 main_image("for (int i = 0; i < 3; ++i) { if (p.x > 2.0) continue; c.x += 1.0; }"))
                 .glsl)
      .value();
}

TEST_CASE("module: writing a module that nothing was done to gives the same words") {
  const ParsedModule module = parse_or_fail(some_words());
  CHECK(Rewrite(module).finish() == some_words());
}

TEST_CASE("module: names, definitions, functions and blocks are found") {
  const ParsedModule module = parse_or_fail(some_words());
  const uint32_t budget = module.find_name("pp_budget");
  CHECK(module.definition(budget).op == spv::OpVariable);
  CHECK(module.name(budget) == "pp_budget");
  CHECK(module.find_name("no such name") == 0);
  CHECK(module.definition(module.id_bound() + 7).op == spv::OpNop);
  bool found = false;
  for (const Function& function : module.functions()) {
    if (module.name(function.id).substr(0, 9) != "mainImage") continue;
    found = true;
    CHECK(function.blocks.size() > 5);
    for (const Block& block : function.blocks) {
      CHECK(module.instructions()[block.begin].op == spv::OpLabel);
      CHECK(is_terminator(module.instructions()[block.terminator()].op));
    }
  }
  CHECK(found);
}

TEST_CASE("module: words cut off anywhere are refused or parse, and nothing is read past the end") {
  const std::vector<uint32_t> words = some_words();
  size_t num_refused = 0;
  for (size_t length = 0; length < words.size(); ++length) {
    // A buffer of exactly this size, so that an address sanitizer sees a read past the end.
    const auto module =
        ParsedModule::parse(std::vector<uint32_t>(words.begin(), words.begin() + length));
    num_refused += !module.has_value();
  }
  CHECK(num_refused > words.size() / 2);
}

TEST_CASE("module: a changed word never reads past the end") {
  const std::vector<uint32_t> words = some_words();
  for (size_t at = 0; at < words.size(); at += 3) {
    for (const uint32_t value : {0u, 0xffffffffu, words[at] + 0x10000u, words[at] ^ 0x5u}) {
      std::vector<uint32_t> broken = words;
      broken[at] = value;
      if (const auto module = ParsedModule::parse(std::move(broken)))
        CHECK(Rewrite(*module).finish().size() == words.size());
    }
  }
}

TEST_CASE("module: a wrong magic number, a huge id bound and an id defined twice are named") {
  std::vector<uint32_t> words = some_words();
  words[0] ^= 1;
  CHECK(ParsedModule::parse(words).error() == "malformed SPIR-V: wrong magic number");
  words = some_words();
  words[3] = 0xffffffff;
  CHECK(ParsedModule::parse(words).error() == "malformed SPIR-V: id bound out of range");
  words = some_words();
  const ParsedModule module = parse_or_fail(words);
  const std::vector<uint32_t> twice = encode(spv::OpTypeVoid, {1});
  words.insert(words.end(), twice.begin(), twice.end());
  words.insert(words.end(), twice.begin(), twice.end());
  CHECK(ParsedModule::parse(words).error() == "malformed SPIR-V: id defined twice");
}

}  // namespace
}  // namespace progpretrain::spirv
