#include "engine/dialect/uniform_values.h"

#include <optional>
#include <vector>

#include "engine/dialect/names.h"
#include "engine/dialect/outline.h"
#include "engine/dialect/parameters.h"
#include "engine/dialect/uniform_names.h"

namespace progpretrain::dialect {
namespace {

constexpr int kMaxDepth = 8;

struct Type {
  std::string name;            ///< of a built-in type or a struct
  std::vector<int64_t> sizes;  ///< outermost first; empty: no array
};

/// Which of how many: elements of one array differ.
struct Place {
  int64_t index = 0, count = 1;
};

class Writer {
 public:
  Writer(const IntegerConstants& constants, const std::unordered_map<std::string, Tokens>& structs)
      : constants_(constants), structs_(structs) {}

  /// Adds the sizes in "[4][N]" to `type`; false when one is no constant.
  bool add_sizes(const Tokens& tokens, size_t first, size_t last, Type& type) const {
    for (size_t i = first; i < last;) {
      if (!tokens[i].is("[")) return false;
      const size_t after = after_matching(tokens, i, last);
      if (after <= i + 1) return false;
      const auto size = constant_integer(tokens, i + 1, after - 1, constants_);
      if (!size || *size < 1 || *size > kMaxValuedElements) return false;
      type.sizes.push_back(*size);
      i = after;
    }
    return true;
  }

  /// Of a type's tokens the name, and the sizes behind it.
  bool read_type(const Tokens& tokens, size_t first, size_t last, Type& type) const {
    if (first < last && tokens[first].is("struct")) ++first;
    if (first >= last || !tokens[first].is_identifier()) return false;
    type.name = tokens[first++].text;
    if (first < last && tokens[first].is("{")) first = after_matching(tokens, first, last);
    return add_sizes(tokens, first, last, type);
  }

  std::string write(const std::string& name, const Type& type, const Place& place, int depth) {
    if (depth > kMaxDepth) return "";
    if (!type.sizes.empty()) return write_array(name, type, depth);
    const auto known = structs_.find(type.name);
    if (known != structs_.end()) return write_struct(known->second, type.name, place, depth);
    if (++num_written_ > kMaxValuedElements) return "";
    return value_by_name(name, type.name, static_cast<uint32_t>(place.index),
                         static_cast<uint32_t>(place.count));
  }

 private:
  /// vec3[2](vec3(...), vec3(...))
  std::string write_array(const std::string& name, const Type& type, int depth) {
    std::string text = type.name;
    for (const int64_t size : type.sizes) text += "[" + std::to_string(size) + "]";
    const Type element{type.name, {type.sizes.begin() + 1, type.sizes.end()}};
    for (int64_t i = 0; i < type.sizes[0]; ++i) {
      const std::string value = write(name, element, {i, type.sizes[0]}, depth + 1);
      if (value.empty()) return "";
      text += (i == 0 ? "(" : ", ") + value;
    }
    return text + ")";
  }

  std::string write_struct(const Tokens& body, const std::string& type, const Place& place,
                           int depth) {
    std::string text = type;
    bool is_first = true;
    for (size_t at = 0; at < body.size();) {
      const auto d = parse_declaration(body, at, body.size());
      if (!d || d->declarators.empty() || d->end <= at) return "";
      for (const Declarator& declarator : d->declarators) {
        Type member;
        Type outer;  // int[2] a[3] holds three arrays of two
        if (!read_type(body, d->type_first, d->type_last, member) ||
            !add_sizes(body, declarator.name + 1, declarator.last + 1, outer))
          return "";
        member.sizes.insert(member.sizes.begin(), outer.sizes.begin(), outer.sizes.end());
        const std::string value =
            write(original_name(body[declarator.name].text), member, place, depth + 1);
        if (value.empty()) return "";
        text += (is_first ? "(" : ", ") + value;
        is_first = false;
      }
      at = d->end + 1;
    }
    return is_first ? "" : text + ")";
  }

  const IntegerConstants& constants_;
  const std::unordered_map<std::string, Tokens>& structs_;
  int64_t num_written_ = 0;
};

}  // namespace

UniformValues::UniformValues(const AuthorProgram& program)
    : constants_(integer_constants(program.tokens)) {
  const Tokens& tokens = program.tokens;
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!tokens[i].is("struct") || !tokens[i + 1].is_identifier() || !tokens[i + 2].is("{"))
      continue;
    const size_t after = after_matching(tokens, i + 2, tokens.size());
    if (after > i + 3)
      structs_.emplace(tokens[i + 1].text,
                       Tokens(tokens.begin() + static_cast<ptrdiff_t>(i) + 3,
                              tokens.begin() + static_cast<ptrdiff_t>(after) - 1));
  }
}

std::string UniformValues::value(const std::string& name, const std::string& type,
                                 const std::string& array) const {
  Writer writer(constants_, structs_);
  const Tokens type_tokens = tokenise(type), array_tokens = tokenise(array);
  Type inner, outer;
  if (!writer.read_type(type_tokens, 0, type_tokens.size(), inner) ||
      !writer.add_sizes(array_tokens, 0, array_tokens.size(), outer))
    return "";
  inner.sizes.insert(inner.sizes.begin(), outer.sizes.begin(), outer.sizes.end());
  return writer.write(original_name(name), inner, {}, 0);
}

}  // namespace progpretrain::dialect
