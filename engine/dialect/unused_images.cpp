#include "engine/dialect/unused_images.h"

#include <algorithm>
#include <unordered_map>

#include "engine/dialect/forbidden.h"

namespace progpretrain::dialect {

void drop_unused_images(AuthorProgram& program) {
  Tokens& tokens = program.tokens;
  std::unordered_map<std::string, int> num_uses;
  for (const Token& t : tokens)
    if (t.is_identifier()) ++num_uses[t.text];
  std::erase_if(program.items, [&](const GlobalItem& item) {
    if (item.kind != GlobalItem::Kind::declaration) return false;
    size_t type = item.first;
    const auto is_type = [&](size_t i) {
      const size_t next = tokens[i + 1].is("[") ? after_matching(tokens, i + 1, item.last) : i + 1;
      return is_image_type(tokens[i].text) && next < item.last && tokens[next].is_identifier();
    };
    while (type + 1 < item.last && !tokens[type].is("=") && !is_type(type)) ++type;
    if (type + 1 >= item.last || tokens[type].is("=")) return false;
    bool is_used = false;
    for (size_t i = type + 1; i < item.last; ++i)
      is_used |= tokens[i].is_identifier() && num_uses[tokens[i].text] > 1;
    if (is_used) return false;
    erase_tokens(tokens, item.first, item.last);
    return true;
  });
}

}  // namespace progpretrain::dialect
