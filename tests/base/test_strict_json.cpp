#include <ctime>
#include <doctest/doctest.h>

#include <limits>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/lenient_json.h"
#include "engine/base/strict_json.h"

using namespace progpretrain;
using base::Json;

namespace {

template <class Body>
std::string usage_error(Body body) {
  try {
    body();
  } catch (const UsageError& e) {
    return e.what();
  }
  return {};
}

bool contains(const std::string& text, std::string_view part) {
  return text.find(part) != std::string::npos;
}

}  // namespace

TEST_CASE("json: bad JSON is one short line with the file and the position") {
  const std::string message =
      usage_error([] { base::parse_json("{\n  \"steps\": ,\n}", "run.json"); });
  CHECK(message.starts_with("run.json: not valid JSON: "));
  CHECK(contains(message, "line 2"));
  CHECK_FALSE(contains(message, "json.exception"));
  CHECK_FALSE(usage_error([] { base::parse_json("", "run.json"); }).empty());
  CHECK_FALSE(usage_error([] { base::parse_json("{} {}", "run.json"); }).empty());
}

TEST_CASE("json: the message stays one short line when a huge or binary token is at fault") {
  const std::string unfinished = "[\"" + std::string(100'000, 'x');
  const std::string message = usage_error([&] { base::parse_json(unfinished, "a"); });
  CHECK(message.size() < 300);
  const std::string binary = usage_error([] { base::parse_json("[\"\xff\n\x01\"]", "a"); });
  CHECK(contains(binary, "not valid JSON"));
  CHECK(binary.find_first_of("\n\xff\x01") == std::string::npos);
}

TEST_CASE("json: what is parsed is what the library makes of it") {
  const std::string text =
      R"([null, true, -1, 18446744073709551615, 1.5e3, "a\u00e9", {"a": {"b": [[], {}]}, "a": 2}])";
  CHECK(base::parse_json(text, "a") == base::Json::parse(text));
  CHECK(base::parse_json("7", "a") == base::Json(7));
  CHECK(contains(usage_error([] { base::parse_json("[1e999]", "a"); }), "not valid JSON"));
}

TEST_CASE("json: a long list takes as much longer as it has more objects") {
  const auto cpu_s = [](size_t num_objects) {
    std::string text = "[{}";
    for (size_t i = 1; i < num_objects; ++i) text += ",{}";
    const std::clock_t start = std::clock();
    CHECK(base::parse_json(text + "]", "a").size() == num_objects);
    // One that has to be repaired, and breaks off.
    CHECK(base::parse_json_leniently(text + ",]", "a").value.size() == num_objects);
    CHECK(base::parse_json_leniently(text + ",{", "a").value.size() == num_objects);
    return static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
  };
  // 16 is linear, 256 quadratic.
  CHECK(cpu_s(80'000) < 80 * cpu_s(5'000));
}

TEST_CASE("json: nesting is bounded, so that a hostile file cannot use up the stack") {
  const auto nested = [](size_t depth) {
    return std::string(depth, '[') + std::string(depth, ']');
  };
  CHECK_NOTHROW(base::parse_json(nested(64), "a"));
  CHECK(contains(usage_error([&] { base::parse_json(nested(66), "a"); }), "nested deeper than 64"));
  CHECK(contains(usage_error([&] { base::parse_json(std::string(1'000'000, '['), "deep.json"); }),
                 "deep.json"));
  CHECK_NOTHROW(base::parse_json(nested(5), "a", 5));
  CHECK_THROWS_AS(base::parse_json(nested(7), "a", 5), UsageError);
}

TEST_CASE("json: an unknown key is refused with the keys that are accepted") {
  const Json object = {{"steps", 1}, {"stesp", 2}};
  const std::string message = usage_error([&] {
    base::refuse_unknown_keys(object, {"steps", "seed"}, "run.json");
  });
  CHECK(message == "run.json: unknown key 'stesp' (accepted: steps, seed)");
  CHECK_NOTHROW(base::refuse_unknown_keys({{"seed", 1}}, {"steps", "seed"}, "run.json"));
  CHECK_THROWS_AS(base::refuse_unknown_keys(Json::array(), {"steps"}, "run.json"), UsageError);
}

TEST_CASE("json: a missing key or another type names file and key") {
  const Json object = {{"steps", "many"}};
  CHECK(usage_error([&] { base::require<int>(object, "seed", "run.json"); }) ==
        "run.json: key 'seed': is missing");
  const std::string message = usage_error([&] { base::require<int>(object, "steps", "run.json"); });
  CHECK(message.starts_with("run.json: key 'steps': "));
  CHECK_FALSE(contains(message, "json.exception"));
  CHECK(base::optional<int>(object, "seed", 7, "run.json") == 7);
  CHECK_THROWS_AS(base::optional<int>(object, "steps", 7, "run.json"), UsageError);
}

TEST_CASE("json: a number that does not fit its type is refused instead of being bent") {
  const Json object = {{"fraction", 3.7}, {"negative", -1},  {"big", 5'000'000'000},
                       {"truth", true},   {"rate", 1},       {"list", {1, 2}},
                       {"huge", 1e300},   {"text", "lr 0.1"}};
  const auto bad_int = [&](const char* key) {
    return !usage_error([&] { base::require<int>(object, key, "f"); }).empty();
  };
  CHECK(bad_int("fraction"));
  CHECK(bad_int("big"));
  CHECK(bad_int("truth"));
  CHECK(bad_int("list"));
  CHECK_THROWS_AS(base::require<uint32_t>(object, "negative", "f"), UsageError);
  CHECK_THROWS_AS(base::require<uint64_t>(object, "negative", "f"), UsageError);
  CHECK_THROWS_AS(base::require<double>(object, "truth", "f"), UsageError);
  CHECK_THROWS_AS(base::require<float>(object, "huge", "f"), UsageError);
  CHECK_THROWS_AS(base::require<bool>(object, "rate", "f"), UsageError);
  CHECK(base::require<int>(object, "negative", "f") == -1);
  CHECK(base::require<int64_t>(object, "big", "f") == 5'000'000'000);
  CHECK(base::require<double>(object, "rate", "f") == 1.0);
  CHECK(base::require<std::vector<int>>(object, "list", "f") == std::vector<int>{1, 2});
  const Json edge = {{"max", std::numeric_limits<uint64_t>::max()}};
  CHECK(base::require<uint64_t>(edge, "max", "f") == std::numeric_limits<uint64_t>::max());
  CHECK_THROWS_AS(base::require<int64_t>(edge, "max", "f"), UsageError);
}
