// What leaves a trace in a program's graph, and what does not.
#include <algorithm>

#include "engine/structure/stable_hash.h"
#include "tests/structure/structure_support.h"

using namespace progpretrain;
using structure::OperationGraph;
using testing::distance_of;
using testing::graph_of;
using testing::shader;

namespace {

const std::string kWaves =
    "float wave(vec2 q, float speed) { return 0.5 + 0.5 * sin(q.x * 7.0 + q.y * 3.0 + iTime * "
    "speed); }\n"
    "vec3 paint(vec2 q) {\n"
    "  vec3 sum = vec3(0.0);\n"
    "  for (int i = 0; i < 5; i++) { q = abs(q * 1.3) - 0.4; sum += vec3(wave(q, 2.0), q) * 0.2; "
    "}\n"
    "  return sum;\n"
    "}\n";
const std::string kWavesBody =
    "vec2 q = (p - 0.5 * iResolution.xy) / iResolution.y;"
    "float r = length(q), a = atan(q.y, q.x);"
    "vec3 ground = paint(q + 0.1 * cos(a * 4.0));"
    "if (r < 0.3) ground = ground.zyx * smoothstep(0.3, 0.1, r);"
    "c = vec4(ground, 1.0);";

size_t size_of(const std::string& text) {
  return graph_of(text).size();
}

}  // namespace

TEST_CASE("graph: names, their order, functions and statements leave no trace") {
  const std::string text = shader(kWavesBody, kWaves);
  CHECK(size_of(text) > 50);
  CHECK(distance_of(text, text) == 0.0);
  // Other names, statements in another order, a function written out, another kind of loop.
  const std::string other = shader(
      "vec2 at = (p - 0.5 * iResolution.xy) / iResolution.y;"
      "float turn = atan(at.y, at.x);"
      "float far = length(at);"
      "vec2 place = at + 0.1 * cos(turn * 4.0);"
      "vec3 total = vec3(0.0);"
      "int k = 0;"
      "while (k < 5) { place = abs(place * 1.3) - 0.4;"
      "  total += vec3(0.5 + 0.5 * sin(place.x * 7.0 + place.y * 3.0 + iTime * 2.0), place) * 0.2; "
      "k++; }"
      "if (far < 0.3) { total = total.zyx * smoothstep(0.3, 0.1, far); }"
      "c.xyz = total; c.w = 1.0;");
  CHECK(distance_of(text, other) == 0.0);
}

TEST_CASE("graph: operands that commute may stand in any order, others not") {
  const auto same = [](const std::string& a, const std::string& b) {
    return distance_of(shader(a), shader(b)) == 0.0;
  };
  CHECK(same("c.x = sin(p.x) * cos(p.y) + p.x;", "c.x = p.x + cos(p.y) * sin(p.x);"));
  CHECK(same("c.x = min(sin(p.x), p.y);", "c.x = min(p.y, sin(p.x));"));
  CHECK(same("c.x = sin(p.x) > p.y ? p.x : 0.5;", "c.x = p.y < sin(p.x) ? p.x : 0.5;"));
  CHECK_FALSE(same("c.x = sin(p.x) - p.y;", "c.x = p.y - sin(p.x);"));
  CHECK_FALSE(same("c.x = sin(p.x) / p.y;", "c.x = p.y / sin(p.x);"));
  CHECK_FALSE(same("c.x = atan(sin(p.x), p.y);", "c.x = atan(p.y, sin(p.x));"));
  CHECK_FALSE(same("c.x = sin(p.x);", "c.y = sin(p.x);"));
}

TEST_CASE("graph: the values of constants leave no trace") {
  std::string other = kWaves, body = kWavesBody;
  const auto replace = [](std::string& text, const std::string& from, const std::string& to) {
    text.replace(text.find(from), from.size(), to);
  };
  replace(other, "7.0", "11.5");
  replace(other, "i < 5", "i < 9");
  replace(other, "1.3", "1.7");
  replace(other, "0.4", "-0.25");
  replace(body, "0.1", "0.37");
  replace(body, "smoothstep(0.3, 0.1", "smoothstep(0.8, 0.6");
  CHECK(distance_of(shader(kWavesBody, kWaves), shader(body, other)) == 0.0);
}

TEST_CASE("graph: dead code leaves no trace") {
  const std::string text = shader(kWavesBody, kWaves);
  CHECK(distance_of(text,
                    shader("float unused = tan(p.x); vec3 also = paint(vec2(unused));" + kWavesBody,
                           "float never(float x) { return cosh(x); }\n" + kWaves)) == 0.0);
  CHECK(distance_of(text, shader(kWavesBody + "c.a = sin(p.x * 40.0);", kWaves)) == 0.0);
  CHECK(distance_of(text, shader(kWavesBody + "if (false) c.xyz = tan(p.xyx);", kWaves)) == 0.0);
}

TEST_CASE("graph: vectors and their components are the same") {
  CHECK(distance_of(shader("c.xyz = sin(vec3(p, p.x)) * 0.5;"),
                    shader("c.x = 0.5 * sin(p.x); c.y = 0.5 * sin(p.y); c.z = sin(p.x) * 0.5;")) ==
        0.0);
  CHECK(distance_of(
            shader("mat2 m = mat2(p.x, p.y, -p.y, p.x); c.xy = m * sin(p);"),
            shader("vec2 s = sin(p); c.x = p.x * s.x + -p.y * s.y; c.y = p.y * s.x + p.x * s.y;")) <
        0.15);
}

TEST_CASE("graph: a loop's body is there once, and the engine's budget not at all") {
  const auto loop = [](const std::string& rounds) {
    return shader("vec2 q = p; for (int i = 0; i < " + rounds +
                  "; i++) q = sin(q.yx) + p; c.xy = q;");
  };
  CHECK(distance_of(loop("3"), loop("300")) == 0.0);
  // sin, +, loop twice; the counter's loop, + and <; p, c
  CHECK(size_of(loop("3")) == 11);
  CHECK(size_of(shader("c.xy = sin(p.yx) + p;")) == 6);
  CHECK(distance_of(loop("3"), shader("c.xy = sin(p.yx) + p;")) > 0.3);
  // A loop that only ends by the budget is a loop like others.
  CHECK(size_of(shader(
            "float x = p.x; while (true) { x = sin(x); if (x > 2.0) break; } c.x = x;")) == 5);
}

TEST_CASE("graph: what decides between values belongs to it") {
  const std::string by_branch = shader("float x = 0.2; if (sin(p.x) > 0.1) x = p.y; c.x = x;");
  const std::string by_choice = shader("c.x = sin(p.x) > 0.1 ? p.y : 0.2;");
  const std::string undecided = shader("c.x = p.y;");
  CHECK(distance_of(by_branch, by_choice) == 0.0);
  CHECK(distance_of(by_branch, undecided) > 0.4);
  // discard decides as well.
  CHECK(size_of(shader("c.x = p.y; if (sin(p.x) > 0.1) discard;")) == 5);
}

TEST_CASE("graph: inputs are labelled by what they are") {
  const auto has = [](const OperationGraph& graph, const std::string& input, char kind) {
    const uint64_t label =
        structure::mix(structure::mix(structure::label_of(input), static_cast<uint64_t>(kind)), 1);
    return std::any_of(graph.nodes().begin(), graph.nodes().end(),
                       [&](const auto& node) { return node.label == label; });
  };
  const OperationGraph all = graph_of(shader("c.x = p.x * iTime / iResolution.y + float(iFrame);"));
  CHECK(has(all, "input:frag_coord", 'f'));
  CHECK(has(all, "input:time", 'f'));
  CHECK(has(all, "input:resolution", 'f'));
  CHECK(has(all, "input:frame", 'i'));
  CHECK_FALSE(has(graph_of(shader("c.x = p.x;")), "input:time", 'f'));
  CHECK(distance_of(shader("c.x = sin(iTime);"), shader("c.x = sin(p.x);")) > 0.3);
  // A derivative is one operation.
  const spirv::Module module =
      *spirv::build(testing::compute_unit_of(shader("c.x = dFdx(p.x * p.y);"), true));
  const auto words = structure::optimise(*spirv::ParsedModule::parse(module.words));
  CHECK(structure::operation_graph(*spirv::ParsedModule::parse(*words)).size() == 4);
}

TEST_CASE("graph: arrays with dynamic indices are memory") {
  const std::string table = shader("float t[3] = float[3](0.1, 0.5, 0.9); c.x = t[int(p.x) % 3];");
  CHECK(size_of(table) > 4);
  const std::string filled = shader(
      "float t[3]; for (int i = 0; i < 3; i++) t[i] = sin(p.x * float(i)); c.x = t[int(p.y) % 3];");
  CHECK(size_of(filled) > size_of(table));
  CHECK(distance_of(table, filled) > 0.2);
}

TEST_CASE("graph: programs too large to be inlined have one as well") {
  // Six functions of sixteen calls each: 16 million sines.
  std::string functions = "float f0(float x) { return sin(x) + 0.1; }\n";
  for (int i = 1; i < 6; ++i) {
    functions += "float f" + std::to_string(i) + "(float x) { ";
    for (int k = 0; k < 8; ++k) functions += "x += f" + std::to_string(i - 1) + "(x * 1.1); ";
    functions += "return x; }\n";
  }
  const OperationGraph graph = graph_of(shader("c.x = f5(p.x);", functions));
  CHECK(graph.size() > 30);
  CHECK(graph.size() < 2000);
  CHECK(distance_of(shader("c.x = f5(p.x);", functions),
                    shader("c.x = f5(p.y * 3.0);", functions)) < 0.1);
}

TEST_CASE("graph: what is taken for constant goes with what only it needs") {
  const OperationGraph graph = graph_of(shader("c.x = sin(p.x); c.y = cos(p.y * iTime);"));
  std::vector<bool> is_constant(graph.size(), false);
  CHECK(graph.without(is_constant).size() == graph.size());
  const OperationGraph half = graph_of(shader("c.x = sin(p.x); c.y = 0.5;"));
  const OperationGraph cosine = graph_of(shader("c.y = cos(p.y * iTime); c.x = 0.5;"));
  // The one node that both have and is no input or picture: mark the cosine.
  uint64_t label = 0;
  for (const auto& node : cosine.nodes())
    if (cosine.operands(node).size() == 1) label = node.label;
  for (size_t i = 0; i < graph.size(); ++i) is_constant[i] = graph.nodes()[i].label == label;
  CHECK(std::count(is_constant.begin(), is_constant.end(), true) == 1);
  CHECK(structure::features_of(graph.without(is_constant)) == structure::features_of(half));
}
