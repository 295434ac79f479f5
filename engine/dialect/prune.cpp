#include "engine/dialect/prune.h"

#include <algorithm>
#include <cctype>

#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

/// A function, or anything else that stays.
struct Item {
  std::string_view text;
  std::string_view name;        ///< of a function, else empty
  std::string_view parameters;  ///< of a function, with the parentheses
};

bool is_name_part(char c) {
  return std::isalnum(static_cast<unsigned char>(c)) || c == '_';
}

/// Calls `use` with every identifier of the text.
template <class Use>
void for_each_name(std::string_view text, const Use& use) {
  for (size_t i = 0; i < text.size();) {
    if (!is_name_part(text[i])) {
      ++i;
      continue;
    }
    size_t end = i;
    while (end < text.size() && is_name_part(text[end])) ++end;
    use(text.substr(i, end - i));
    i = end;
  }
}

Item make_item(std::string_view text) {
  Item item{text, {}, {}};
  const size_t open = text.find('(');
  // A function: TYPE NAME(...) { ... }
  if (text[0] == '#' || open == text.npos || text.find('=') < open || text.find('{') < open ||
      text.find('{') == text.npos)
    return item;
  size_t end = open;
  while (end > 0 && text[end - 1] == ' ') --end;
  size_t start = end;
  while (start > 0 && is_name_part(text[start - 1])) --start;
  item.name = text.substr(start, end - start);
  item.parameters = text.substr(open, text.find(')', open) - open);
  return item;
}

/// Whole lines, cut where all brackets are closed.
std::vector<Item> split(std::string_view library) {
  std::vector<Item> items;
  size_t start = 0, line = 0;
  int depth = 0;
  while (line < library.size()) {
    const size_t end = std::min(library.find('\n', line), library.size() - 1) + 1;
    for (const char c : library.substr(line, end - line)) depth += (c == '{') - (c == '}');
    const std::string_view text = library.substr(start, end - start);
    const bool is_directive = depth == 0 && library[line] == '#';
    const size_t last = text.find_last_not_of(" \n");
    const bool is_complete =
        depth == 0 && last != text.npos && (text[last] == '}' || text[last] == ';');
    if (is_directive || is_complete) {
      items.push_back(make_item(text.substr(text.find_first_not_of(" \n"))));
      start = end;
    }
    line = end;
  }
  return items;
}

}  // namespace

std::string needed_part(std::string_view library, std::string_view user,
                        const std::vector<std::string_view>& unused_types) {
  const std::string text = strip_comments(library);
  const std::vector<Item> items = split(text);
  std::vector<bool> is_kept(items.size());
  std::vector<std::string_view> pending = {user};
  const auto keep = [&](size_t i) {
    is_kept[i] = true;
    pending.push_back(items[i].text);
  };
  for (size_t i = 0; i < items.size(); ++i)
    if (items[i].name.empty()) keep(i);
  const auto is_usable = [&](const Item& item) {
    return std::none_of(unused_types.begin(), unused_types.end(), [&](std::string_view type) {
      return item.parameters.find(type) != item.parameters.npos;
    });
  };
  while (!pending.empty()) {
    NameSet names;
    for_each_name(pending.back(), [&](std::string_view name) { names.emplace(name); });
    pending.pop_back();
    for (size_t i = 0; i < items.size(); ++i)
      if (!is_kept[i] && names.contains(std::string(items[i].name)) && is_usable(items[i])) keep(i);
  }
  std::string out;
  for (size_t i = 0; i < items.size(); ++i)
    if (is_kept[i]) out += items[i].text;
  return out;
}

}  // namespace progpretrain::dialect
