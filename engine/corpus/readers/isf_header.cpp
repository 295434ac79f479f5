#include "engine/corpus/readers/isf_header.h"

#include <algorithm>
#include <string_view>
#include <utility>

#include "engine/base/check.h"
#include "engine/base/lenient_json.h"
#include "engine/corpus/licence.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

using base::Json;

/// The object between "/*" and "*/" at the head of the text; empty when there is none.
std::string_view header_of(std::string_view source) {
  std::string_view rest = trim(source);
  while (rest.starts_with("//")) {
    const size_t end = std::min(rest.find('\n'), rest.size());
    rest = trim(rest.substr(end));
  }
  if (!rest.starts_with("/*")) return {};
  const size_t end = rest.find("*/");
  if (end == std::string_view::npos) return {};
  const std::string_view inner = trim(rest.substr(2, end - 2));
  return inner.starts_with('{') && inner.ends_with('}') ? inner : std::string_view();
}

std::string field(const Json& header, std::initializer_list<const char*> keys) {
  for (const char* key : keys)
    if (const auto found = header.find(key); found != header.end() && found->is_string())
      if (std::string value = clean_field(found->get<std::string>()); !value.empty()) return value;
  return {};
}

/// "ann" of "by ann" and "Created by: ann": whoever shows the author writes "by" before the name.
std::string name_in_credit(std::string credit) {
  const std::string lower = lower_case(credit);
  for (const std::string_view lead : {"by", "created by", "made by", "written by"}) {
    if (!lower.starts_with(lead)) continue;
    const size_t name = lower.find_first_not_of(" :", lead.size());
    if (name != lower.npos && name > lead.size()) return credit.substr(name);
  }
  return credit;
}

}  // namespace

bool take_isf_header(Program& program) {
  const std::string_view text = header_of(program.source);
  if (text.empty()) return false;
  Json header;
  try {
    header = base::parse_json(base::repair_json(text), program.origin);
  } catch (const UsageError&) {  // the dialect tells what is wrong with it
    return false;
  }
  program.title = field(header, {"TITLE", "LABEL", "NAME"});
  program.author = name_in_credit(field(header, {"CREDIT", "AUTHOR"}));
  program.description = field(header, {"DESCRIPTION"});
  if (const std::string told = field(header, {"LICENSE", "LICENCE"}); !told.empty())
    program.licence = canonical_licence(told);
  else
    program.licence = licence_in_header(program.source).value_or("");
  for (const char* key : {"CATEGORIES", "KEYWORDS"})
    if (const auto found = header.find(key); found != header.end() && found->is_array())
      for (const Json& tag : *found)
        if (tag.is_string())
          if (std::string value = clean_field(tag.get<std::string>()); !value.empty())
            program.tags.push_back(std::move(value));
  return true;
}

}  // namespace progpretrain::corpus
