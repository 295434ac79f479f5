// Which operations are tried.
#include <algorithm>

#include "engine/spirv/probe_values.h"
#include "engine/structure/counted.h"
#include "tests/structure/structure_support.h"

using namespace progpretrain;
using structure::OperationGraph;

namespace {

const auto kAll = [](uint32_t) { return true; };

std::vector<uint32_t> tried(const std::string& body, size_t most = structure::kMaxTried) {
  const spirv::ParsedModule module = testing::optimised(testing::shader(body));
  const OperationGraph graph = structure::operation_graph(module);
  auto out = structure::operations_to_try(
      graph, [&](uint32_t id) { return spirv::can_be_probed(module, id); }, most);
  for (const uint32_t node : out) CHECK(graph.nodes()[node].result != 0);
  return out;
}

}  // namespace

TEST_CASE("counted: of a chain only the last operation is tried") {
  CHECK(tried("c.x = p.x;").empty());
  CHECK(tried("c.x = sin(p.x);").size() == 1);
  CHECK(tried("c.x = 0.5 + 0.5 * sin(abs(p.x * 3.0) - 1.0);").size() == 1);
  CHECK(tried("c.x = sin(p.x) * cos(p.y);").size() == 3);
  CHECK(tried("float s = sin(p.x); c.x = s + 0.5; c.y = s * 3.0;").size() == 3);
}

TEST_CASE("counted: where there are many, as many as wanted are tried, spread over all") {
  std::string body = "c.x = p.y;";
  for (int i = 0; i < 300; ++i) body += "c.x += sin(p.x * c.x) * cos(p.y + c.x);";
  const auto all = tried(body, 10000), some = tried(body);
  CHECK(all.size() > 500);
  REQUIRE(some.size() == structure::kMaxTried);
  CHECK(std::is_sorted(some.begin(), some.end()));
  CHECK(std::adjacent_find(some.begin(), some.end()) == some.end());
  CHECK(std::includes(all.begin(), all.end(), some.begin(), some.end()));
  CHECK(some.back() > all[all.size() * 9 / 10]);
}
