// Graphs in bytes and on disk.
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/structure/graph_cache.h"
#include "tests/structure/structure_support.h"
#include "tests/support/temporary_folder.h"

using namespace progpretrain;
using structure::GraphCache;
using structure::OperationGraph;

namespace {

const std::string kText = testing::shader(
    "vec2 q = p; for (int i = 0; i < 7; i++) q = sin(q.yx * 1.1) + p / iResolution.y; c.xy = q;");

}  // namespace

TEST_CASE("graph bytes: what is read is what was written, damage is noticed") {
  const OperationGraph graph = testing::graph_of(kText);
  const std::string bytes = graph.serialise();
  const auto read = OperationGraph::parse(bytes);
  REQUIRE(read.has_value());
  CHECK(structure::features_of(*read) == structure::features_of(graph));
  for (size_t length = 0; length < bytes.size(); ++length)
    CHECK_FALSE(OperationGraph::parse(std::string_view(bytes).substr(0, length)).has_value());
  // Whatever the bytes are, reading them ends in a graph or in a refusal.
  for (size_t i = 0; i < bytes.size(); ++i)
    for (const char value : {'\x00', '\x7f', '\xff'}) {
      std::string other = bytes;
      other[i] = value;
      if (const auto parsed = OperationGraph::parse(other)) structure::features_of(*parsed);
    }
}

TEST_CASE("graph cache: keeps graphs and the reasons why there is none") {
  const testing::TemporaryFolder folder;
  const GraphCache cache(folder / "graphs");
  const std::string key = base::sha256_hex("a"), other = base::sha256_hex("b");
  CHECK_FALSE(cache.load(key).has_value());
  cache.save(key, testing::graph_of(kText));
  REQUIRE(cache.load(key).has_value());
  REQUIRE(cache.load(key)->has_value());
  CHECK(structure::features_of(**cache.load(key)) == testing::features_of(kText));
  cache.save(other,
             corpus::Refused({corpus::Verdict::compile_timeout, "compile", 0, "20 s\nand more"}));
  REQUIRE(cache.load(other).has_value());
  CHECK(cache.load(other)->error().verdict == corpus::Verdict::compile_timeout);
  CHECK(cache.load(other)->error().reason == "20 s\nand more");
  for (const auto& file : std::filesystem::recursive_directory_iterator(folder / "graphs")) {
    if (!file.is_regular_file()) continue;
    std::string bytes = base::read_file(file.path());
    bytes.back() ^= 1;
    base::write_file_atomically(file.path(), bytes);
  }
  CHECK_FALSE(cache.load(key).has_value());
  CHECK_FALSE(cache.load(other).has_value());
}
