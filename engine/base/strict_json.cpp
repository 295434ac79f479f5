#include "engine/base/strict_json.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/json_builder.h"

namespace progpretrain::base {
namespace {

constexpr size_t kMaxMessageBytes = 200;

/// The library's message without its class tag, and without the offending token, which may be
/// megabytes or not even text.
std::string plain_message(std::string text) {
  if (const size_t tag = text.find("] "); text.starts_with('[') && tag != std::string::npos)
    text.erase(0, tag + 2);
  return text.substr(0, std::min(text.find("; last read"), kMaxMessageBytes));
}

}  // namespace

Json parse_json(std::string_view text, const std::string& where, int max_depth) {
  JsonBuilder builder(max_depth);
  if (Json::sax_parse(text, &builder)) return builder.finish();
  if (builder.is_too_deep())
    throw UsageError(where + ": JSON is nested deeper than " + std::to_string(max_depth));
  throw UsageError(where + ": not valid JSON: " + plain_message(builder.problem()));
}

void refuse_unknown_keys(const Json& object, std::initializer_list<std::string_view> known,
                         const std::string& where) {
  if (!object.is_object()) throw UsageError(where + ": expected a JSON object");
  for (const auto& [key, value] : object.items()) {
    if (std::find(known.begin(), known.end(), key) != known.end()) continue;
    std::string accepted;
    for (const std::string_view name : known)
      accepted += (accepted.empty() ? "" : ", ") + std::string(name);
    throw UsageError(where + ": unknown key '" + key + "' (accepted: " + accepted + ")");
  }
}

void throw_json_error(const std::string& where, const char* key, const std::string& problem) {
  throw UsageError(where + ": key '" + key + "': " + problem);
}

void throw_json_error(const std::string& where, const char* key, const Json::exception& problem) {
  throw_json_error(where, key, plain_message(problem.what()));
}

}  // namespace progpretrain::base
