// Distances: laws, and what small and large changes amount to.
#include "tests/structure/structure_support.h"

using namespace progpretrain;
using structure::Features;
using structure::Operand;
using structure::OperationGraph;
using testing::distance_of;
using testing::shader;

namespace {

const std::string kField =
    "float field(vec2 q) { return length(max(abs(q) - vec2(0.3, 0.2), 0.0)) - 0.1; }\n"
    "float noise(vec2 q) { vec2 i = floor(q), f = fract(q); f = f * f * (3.0 - 2.0 * f);"
    " vec4 h = fract(sin(vec4(0., 1., 57., 58.) + dot(i, vec2(1., 57.))) * 43758.5);"
    " return mix(mix(h.x, h.y, f.x), mix(h.z, h.w, f.x), f.y); }\n";
const std::string kFieldBody =
    "vec2 q = (p - 0.5 * iResolution.xy) / iResolution.y;"
    "float d = field(q + 0.05 * noise(q * 6.0 + iTime));"
    "vec3 ground = vec3(0.2, 0.4, 0.7) * (0.6 + 0.4 * noise(q * 20.0));"
    "vec3 figure = mix(vec3(0.9, 0.4, 0.1), vec3(1.0, 0.9, 0.3), q.y);"
    "c = vec4(mix(figure, ground, smoothstep(0.0, 0.02, d)), 1.0);";

Features of(std::initializer_list<std::pair<uint64_t, std::vector<uint32_t>>> nodes) {
  OperationGraph graph;
  for (const auto& [label, feeds] : nodes) {
    std::vector<Operand> operands;
    for (const uint32_t node : feeds) operands.push_back({node & 0xffffff, 0, 0});
    graph.add(label, operands);
  }
  return structure::features_of(graph);
}

}  // namespace

TEST_CASE("features: a chain is told from another by as many rounds as reach the difference") {
  // 1 <- 2 <- 2 <- 2 and 3 <- 2 <- 2 <- 2
  const Features a = of({{1, {}}, {2, {0}}, {2, {1}}, {2, {2}}});
  const Features b = of({{3, {}}, {2, {0}}, {2, {1}}, {2, {2}}});
  for (size_t round = 0; round < 4; ++round) {
    const double common = 3.0 - static_cast<double>(round);
    CHECK(structure::similarity(a.rounds[round], b.rounds[round]) ==
          doctest::Approx(common / (8.0 - common)));
  }
  CHECK(structure::distance(a, b) ==
        doctest::Approx(1.0 - (3.0 / 5 + 2.0 / 6 + 1.0 / 7 + 0.0) / 4));
  CHECK(structure::distance(a, b) == structure::distance(b, a));
  CHECK(structure::distance(a, a) == 0.0);
}

TEST_CASE("features: counts matter, the numbering of nodes does not") {
  const Features once = of({{1, {}}, {2, {0}}});
  const Features twice = of({{1, {}}, {2, {0}}, {2, {0}}});
  CHECK(structure::similarity(once.rounds[1], twice.rounds[1]) == doctest::Approx(2.0 / 3));
  CHECK(of({{2, {1}}, {1, {}}}) == once);
  // Loops are no trouble.
  CHECK(of({{1, {1}}, {2, {0}}}) == of({{2, {1}}, {1, {0}}}));
}

TEST_CASE("features: hashes are the same on every machine") {
  const Features a = of({{1, {}}, {2, {0}}, {7, {0, 1}}});
  uint64_t sum = 0;
  for (const auto& round : a.rounds)
    for (const auto& feature : round) sum = sum * 31 + feature.hash * feature.count;
  CHECK(sum == 12885019233301628250u);
}

TEST_CASE("features: one operation changed is a small step, another program a large one") {
  const std::string text = shader(kFieldBody, kField);
  const auto changed = [&](const std::string& from, const std::string& to) {
    std::string other = text;
    other.replace(other.find(from), from.size(), to);
    return distance_of(text, other);
  };
  const double one = changed("length(max", "length(min");
  CHECK(one > 0.0);
  CHECK(one < 0.1);
  const double added = changed("q.y);", "q.y) + 0.1 * sin(q.x * 9.0);");
  CHECK(added > 0.0);
  CHECK(added < structure::kNearDistance);
  const double other = distance_of(
      text,
      shader("vec3 d = normalize(vec3(p / iResolution.xy - 0.5, 1.0)), o = vec3(0.0, 0.0, iTime);"
             "float t = 0.0; for (int i = 0; i < 40; i++) { vec3 q = fract(o + d * t) - 0.5; t += "
             "0.6 * (length(q) - 0.2); }"
             "c = vec4(vec3(1.0 / (1.0 + t * t)), 1.0);"));
  CHECK(other > 0.5);
}
