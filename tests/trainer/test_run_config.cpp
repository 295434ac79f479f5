#include <doctest/doctest.h>

#include <fstream>
#include <set>

#include "engine/base/check.h"
#include "tests/support/temporary_folder.h"
#include "trainer/encoders/encoder.h"
#include "trainer/methods/method.h"
#include "trainer/run_config.h"

using namespace progpretrain;
using namespace progpretrain::trainer;
using base::Json;

namespace {

template <class T>
bool is_of(const RunField& field) {
  return std::holds_alternative<T RunConfig::*>(field.member);
}

/// The refusal of `settings`, which must be a UsageError.
std::string refusal(const Json& settings) {
  try {
    resolve_config(settings, "run.json");
  } catch (const UsageError& e) {
    return e.what();
  }
  return {};
}

}  // namespace

TEST_CASE(
    "run_config: the effective configuration holds every field once and reads back as itself") {
  RunConfig config = default_config("supcon", "resnet50");
  config.seed = 77;
  config.lr = 0.1;  // not a binary fraction: text must keep all bits
  config.corpus = "a \"quoted\" name.db";
  config.overfit_batch = true;
  const auto json = to_json(config);
  CHECK(json.size() == run_fields().size());
  CHECK(resolve_config(Json::parse(json.dump()), "x") == config);
}

TEST_CASE("run_config: settings that are absent take the defaults of the method and the encoder") {
  for (const MethodInfo& method : methods())
    for (const EncoderInfo& encoder : encoders()) {
      const RunConfig config =
          resolve_config({{"method", method.name}, {"encoder", encoder.name}}, "x");
      CHECK(config.views == method.default_views);
      CHECK(config.projector_hidden == encoder.projector_hidden);
      CHECK(config == default_config(method.name, encoder.name));
    }
  CHECK(resolve_config(Json::object(), "x") == RunConfig());
}

TEST_CASE("run_config: an unknown key is refused with file, key and all accepted keys") {
  const std::string message = refusal({{"learning_rate", 0.1}});
  CHECK(message.starts_with("run.json: unknown key 'learning_rate'"));
  for (const RunField& field : run_fields()) CHECK(message.find(field.name) != std::string::npos);
}

TEST_CASE("run_config: every field refuses values of another type, naming the file and the key") {
  for (const RunField& field : run_fields()) {
    CAPTURE(field.name);
    const std::string key(field.name);
    CHECK(refusal({{key, Json::array()}}).starts_with("run.json: key '" + key + "'"));
    CHECK(refusal({{key, nullptr}}).starts_with("run.json: key '" + key + "'"));
    if (is_of<std::string>(field))
      CHECK(refusal({{key, 3}}).starts_with("run.json: key '" + key + "'"));
    else
      CHECK(refusal({{key, "3"}}).starts_with("run.json: key '" + key + "'"));
    if (is_of<int64_t>(field))
      CHECK(refusal({{key, 2.5}}).starts_with("run.json: key '" + key + "'"));
  }
}

TEST_CASE("run_config: every number refuses values outside its bounds") {
  for (const RunField& field : run_fields()) {
    CAPTURE(field.name);
    const std::string key(field.name), start = "run.json: key '" + key + "'";
    if (is_of<int64_t>(field)) {
      CHECK(refusal({{key, static_cast<int64_t>(field.low) - 1}}).starts_with(start));
      CHECK(refusal({{key, static_cast<int64_t>(field.high) + 1}}).starts_with(start));
    } else if (is_of<double>(field)) {
      CHECK(refusal({{key, field.low - 0.5}}).starts_with(start));
      CHECK(refusal({{key, field.high + 0.5}}).starts_with(start));
    }
  }
}

TEST_CASE("run_config: families are a list of names") {
  RunConfig config;
  CHECK(families_of(config).empty());
  config.families = "synth_body,,synth_room";
  CHECK(families_of(config) == std::vector<std::string>{"synth_body", "synth_room"});
}

TEST_CASE("run_config: settings that contradict each other are refused") {
  CHECK(refusal({{"parameters_sigma", 0.2}, {"views", "latent"}}).find("latent_sigma") !=
        std::string::npos);
  CHECK(refusal({{"crop_scale_min", 0.5}, {"crop_scale_max", 0.2}}).find("crop_scale_min") !=
        std::string::npos);
  CHECK(refusal({{"time_min_s", 5.0}, {"time_max_s", 2.0}}).find("time_min_s") !=
        std::string::npos);
  CHECK(refusal({{"steps", 10}, {"warmup_steps", 11}}).find("warmup_steps") != std::string::npos);
  CHECK(refusal({{"method", "simclr"}, {"num_views", 1}}).find("at least 2") != std::string::npos);
  CHECK(refusal({{"method", "nope"}}).find("accepted: simclr") != std::string::npos);
  CHECK(refusal({{"encoder", "nope"}}).find("accepted: resnet18-half") != std::string::npos);
  CHECK(refusal({{"split", "heldout"}}).find("accepted: train, held-out") != std::string::npos);
  CHECK(refusal({{"optimiser", "nope"}}).find("accepted: sgd, adamw") != std::string::npos);
  CHECK(refusal(Json::array()).find("JSON object") != std::string::npos);
}

TEST_CASE("run_config: a short run warms up for its first tenth, unless told otherwise") {
  CHECK(resolve_config({{"steps", 50}}, "x").warmup_steps == 5);
  CHECK(resolve_config({{"steps", 50}, {"warmup_steps", 20}}, "x").warmup_steps == 20);
  CHECK(resolve_config({{"steps", 100000}}, "x").warmup_steps == RunConfig().warmup_steps);
}

TEST_CASE("run_config: every field has an option, a help text, and its text parses to its value") {
  std::set<std::string> options;
  const RunConfig config;
  const auto json = to_json(config);
  for (const RunField& field : run_fields()) {
    CAPTURE(field.name);
    CHECK(options.insert(option_name(field)).second);
    CHECK(option_name(field).find('_') == std::string::npos);
    CHECK(!field.help.empty());
    CHECK(parse_field(field, field_text(config, field)) == Json(json[std::string(field.name)]));
    if (is_of<std::string>(field)) continue;
    for (const char* bad : {"", "many", "1x", "[1]"})
      CHECK_THROWS_WITH_AS(parse_field(field, bad), doctest::Contains(option_name(field).c_str()),
                           UsageError);
  }
}

TEST_CASE(
    "run_config: a run folder gives back what was written, and a damaged file is refused by name") {
  const testing::TemporaryFolder folder;
  RunConfig config = default_config("ce", "resnet18");
  config.steps = 123;
  write_run_config(folder.path(), config);
  CHECK(read_run_config(folder.path()) == config);
  std::ofstream(folder / "config.json") << "{\"steps\": ";
  CHECK_THROWS_WITH_AS(read_run_config(folder.path()), doctest::Contains("config.json"),
                       UsageError);
  CHECK_THROWS_WITH_AS(read_run_config(folder / "none"), doctest::Contains("no such file"),
                       UsageError);
}

TEST_CASE("run_config: the effective settings are listed one by one") {
  const std::string text = describe(RunConfig());
  for (const RunField& field : run_fields())
    CHECK(text.find(std::string(field.name) + " ") != std::string::npos);
}

TEST_CASE(
    "run_config: a resumed run starts at the sample after its last step, overfitting always at 0") {
  RunConfig config;
  config.batch = 100;
  CHECK(first_sample(config, 0) == 0);
  CHECK(first_sample(config, 7) == 700);
  config.overfit_batch = true;
  CHECK(first_sample(config, 7) == 0);
}
