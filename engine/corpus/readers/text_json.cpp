#include "engine/corpus/readers/text_json.h"

#include <array>
#include <initializer_list>
#include <string_view>

#include "engine/corpus/licence.h"
#include "engine/corpus/readers/isf_header.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

using base::Json;

/// Texts and whole numbers; empty for anything else.
std::string word_of(const Json& value) {
  if (value.is_string()) return value.get<std::string>();
  return value.is_number_integer() ? value.dump() : std::string();
}

/// The first of these keys that tells something.
std::string first_of(const Json& object, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const auto found = object.find(key); found != object.end())
      if (std::string word = word_of(*found); !trim(word).empty()) return word;
  return {};
}

bool is_like_glsl(std::string_view text) {
  return text.find(';') != text.npos && text.find("vec") != text.npos;
}

constexpr std::array kTextKeys{"code", "fragment", "fragmentShader",      "fragment_shader", "frag",
                               "glsl", "raw_fragment_source", "content", "source"};

std::string code_of(const Json& object) {
  for (const char* key : kTextKeys)
    if (const auto found = object.find(key); found != object.end() && found->is_string())
      if (const auto& text = found->get_ref<const std::string&>(); is_like_glsl(text)) return text;
  // GLSL Sandbox keeps every version; the last one is what it shows.
  if (const auto found = object.find("versions"); found != object.end() && found->is_array())
    for (auto version = found->rbegin(); version != found->rend(); ++version)
      if (version->is_object())
        if (std::string text = code_of(*version); !text.empty()) return text;
  return {};
}

std::string licence_of(const Json& object) {
  if (std::string told = first_of(object, {"license", "licence"}); !told.empty()) return told;
  if (const auto found = object.find("max_stars_repo_licenses");
      found != object.end() && found->is_array() && !found->empty())
    return word_of(found->front());
  return {};
}

}  // namespace

std::string text_keys() {
  std::string out;
  for (const char* key : kTextKeys) out += (out.empty() ? "'" : ", '") + std::string(key) + "'";
  return out + ", 'versions'";
}

std::optional<Program> program_of_text(const Json& value, const std::string& fallback_id,
                                       const Blob& blob) {
  if (!value.is_object()) return std::nullopt;
  const std::string code = code_of(value);
  if (code.empty()) return std::nullopt;
  Program program;
  std::string id = first_of(value, {"id", "_id", "code_id"});
  if (id.empty()) id = file_stem(first_of(value, {"path", "max_stars_repo_path"}));
  program.id = clean_id(id.empty() ? fallback_id : id);
  program.origin = clean_field(blob.name);
  program.source = clean_source(code);
  take_isf_header(program);
  if (program.title.empty()) program.title = clean_field(first_of(value, {"title", "name"}));
  if (program.author.empty())
    program.author = clean_field(first_of(value, {"username", "author", "user"}));
  if (program.description.empty())
    program.description = clean_field(first_of(value, {"description"}));
  if (const std::string told = licence_of(value); !told.empty())
    program.licence = canonical_licence(clean_field(told));
  program.licence = stricter_licence(program.licence, licence_in_header(program.source));
  return program;
}

}  // namespace progpretrain::corpus
