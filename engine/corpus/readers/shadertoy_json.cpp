#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/hash.h"
#include "engine/base/lenient_json.h"
#include "engine/corpus/header_comments.h"
#include "engine/corpus/licence.h"
#include "engine/corpus/pack.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/shadertoy_passes.h"
#include "engine/corpus/readers/text_json.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

using base::Json;

constexpr std::array<std::string_view, 3> kExtensions{"json", "jsonl", "ndjson"};
constexpr size_t kMaxBytes = 256 * kMiB;  // a file may hold tens of thousands of programs

// Files of strangers: a key that is missing or of another type reads as empty.
const Json& member(const Json& object, const char* key) {
  static const Json kNothing;
  if (!object.is_object()) return kNothing;
  const auto found = object.find(key);
  return found == object.end() ? kNothing : *found;
}

std::string text_of(const Json& value) {
  return value.is_string() ? value.get<std::string>() : std::string();
}

std::string field(const Json& object, const char* key) {
  return clean_field(text_of(member(object, key)));
}

/// The first of two names under which the API and the site keep the same thing.
std::string either(const Json& object, const char* api, const char* site) {
  std::string value = field(object, api);
  return value.empty() ? field(object, site) : value;
}

/// Ids are numbers in the API and texts on the site.
std::string id_of(const Json& value) {
  return value.is_number_integer() ? value.dump() : clean_field(text_of(value));
}

/// A number, which some tools write as a text.
std::optional<int> channel_of(const Json& value) {
  const std::string digits = text_of(value);
  if (digits.size() == 1 && digits[0] >= '0' && digits[0] <= '9') return digits[0] - '0';
  if (!base::holds_number<int>(value) || !value.is_number_integer()) return std::nullopt;
  return value.get<int>();
}

std::vector<ShadertoyInput> inputs_of(const Json& list) {
  std::vector<ShadertoyInput> out;
  if (!list.is_array()) return out;
  for (const Json& input : list) {
    const std::optional<int> channel = channel_of(member(input, "channel"));
    if (!channel) continue;
    const Json& sampler = member(input, "sampler");
    out.push_back({*channel, either(input, "ctype", "type"),
                   either(input, "src", "filepath"), id_of(member(input, "id")),
                   field(sampler, "filter"), field(sampler, "wrap"),
                   field(sampler, "vflip") != "false"});
  }
  return out;
}

std::vector<std::string> ids_of(const Json& outputs) {
  std::vector<std::string> ids;
  if (!outputs.is_array()) return ids;
  for (const Json& output : outputs)
    if (std::string id = id_of(member(output, "id")); !id.empty()) ids.push_back(std::move(id));
  return ids;
}

Program program_of(const Json& about, const std::string& fallback_id, const Blob& blob) {
  Program program;
  const std::string id = id_of(member(about, "id"));
  program.id = clean_id(id.empty() ? fallback_id : id);
  program.dialect = "shadertoy";
  program.title = field(about, "name");
  program.author = either(about, "username", "author");
  program.description = field(about, "description");
  program.origin = clean_field(blob.name);
  if (const Json& tags = member(about, "tags"); tags.is_array())
    for (const Json& tag : tags)
      if (tag.is_string()) program.tags.push_back(clean_field(text_of(tag)));
  return program;
}

/// The site: "If you don't place a license on a shader, it will be protected by" this one
/// (https://www.shadertoy.com/terms).
constexpr const char* kDefaultLicence = "CC-BY-NC-SA-3.0";

/// The licence that a key tells, else the one in the text, else, where that is silent, the site's.
void set_licence(Item& item, const Json& about) {
  auto* refused = std::get_if<RefusedItem>(&item);
  Program& program = refused ? refused->program : std::get<Program>(item);
  if (const std::string told = either(about, "license", "licence"); !told.empty()) {
    program.licence = canonical_licence(told);
    return;
  }
  if (const auto told = licence_in_comments(leading_comments(program.source) + "\n" +
                                            leading_comments(program.common))) {
    program.licence = *told;
  } else {
    program.licence = kDefaultLicence;
    program.notes.emplace_back("licence: Shadertoy's default");
  }
  if (program.licence.empty()) return;
  program.licence = stricter_licence(program.licence, demands_below_header(program.source + "\n" + program.common));
}

/// A program as the API and the site tell it: passes in a list.
Item item_of_shader(const Json& shader, const std::string& fallback_id, const Blob& blob) {
  Program program = program_of(member(shader, "info"), fallback_id, blob);
  const Json& list = member(shader, "renderpass");
  std::vector<ShadertoyPass> passes;
  if (list.is_array())
    for (const Json& pass : list) {
      if (!member(pass, "code").is_string())
        return RefusedItem{
            std::move(program),
            {Verdict::parse_error, "read", 0, "a pass has no key 'code' with a text"}};
      passes.push_back({lower_case(field(pass, "type")), field(pass, "name"),
                        text_of(member(pass, "code")), inputs_of(member(pass, "inputs")),
                        ids_of(member(pass, "outputs"))});
    }
  Item item = item_of_passes(std::move(program), std::move(passes));
  set_licence(item, member(shader, "info"));
  return item;
}

/// A program as data sets keep it: one row with a column per pass.
Item item_of_row(const Json& row, const std::string& fallback_id, const Blob& blob) {
  std::vector<ShadertoyPass> passes;
  const auto take = [&](const std::string& column, const char* kind, const char* name) {
    passes.push_back({kind,
                      name,
                      text_of(member(row, (column + "_code").c_str())),
                      inputs_of(member(row, (column + "_inputs").c_str())),
                      {}});
  };
  take("image", "image", "");
  take("common", "common", "");
  take("buffer_a", "buffer", "A");
  take("buffer_b", "buffer", "B");
  take("buffer_c", "buffer", "C");
  take("buffer_d", "buffer", "D");
  take("cube_a", "cubemap", "");
  take("sound", "sound", "");
  Item item = item_of_passes(program_of(row, fallback_id, blob), std::move(passes));
  set_licence(item, row);
  return item;
}

std::optional<Item> item_of(const Json& value, const std::string& fallback_id, const Blob& blob) {
  const Json& wrapped = member(value, "Shader");
  const Json& shader = wrapped.is_object() ? wrapped : value;
  if (!member(shader, "renderpass").is_null()) return item_of_shader(shader, fallback_id, blob);
  if (member(value, "image_code").is_string()) return item_of_row(value, fallback_id, blob);
  if (const Json& error = member(value, "Error"); error.is_string()) {
    Program program = program_of(value, fallback_id, blob);
    program.dialect.clear();
    return RefusedItem{
        std::move(program),
        {Verdict::unsupported, "read", 0, "Shadertoy answered: " + field(value, "Error")}};
  }
  if (auto program = program_of_text(value, fallback_id, blob)) return *std::move(program);
  return std::nullopt;
}

/// The id that some JSON tells wherever programs have theirs, else the other.
std::string id_or(const Json& value, const std::string& otherwise) {
  const Json& wrapped = member(value, "Shader");
  const Json& shader = wrapped.is_object() ? wrapped : value;
  for (const Json* about : {&shader, &member(shader, "info")})
    if (std::string id = id_of(member(*about, "id")); !id.empty()) return id;
  return otherwise;
}

Item not_a_program(const std::string& id, const Blob& blob, std::string reason) {
  RefusedItem item = refused_while_reading(blob.name, Verdict::parse_error, std::move(reason));
  item.program.id = clean_id(id);
  return item;
}

const std::string kNoProgram = "no program (expected a key 'renderpass' or 'image_code', or a text like GLSL under one of " +
                               text_keys() + ")";

void read_list(const Json& list, const Blob& blob, const Sink& sink) {
  size_t number = 0;
  for (const Json& value : list) {
    const std::string id = base::concat(file_stem(blob.name), "-", ++number);
    std::optional<Item> item = item_of(value, id, blob);
    sink(item ? *std::move(item)
              : not_a_program(id_or(value, id), blob, base::concat("element ", number, ": ", kNoProgram)));
  }
}

/// What an export lists under some key ("shaders"), or null.
const Json* find_list(const Json& object, const Blob& blob) {
  if (!object.is_object() || item_of(object, "", blob)) return nullptr;
  for (const Json& value : object)
    if (value.is_array() && std::any_of(value.begin(), value.end(), [&](const Json& one) {
          return item_of(one, "", blob).has_value();
        }))
      return &value;
  return nullptr;
}

/// A program, or an object of programs by their ids.
void read_object(const Json& object, const Blob& blob, const Sink& sink) {
  if (auto item = item_of(object, std::string(file_stem(blob.name)), blob))
    return sink(*std::move(item));
  if (!object.is_object()) return;
  const auto is_program_of = [&](const Json& value) { return item_of(value, "", blob).has_value(); };
  // Otherwise it is some other JSON, of which nothing is told.
  if (!std::any_of(object.begin(), object.end(), is_program_of)) return;
  for (const auto& [key, value] : object.items()) {
    auto item = item_of(value, key, blob);
    sink(item ? *std::move(item)
              : not_a_program(key, blob, base::concat("key '", clean_field(key), "': ", kNoProgram)));
  }
}

template <class Use>
void for_each_line(std::string_view bytes, size_t first_line, const Use& use) {
  size_t number = first_line - 1;
  for (size_t at = 0; at < bytes.size();) {
    const size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string_view line = trim(bytes.substr(at, end - at));
    ++number;
    at = end + 1;
    if (!line.empty() && !use(number, line)) return;
  }
}

std::string_view without_mark(std::string_view bytes) {
  if (bytes.starts_with("\xEF\xBB\xBF")) bytes.remove_prefix(3);
  return bytes;
}

/// A program that is not what it was when the pack was made is none of the pack's.
Item item_of_pack_row(const Json& value, const std::string& where) {
  PackRow row = pack_row_from_json(value, where);
  const bool is_intact = base::sha256_hex(row.text) == row.sha256;
  Program program = program_of(std::move(row));
  if (is_intact) return program;
  return RefusedItem{std::move(program),
                     {Verdict::parse_error, "read", 0, where + ": the text is not that of its sha256"}};
}

/// The parser counts lines within the one line that it was given.
std::string without_inner_line(std::string reason) {
  constexpr std::string_view kInner = " at line 1, column ";
  if (const size_t at = reason.find(kInner); at != reason.npos) reason.replace(at, kInner.size(), " at column ");
  return reason;
}

Item item_of_line(std::string_view line, size_t number, const Blob& blob) {
  const std::string id = base::concat(file_stem(blob.name), "-", number);
  const std::string where = base::concat("line ", number);
  try {
    // Of half a program nothing is kept but its id.
    const base::LenientJson json = base::parse_json_leniently(line, where);
    if (!json.problem.empty()) return not_a_program(id_or(json.value, id), blob, without_inner_line(json.problem));
    if (is_pack_row(json.value)) return item_of_pack_row(json.value, where);
    std::optional<Item> item = item_of(json.value, id, blob);
    return item ? *std::move(item) : not_a_program(id_or(json.value, id), blob, where + ": " + kNoProgram);
  } catch (const UsageError& e) {
    return not_a_program(id, blob, without_inner_line(e.what()));
  }
}

void read_lines(const Blob& blob, const Sink& sink) {
  for_each_line(without_mark(blob.bytes), blob.first_line,
                [&](size_t number, std::string_view line) {
                  sink(item_of_line(line, number, blob));
                  return true;
                });
}

/// Whether it is a program, be it one that is refused.
bool is_program(const Item& item) {
  const auto* refused = std::get_if<RefusedItem>(&item);
  return refused == nullptr || !refused->program.dialect.empty();
}

/// Throws what is wrong with the first line when no line is a program.
void check_lines(const Blob& blob) {
  std::string problem;
  bool found = false;
  for_each_line(without_mark(blob.bytes), blob.first_line,
                [&](size_t number, std::string_view line) {
                  const Item item = item_of_line(line, number, blob);
                  found = is_program(item);
                  if (!found && problem.empty())
                    problem = std::get<RefusedItem>(item).refusal.reason;
                  return !found;
                });
  if (!found && !problem.empty()) throw UsageError(blob.name + ": " + problem);
}

/// By its name, or because the first two lines are objects of their own.
bool is_lines(const Blob& blob) {
  if (is_line_file(blob.name)) return true;
  size_t num_objects = 0;
  for_each_line(without_mark(blob.bytes), 1, [&](size_t, std::string_view line) {
    if (!line.starts_with('{') || (num_objects == 0 && !line.ends_with('}'))) return false;
    return ++num_objects < 2;
  });
  return num_objects == 2;
}

/// A document of one or many programs. Of a list or object that is broken somewhere the programs
/// before that are kept when there is one.
base::LenientJson read_document(const Blob& blob) {
  base::LenientJson document = base::parse_json_leniently(without_mark(blob.bytes), blob.name);
  if (document.problem.empty()) return document;
  const Json& value = document.value;
  const auto holds_program = [&](const Json& values) {
    return std::any_of(values.begin(), values.end(),
                       [&](const Json& one) { return item_of(one, "", blob).has_value(); });
  };
  if (item_of(value, "", blob) || (find_list(value, blob) == nullptr && !holds_program(value)))
    throw UsageError(document.problem);
  return document;
}

/// The blob again, when its text is in UTF-16.
std::optional<Blob> as_utf8(const Blob& blob) {
  auto text = utf16_as_utf8(blob.bytes);
  if (!text) return std::nullopt;
  Blob out = {blob.name, {}, blob.dialect, blob.first_line, blob.is_piece};
  out.bytes = *std::move(text);
  return out;
}

class ShadertoyJsonReader final : public Reader {
 public:
  std::string_view name() const override { return "Shadertoy JSON"; }
  std::span<const std::string_view> extensions() const override { return kExtensions; }
  size_t max_bytes() const override { return kMaxBytes; }

  bool accepts(const Blob& blob) const override {
    const std::string extension = file_extension(blob.name);
    if (std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end())
      return true;
    // Collections name such files ".fragment" too. No GLSL starts like this.
    const std::string_view text = trim(without_mark(blob.bytes).substr(0, 256));
    if (text.empty() || (text[0] != '{' && text[0] != '[')) return false;
    const std::string_view rest = trim(text.substr(1));
    return rest.starts_with(text[0] == '{' ? '"' : '{');
  }

  /// Of JSON lines one must be a program.
  void check(const Blob& given) const override {
    const std::optional<Blob> converted = as_utf8(given);
    const Blob& blob = converted ? *converted : given;
    if (is_lines(blob))
      check_lines(blob);
    else
      read_document(blob);
  }

  void read(const Blob& given, const Sink& sink) const override {
    const std::optional<Blob> converted = as_utf8(given);
    const Blob& blob = converted ? *converted : given;
    if (is_lines(blob)) {
      if (!blob.is_piece) check_lines(blob);
      read_lines(blob, sink);
      return;
    }
    const base::LenientJson document = read_document(blob);
    const Json& value = document.value;
    if (value.is_array()) {
      read_list(value, blob, sink);
    } else if (const Json* exported = find_list(value, blob)) {
      read_list(*exported, blob, sink);
    } else {
      read_object(value, blob, sink);
    }
    if (document.problem.empty()) return;
    std::string reason = document.problem.substr(blob.name.size() + 2);
    sink(not_a_program(base::concat(file_stem(blob.name), "-rest"), blob,
                       "broken from here on: " + std::move(reason)));
  }
};

}  // namespace

std::unique_ptr<Reader> make_shadertoy_json_reader() {
  return std::make_unique<ShadertoyJsonReader>();
}

}  // namespace progpretrain::corpus
