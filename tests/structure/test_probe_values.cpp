// The instrumented module: what it shows, and what it draws with a value replaced.
#include <cmath>

#include "engine/spirv/probe_values.h"
#include "engine/structure/optimise.h"
#include "tests/structure/structure_support.h"
#include "tests/support/run_compute.h"

using namespace progpretrain;
using spirv::ParsedModule;
using spirv::ProbeRequest;

namespace {

struct Probed {
  ParsedModule optimised;
  std::vector<uint32_t> ids, words;

  explicit Probed(const std::string& text) : optimised(testing::optimised(text)) {
    const structure::OperationGraph graph = structure::operation_graph(optimised);
    for (const auto& node : graph.nodes())
      if (node.result != 0 && spirv::can_be_probed(optimised, node.result))
        ids.push_back(node.result);
    words = spirv::probe_values(optimised, ids);
    const auto problem = spirv::validation_problem(words);
    if (problem) FAIL(*problem);
  }

  // The first value of this instruction.
  int number_of(spv::Op op) const {
    for (size_t i = 0; i < ids.size(); ++i)
      if (optimised.definition(ids[i]).op == op) return static_cast<int>(i);
    FAIL("no such instruction is probed");
    return -1;
  }

  testing::Frame draw(const ProbeRequest& request = {}) const {
    testing::FrameOptions options;
    options.size_px = 16;
    const auto constants = spirv::probe_constants(request);
    std::copy(constants.begin(), constants.end(), options.constants.begin());
    return testing::run_compute(words, options);
  }

  float shown(const testing::Frame& frame, uint32_t column, uint32_t row) const {
    const size_t plane = 256, at = row * 16 + column;
    return spirv::shown_value(frame.bytes[at], frame.bytes[plane + at],
                              frame.bytes[2 * plane + at]);
  }
};

testing::Frame plain(const std::string& text) {
  testing::FrameOptions options;
  options.size_px = 16;
  return testing::run_compute(spirv::build(testing::compute_unit_of(text))->words, options);
}

const std::string kText = testing::shader(
    "float a = p.x * 0.37 - 2.0; float b = p.y / (1.0 + a * a);"
    "c = vec4(a * 0.2, b * 0.05, 0.5, 1.0);");

}  // namespace

TEST_CASE(
    "probed values: the optimised module draws the picture, and so does one with no value chosen") {
  PP_NEEDS_DEVICE();
  const testing::Frame want = plain(kText), have = Probed(kText).draw();
  int largest = 0;
  for (size_t i = 0; i < want.bytes.size(); ++i)
    largest = std::max(largest, std::abs(int{want.bytes[i]} - int{have.bytes[i]}));
  CHECK(largest <= 1);
}

TEST_CASE("probed values: a value is shown as it was calculated, whatever its range") {
  PP_NEEDS_DEVICE();
  const Probed probed(kText);
  const testing::Frame frame = probed.draw({probed.number_of(spv::OpFDiv), 0, spirv::kNoProbe, {}});
  for (const uint32_t column : {0u, 5u, 15u})
    for (const uint32_t row : {0u, 9u, 15u}) {
      const double a = (column + 0.5) * 0.37 - 2.0, b = (16 - row - 0.5) / (1.0 + a * a);
      CHECK(probed.shown(frame, column, row) == doctest::Approx(b).epsilon(1e-4));
    }
}

TEST_CASE("probed values: a replaced value is the given one wherever it is used") {
  PP_NEEDS_DEVICE();
  const Probed probed(kText);
  const testing::Frame before = probed.draw();
  const testing::Frame frame =
      probed.draw({spirv::kNoProbe, 0, probed.number_of(spv::OpFDiv), {8.0f}});
  for (const uint32_t place : {0u, 7u, 15u}) {
    CHECK(frame.at(place, 15 - place, 0) == before.at(place, 15 - place, 0));
    CHECK(frame.at(place, 15 - place, 1) == doctest::Approx(0.4f));
  }
}

TEST_CASE("probed values: the last round of a loop is shown, and nothing where none was run") {
  PP_NEEDS_DEVICE();
  const Probed probed(
      testing::shader("float x = 1.0; if (p.x > 8.0) for (int i = 0; i < 5; i++) x = sqrt(x * "
                      "p.x); c.x = x * 0.1;"));
  const testing::Frame frame =
      probed.draw({probed.number_of(spv::OpExtInst), 0, spirv::kNoProbe, {}});
  double want = 1.0;
  for (int i = 0; i < 5; ++i) want = std::sqrt(want * 12.5);
  CHECK(probed.shown(frame, 12, 3) == doctest::Approx(want).epsilon(1e-4));
  CHECK(std::isnan(probed.shown(frame, 3, 3)));
}

TEST_CASE("probed values: discarded pixels show their values") {
  PP_NEEDS_DEVICE();
  const Probed probed(testing::shader("float x = sqrt(p.x); if (x > 2.0) discard; c.x = x * 0.3;"));
  CHECK(probed.draw().at(12, 3, 0) == 0.0f);
  const testing::Frame frame =
      probed.draw({probed.number_of(spv::OpExtInst), 0, spirv::kNoProbe, {}});
  CHECK(probed.shown(frame, 12, 3) == doctest::Approx(std::sqrt(12.5)).epsilon(1e-4));
}
