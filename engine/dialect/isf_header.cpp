#include "engine/dialect/isf_header.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "engine/base/check.h"
#include "engine/base/lenient_json.h"
#include "engine/dialect/parameters.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

using base::Json;

constexpr size_t kMaxItems = 256;  ///< inputs, images, passes

std::string_view trim(std::string_view text) {
  const auto is_space = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
  while (!text.empty() && is_space(text.front())) text.remove_prefix(1);
  while (!text.empty() && is_space(text.back())) text.remove_suffix(1);
  return text;
}

bool has_isf_key(std::string_view text) {
  static constexpr std::array<std::string_view, 12> kKeys = {
      "\"INPUTS\"",     "\"PASSES\"", "\"ISFVSN\"", "\"IMPORTED\"",    "\"PERSISTENT_BUFFERS\"",
      "\"CATEGORIES\"", "\"CREDIT\"", "\"VSN\"",    "\"DESCRIPTION\"", "\"KEYWORDS\"",
      "\"pixelRatio\"", "\"LABEL\""};
  return std::any_of(kKeys.begin(), kKeys.end(),
                     [&](std::string_view key) { return text.find(key) != text.npos; });
}

/// Whether the code speaks of what only hosts of ISF offer.
bool has_isf_name(std::string_view source) {
  static constexpr std::array<std::string_view, 4> kNames = {"isf_FragNormCoord", "RENDERSIZE",
                                                             "PASSINDEX", "FRAMEINDEX"};
  return std::any_of(kNames.begin(), kNames.end(),
                     [&](std::string_view name) { return source.find(name) != source.npos; });
}

const Json* find(const Json& object, const char* key) {
  const auto found = object.find(key);
  return found == object.end() ? nullptr : &*found;
}

std::string text_of(const Json& object, const char* key) {
  const Json* value = find(object, key);
  return value != nullptr && value->is_string() ? value->get<std::string>() : "";
}

/// A number in any of the forms that people write.
std::optional<float> number_of(const Json& value) {
  double number = 0;
  if (value.is_boolean()) {
    number = value.get<bool>() ? 1 : 0;
  } else if (value.is_number()) {
    number = value.get<double>();
  } else if (value.is_string()) {
    const std::string text = value.get<std::string>();
    if (text == "true") return 1.0f;
    if (text == "false") return 0.0f;
    char* end = nullptr;
    number = std::strtod(text.c_str(), &end);
    if (text.empty() || *end != '\0') return std::nullopt;
  } else {
    return std::nullopt;
  }
  constexpr double kLargest = 1e30;
  if (!(number >= -kLargest && number <= kLargest)) return std::nullopt;
  return static_cast<float>(number);
}

bool is_true(const Json& object, const char* key) {
  const Json* value = find(object, key);
  return value != nullptr && number_of(*value).value_or(0.0f) > 0;
}

/// Reads `key` into the components; false when it is absent or no numbers.
bool read_components(const Json& input, const char* key, uint32_t num, std::array<float, 4>& out) {
  const Json* value = find(input, key);
  if (value == nullptr) return false;
  if (!value->is_array()) {
    const auto number = number_of(*value);
    if (number) std::fill_n(out.begin(), num, *number);
    return number.has_value();
  }
  bool any = false;
  for (uint32_t i = 0; i < num && i < value->size(); ++i) {
    if (const auto number = number_of((*value)[i])) {
      out[i] = *number;
      any = true;
    }
  }
  return any;
}

/// The choices of a "long".
void read_choices(const Json& input, DeclaredParameter& p) {
  const Json* values = find(input, "VALUES");
  if (values == nullptr || !values->is_array() || values->empty()) return;
  std::vector<float> numbers;
  for (const Json& value : *values)
    if (const auto number = number_of(value)) numbers.push_back(*number);
  if (numbers.empty()) return;
  p.min[0] = *std::min_element(numbers.begin(), numbers.end());
  p.max[0] = *std::max_element(numbers.begin(), numbers.end());
  p.value[0] = numbers[0];
}

IsfInput read_input(const Json& object) {
  IsfInput input;
  input.type = text_of(object, "TYPE");
  DeclaredParameter& p = input.parameter;
  p.name = text_of(object, "NAME");
  p.kind = input.type;
  p.num_components = input.type == "point2D" ? 2 : input.type == "color" ? 4 : 1;
  p.max.fill(1.0f);
  const bool is_value = input.type == "float" || input.type == "long" || input.type == "point2D";
  if (input.type == "long") read_choices(object, p);
  bool has_range = false;
  if (is_value) {
    has_range = read_components(object, "MIN", p.num_components, p.min);
    has_range |= read_components(object, "MAX", p.num_components, p.max);
  }
  const bool has_choices = input.type == "long" && find(object, "VALUES") != nullptr;
  if (input.type == "color")
    p.value.fill(1.0f);
  else if (is_value && !has_choices)
    for (uint32_t i = 0; i < p.num_components; ++i) p.value[i] = (p.min[i] + p.max[i]) / 2;
  if (read_components(object, "DEFAULT", p.num_components, p.value) && is_value && !has_range &&
      !has_choices)
    set_plain_range(p);
  for (uint32_t i = 0; i < p.num_components; ++i) {
    if (p.min[i] > p.max[i]) std::swap(p.min[i], p.max[i]);
    p.min[i] = std::min(p.min[i], p.value[i]);
    p.max[i] = std::max(p.max[i], p.value[i]);
  }
  return input;
}

/// A size, written as a text or a number.
std::string size_of(const Json& object, const char* key) {
  const Json* value = find(object, key);
  if (value == nullptr) return "";
  return value->is_number() ? value->dump() : text_of(object, key);
}

IsfPass read_pass(const Json& object) {
  IsfPass pass;
  pass.target = text_of(object, "TARGET");
  pass.is_persistent = is_true(object, "PERSISTENT");
  pass.is_float = is_true(object, "FLOAT");
  pass.width = size_of(object, "WIDTH");
  pass.height = size_of(object, "HEIGHT");
  return pass;
}

/// Version 1: an object of names, or a list of names.
void read_persistent_buffers(const Json& buffers, std::vector<IsfPass>& passes) {
  for (const auto& [key, value] : buffers.items()) {
    const std::string name = value.is_string() ? value.get<std::string>() : key;
    for (IsfPass& pass : passes) {
      if (pass.target != name) continue;
      pass.is_persistent = true;
      if (value.is_object()) {
        pass.is_float |= is_true(value, "FLOAT");
        if (pass.width.empty()) pass.width = size_of(value, "WIDTH");
        if (pass.height.empty()) pass.height = size_of(value, "HEIGHT");
      }
    }
  }
}

/// Version 2: an object of names; version 1: a list of objects with NAME.
void read_images(const Json& imported, std::vector<IsfImage>& images) {
  for (const auto& [key, value] : imported.items()) {
    if (!value.is_object()) continue;
    IsfImage image;
    image.name = imported.is_array() ? text_of(value, "NAME") : key;
    image.path = text_of(value, "PATH");
    image.is_cube =
        text_of(value, "TYPE") == "cube" || (value.contains("PATH") && value["PATH"].is_array());
    images.push_back(std::move(image));
  }
}

template <class Item, class Read>
void read_list(const Json& header, const char* key, std::vector<Item>& items, Read read) {
  const Json* list = find(header, key);
  if (list == nullptr || !list->is_array()) return;
  for (const Json& object : *list)
    if (object.is_object() && items.size() < kMaxItems) items.push_back(read(object));
}

}  // namespace

std::optional<std::string_view> find_isf_header(std::string_view source) {
  for (size_t at = source.find('/'); at != source.npos; at = source.find('/', at + 1)) {
    if (source.substr(at, 2) == "//") {
      at = std::min(source.find('\n', at), source.size() - 1);
    } else if (source.substr(at, 2) == "/*") {
      const size_t end = source.find("*/", at + 2);
      if (end == source.npos) return std::nullopt;
      const std::string_view inner = source.substr(at + 2, end - at - 2);
      const std::string_view object = trim(inner);
      const bool is_empty = object.starts_with('{') && trim(object.substr(1)) == "}";
      if (object.starts_with('{') && (has_isf_key(inner) || (is_empty && has_isf_name(source))))
        return inner;
      at = end + 1;
    }
  }
  return std::nullopt;
}

corpus::Result<IsfHeader> read_isf_header(std::string_view source) {
  const auto text = find_isf_header(source);
  if (!text)
    return corpus::Refused(
        refuse_unsupported(0, "has no ISF header: a comment with a JSON object before the code"));
  IsfHeader header;
  header.first = static_cast<size_t>(text->data() - source.data()) - 2;
  header.last = header.first + text->size() + 4;
  const int line =
      1 + static_cast<int>(std::count(source.begin(), source.begin() + header.first, '\n'));
  Json json;
  try {
    json = base::parse_json(base::repair_json(*text), "ISF header");
  } catch (const UsageError& error) {
    return corpus::Refused(refuse_parse(line, error.what()));
  }
  if (!json.is_object()) return corpus::Refused(refuse_parse(line, "its ISF header is no object"));
  read_list(json, "INPUTS", header.inputs, read_input);
  read_list(json, "PASSES", header.passes, read_pass);
  if (const Json* images = find(json, "IMPORTED"); images != nullptr && images->is_structured())
    read_images(*images, header.images);
  if (const Json* buffers = find(json, "PERSISTENT_BUFFERS");
      buffers != nullptr && buffers->is_structured())
    read_persistent_buffers(*buffers, header.passes);
  return header;
}

}  // namespace progpretrain::dialect
