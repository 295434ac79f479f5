#include "engine/dialect/forbidden.h"

#include <algorithm>
#include <array>

#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

using Found = std::optional<corpus::Refusal>;

bool is_upper(char c) {
  return c >= 'A' && c <= 'Z';
}

bool starts_with_word(std::string_view name, std::string_view word) {
  return name.starts_with(word) && name.size() > word.size() && is_upper(name[word.size()]);
}

bool is_known_gl_name(std::string_view name) {
  static constexpr std::array<std::string_view, 9> kKnown = {
      "gl_FragCoord",   "gl_FragColor",  "gl_FragData", "gl_FragDepth", "gl_FragDepthEXT",
      "gl_FrontFacing", "gl_PointCoord", "gl_TexCoord", "gl_Color"};
  return std::find(kKnown.begin(), kKnown.end(), name) != kKnown.end() ||
         name.starts_with("gl_Max");
}

Found find_in_block(const Tokens& tokens, const GlobalItem& item) {
  const int line = tokens[item.first].line;
  const auto head_has = [&](std::string_view word) {
    return std::any_of(tokens.begin() + item.first, tokens.begin() + item.body_first,
                       [&](const Token& t) { return t.is(word); });
  };
  if (head_has("buffer")) return refuse_unsupported(line, "declares a buffer block");
  if (head_has("uniform") || head_has("in") || head_has("varying")) return std::nullopt;
  if (head_has("out") || head_has("layout"))
    return refuse_unsupported(line, "declares an interface block");
  return std::nullopt;
}

/// subroutine uniform Kind pick;  subroutine(Kind) vec3 f() {...}  subroutine vec3 Kind();
Found find_subroutine(const Tokens& tokens, const GlobalItem& item) {
  for (size_t i = item.first; i + 2 < item.last && !tokens[i].is("{") && !tokens[i].is(";"); ++i)
    if (tokens[i].is("subroutine") &&
        (tokens[i + 1].is("(") || (tokens[i + 1].is_identifier() && tokens[i + 2].is_identifier())) &&
        (i == item.first || tokens[i - 1].is(")") || tokens[i - 1].is("uniform")))
      return refuse_unsupported(tokens[i].line, "uses subroutines");
  return std::nullopt;
}

Found find_in_declaration(const Tokens& tokens, const GlobalItem& item) {
  const int line = tokens[item.first].line;
  bool has_storage = false, has_layout = false;
  for (size_t i = item.first; i + 1 < item.last; ++i) {
    const std::string_view text = tokens[i].text;
    has_storage |= text == "uniform" || text == "in" || text == "out" || text == "varying";
    has_layout |= text == "layout" && tokens[i + 1].is("(");
    if (!tokens[i + 1].is_identifier()) continue;
    if (i == item.first && (text == "shared" || text == "buffer"))
      return refuse_unsupported(line, "declares shared or buffer memory");
    if (text == "attribute") return refuse_unsupported(line, "declares an attribute");
    if (is_image_type(text)) return refuse_unsupported(line, "declares an image");
  }
  if (has_layout && !has_storage) return refuse_unsupported(line, "uses layout");
  return std::nullopt;
}

Found find_in_code(const AuthorProgram& program, const GlobalItem& item,
                   const std::vector<size_t>& permitted_calls) {
  const Tokens& tokens = program.tokens;
  const bool is_function = item.kind == GlobalItem::Kind::function;
  for (size_t i = item.first; i < item.last; ++i) {
    if (!tokens[i].is_identifier()) continue;
    const std::string& name = tokens[i].text;
    const int line = tokens[i].line;
    if (is_function && name == "layout" && i + 1 < item.last && tokens[i + 1].is("("))
      return refuse_unsupported(line, "uses layout");
    if (name.starts_with("gl_") && !is_known_gl_name(name))
      return refuse_unsupported(line, "uses " + name);
    if (!program.is_builtin_call(i) ||
        std::binary_search(permitted_calls.begin(), permitted_calls.end(), i))
      continue;
    if (is_shared_memory_function(name)) return refuse_unsupported(line, "calls " + name);
  }
  return std::nullopt;
}

}  // namespace

bool is_image_type(std::string_view name) {
  if (name.starts_with("iimage") || name.starts_with("uimage")) name.remove_prefix(1);
  static constexpr std::string_view kAfter = "123CB";
  return name.starts_with("image") && name.size() > 5 && kAfter.find(name[5]) != kAfter.npos;
}

bool is_shared_memory_function(std::string_view name) {
  return starts_with_word(name, "image") || starts_with_word(name, "atomic") ||
         starts_with_word(name, "subgroup") || starts_with_word(name, "memoryBarrier") ||
         name == "memoryBarrier" || name == "groupMemoryBarrier" || name == "barrier" ||
         name == "subgroupBarrier";
}

std::optional<corpus::Refusal> find_forbidden(const AuthorProgram& program,
                                              const std::vector<size_t>& permitted_calls) {
  for (const GlobalItem& item : program.items) {
    if (auto found = find_subroutine(program.tokens, item)) return found;
    if (item.kind == GlobalItem::Kind::block) {
      if (auto found = find_in_block(program.tokens, item)) return found;
    } else if (item.kind == GlobalItem::Kind::declaration) {
      if (auto found = find_in_declaration(program.tokens, item)) return found;
    }
    if (auto found = find_in_code(program, item, permitted_calls)) return found;
  }
  return std::nullopt;
}

}  // namespace progpretrain::dialect
