// Graphs of a corpus's programs by workers, and the operations that count in pictures.
#include <doctest/doctest.h>

#include "engine/base/hash.h"
#include "engine/render/measure_nodes.h"
#include "engine/render/program_structure.h"
#include "tests/render/worker_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using namespace progpretrain::render;

namespace {

corpus::Program program_of(const std::string& id, const std::string& body) {
  corpus::Program program;
  program.id = id;
  program.dialect = "shadertoy";
  program.source =
      "void mainImage(out vec4 o, in vec2 p) { vec2 q = p / iResolution.xy; " + body + " }";
  program.origin = id;
  return program;
}

const std::string kRings = "o = vec4(0.5 + 0.5 * sin(length(q - 0.5) * 30.0), q, 1.0);";
// A thousandth of a byte of something else.
const std::string kHidden =
    "o = vec4(0.5 + 0.5 * sin(length(q - 0.5) * 30.0), q, 1.0);"
    "o.x += 0.000004 * cos(q.y * 40.0 + iTime) * tan(q.x * q.y) * exp(-q.x * iTime) * atan(q.x, "
    "q.y + iTime);";

NodeMeasurement measured(const corpus::Program& program, const std::filesystem::path& folder) {
  const auto out = measure_nodes(testing::cpu_device(), program, spirv::ModuleCache(folder),
                                 [](std::string_view) {});
  if (!out) FAIL(out.error().reason);
  return *out;
}

}  // namespace

TEST_CASE("operations that count: what the picture does not show is left out") {
  const testing::TemporaryFolder folder;
  const NodeMeasurement plain = measured(program_of("a", kRings), folder.path());
  const NodeMeasurement hidden = measured(program_of("b", kHidden), folder.path());
  CHECK(plain.num_tried >= 3);
  CHECK(plain.counted.size() == plain.num_operations);
  CHECK(hidden.num_tried > plain.num_tried);
  CHECK(hidden.num_counted < hidden.num_tried);
  CHECK(hidden.num_operations > plain.num_operations + 8);
  // The sum of the picture and what is not seen is all that is left of it.
  CHECK(hidden.counted.size() == plain.counted.size() + 1);
  CHECK(structure::distance(structure::features_of(plain.counted),
                            structure::features_of(hidden.counted)) < 0.15);
  REQUIRE_CLEAN();
}

TEST_CASE("operations that count: a mask that is the same everywhere does not") {
  const testing::TemporaryFolder folder;
  const NodeMeasurement all =
      measured(program_of("a", "o = vec4(q.x * sin(q.y * 9.0) * step(-1.0, q.x * q.y), q, 1.0);"),
               folder.path());
  CHECK(all.num_counted < all.num_tried);
  CHECK(all.num_counted > 0);
}

TEST_CASE("operations that count: programs with buffers keep those of their buffers") {
  const testing::TemporaryFolder folder;
  corpus::Program program = program_of("a", "o = texture(iChannel0, q) * q.x;");
  program.inputs = {{0, "buffer", "A", "", "", true}};
  program.buffers = {{"A",
                      "void mainImage(out vec4 o, in vec2 p) { o = vec4(sin(p.x * 0.3), 0.5, "
                      "cos(p.y * 0.2), 1.0); }",
                      {}}};
  const NodeMeasurement out = measured(program, folder.path());
  CHECK(out.num_tried > 0);
  CHECK(out.counted.size() > 4);
}

TEST_CASE(
    "corpus structure: every program once, refused ones counted, and the second time from the "
    "cache") {
  const testing::TemporaryFolder folder;
  corpus::Store store(folder / "c.db", corpus::Store::Mode::create_or_open);
  const auto add = [&](const corpus::Program& program) {
    store.add(program, base::sha256_hex(program.source), "");
  };
  add(program_of("rings", kRings));
  add(program_of("again", kRings));
  add(program_of("hidden", kHidden));
  add(program_of("broken", "o = nothing;"));
  ScreeningOptions options;
  options.worker = testing::worker_options();
  options.worker.settings.cache_folder = folder / "cache";
  options.jobs = 1;
  const CorpusStructure first = corpus_structure(store, options);
  CHECK(first.ids == std::vector<std::string>{"rings", "hidden"});
  CHECK(first.num_duplicates == 1);
  CHECK(first.num_done_now == 3);
  REQUIRE(first.failed.size() == 1);
  CHECK(first.failed[0].first == "broken");
  CHECK(first.failed[0].second.find("parse_error") == 0);
  const CorpusStructure second = corpus_structure(store, options);
  CHECK(second.num_done_now == 0);
  CHECK(second.features == first.features);
  CHECK(second.failed == first.failed);
  const CorpusStructure counted = corpus_structure(store, options, GraphKind::counted, {"hidden"});
  CHECK(counted.ids == std::vector<std::string>{"hidden"});
  CHECK(counted.features.at(0).num_operations < first.features.at(1).num_operations);
}
