// RunConfig as JSON and as text.
#include <algorithm>
#include <charconv>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "trainer/run_config.h"

namespace progpretrain::trainer {
namespace {
using base::Json;

constexpr const char* kFileName = "config.json";

const char* accepted_type(const RunField& field) {
  constexpr std::array kNames = {"a text", "a whole number", "a number", "true or false"};
  return kNames[field.member.index()];
}

bool has_type(const RunField& field, const Json& value) {
  switch (field.member.index()) {
    case 0:
      return value.is_string();
    case 1:
      return value.is_number_integer();
    case 2:
      return value.is_number();
    default:
      return value.is_boolean();
  }
}

void set_field(RunConfig& config, const RunField& field, const Json& value,
               const std::string& where) {
  if (!has_type(field, value))
    base::throw_json_error(
        where, std::string(field.name).c_str(),
        std::string("expected ") + accepted_type(field) + ", found " + value.dump());
  std::visit([&](auto member) { value.get_to(config.*member); }, field.member);
}

void refuse_unknown(const Json& settings, const std::string& where) {
  if (!settings.is_object()) throw UsageError(where + ": expected a JSON object");
  for (const auto& [key, value] : settings.items()) {
    std::string accepted;
    bool known = false;
    for (const RunField& field : run_fields()) {
      known = known || field.name == key;
      accepted += (accepted.empty() ? "" : ", ") + std::string(field.name);
    }
    if (!known)
      throw UsageError(where + ": unknown key '" + key + "' (accepted: " + accepted + ")");
  }
}

}  // namespace

std::string option_name(const RunField& field) {
  std::string name = "--" + std::string(field.name);
  std::replace(name.begin(), name.end(), '_', '-');
  return name;
}

std::string field_text(const RunConfig& config, const RunField& field) {
  return std::visit(
      [&](auto member) {
        const Json value = config.*member;
        return value.is_string() ? value.get<std::string>() : value.dump();
      },
      field.member);
}

Json parse_field(const RunField& field, const std::string& text) {
  if (std::holds_alternative<std::string RunConfig::*>(field.member)) return text;
  // JSON's own syntax for numbers and booleans is what people type.
  const Json value = Json::parse(text, nullptr, /*allow_exceptions=*/false);
  if (!has_type(field, value))
    throw UsageError(option_name(field) + ": '" + text + "' (accepted: " + accepted_type(field) +
                     ")");
  return value;
}

constexpr double kSgdDefaultLr = 0.06;

RunConfig resolve_config(const Json& settings, const std::string& where) {
  refuse_unknown(settings, where);
  const RunConfig plain;
  RunConfig config;
  try {
    config = default_config(base::optional<std::string>(settings, "method", plain.method, where),
                            base::optional<std::string>(settings, "encoder", plain.encoder, where));
  } catch (const UsageError& e) {
    const std::string message = e.what();
    throw UsageError(message.starts_with(where) ? message : where + ": " + message);
  }
  for (const RunField& field : run_fields())
    if (const auto found = settings.find(field.name); found != settings.end())
      set_field(config, field, *found, where);
  // The default rate is AdamW's; SGD takes steps of another size.
  if (config.optimiser == "sgd" && !settings.contains("lr")) config.lr = kSgdDefaultLr;
  // A short run warms up for its first tenth, unless it was told how long.
  if (!settings.contains("warmup_steps"))
    config.warmup_steps = std::min(config.warmup_steps, config.steps / 10);
  validate(config, where);
  return config;
}

nlohmann::ordered_json to_json(const RunConfig& config) {
  nlohmann::ordered_json json;
  for (const RunField& field : run_fields())
    std::visit([&](auto member) { json[std::string(field.name)] = config.*member; }, field.member);
  return json;
}

std::string describe(const RunConfig& config) {
  std::string text;
  for (const RunField& field : run_fields()) {
    std::string name(field.name);
    name.resize(std::max<size_t>(name.size(), 20), ' ');
    text += name + " = " + field_text(config, field) + "\n";
  }
  return text;
}

void write_run_config(const std::filesystem::path& run_folder, const RunConfig& config) {
  base::write_file_atomically(run_folder / kFileName, to_json(config).dump(2) + "\n");
}

RunConfig read_run_config(const std::filesystem::path& run_folder) {
  const std::filesystem::path path = run_folder / kFileName;
  return resolve_config(base::parse_json(base::read_file(path), path.string()), path.string());
}

}  // namespace progpretrain::trainer
