#include "engine/dialect/interface.h"

#include <algorithm>
#include <cstdlib>

#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

/// Qualifiers before the type of a file-scope item.
struct Storage {
  bool uniform = false, input = false, output = false;
  int location = -1;
  bool any() const { return uniform || input || output; }
};

std::string join(const Tokens& tokens, size_t first, size_t last) {
  std::string out;
  for (size_t i = first; i < last; ++i) {
    if (!out.empty()) out += ' ';
    out += tokens[i].text;
  }
  return out;
}

int read_location(const Tokens& tokens, size_t first, size_t last) {
  for (size_t i = first; i + 2 < last; ++i) {
    if (tokens[i].is("location") && tokens[i + 1].is("=") && tokens[i + 2].text.size() < 4 &&
        tokens[i + 2].kind == Token::Kind::number)
      return std::atoi(tokens[i + 2].text.c_str());
  }
  return -1;
}

Storage read_storage(const Tokens& tokens, const GlobalItem& item, size_t type_first) {
  Storage s;
  for (size_t i = item.first; i < type_first; ++i) {
    if (tokens[i].is("layout")) s.location = read_location(tokens, i, type_first);
    s.uniform |= tokens[i].is("uniform");
    s.input |= tokens[i].is("varying") || tokens[i].is("in");
    s.output |= tokens[i].is("out");
  }
  return s;
}

int float_size(std::string_view type) {
  if (type == "float") return 1;
  if (type == "vec2") return 2;
  if (type == "vec3") return 3;
  return type == "vec4" ? 4 : 0;
}

/// The host's value as the author typed it: cut, or filled with zeros. Empty when the types have
/// nothing in common.
std::string convert(const HostValue& value, const std::string& type) {
  const int have = float_size(value.type), want = float_size(type);
  const std::string expression(value.expression);
  if (have == want && have != 0) return expression;
  if (have == 0 || want == 0) return "";
  if (want < have) return "(" + expression + ")." + std::string("xyzw").substr(0, want);
  std::string padded = type + "(" + expression;
  for (int i = have; i < want; ++i) padded += ", 0.0";
  return padded + ")";
}

class Rewriter {
 public:
  Rewriter(AuthorProgram& program, const Dialect& dialect)
      : program_(program), tokens_(program.tokens), dialect_(dialect) {}

  corpus::Result<Interface> run() {
    std::vector<GlobalItem> kept;
    for (const GlobalItem& item : program_.items) {
      if (item.kind != GlobalItem::Kind::declaration) {
        kept.push_back(item);
        continue;
      }
      const auto d = parse_declaration(tokens_, item.first, item.last);
      const Storage storage =
          d ? read_storage(tokens_, item, d->type_first) : read_storage(tokens_, item, item.last);
      const int line = tokens_[item.first].line;
      if (tokens_[item.first].is("invariant") && !storage.any()) {
        erase_tokens(tokens_, item.first, item.last);  // invariant gl_FragColor;
      } else if (!storage.any()) {
        kept.push_back(item);
      } else {
        if (d && d->declarators.empty() && storage.uniform) {
          erase_tokens(tokens_, item.first, d->type_first);  // uniform struct Name {...};
          kept.push_back(item);
          continue;
        }
        if (!d || d->declarators.empty())
          return corpus::Refused(refuse_unsupported(line, "redeclares the stage's interface"));
        if (auto refusal = rewrite(item, *d, storage)) return corpus::Refused(*refusal);
      }
    }
    program_.items = std::move(kept);
    std::stable_sort(outputs_.begin(), outputs_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [location, output] : outputs_) result_.outputs.push_back(std::move(output));
    return std::move(result_);
  }

 private:
  std::optional<corpus::Refusal> rewrite(const GlobalItem& item, const Declaration& d,
                                         const Storage& storage) {
    const std::string type = join(tokens_, d.type_first, d.type_last);
    const int line = tokens_[item.first].line;
    std::string text;
    for (const Declarator& declarator : d.declarators) {
      const std::string name = tokens_[declarator.name].text;
      const bool is_host_name = std::find(dialect_.predeclared.begin(), dialect_.predeclared.end(),
                                          name) != dialect_.predeclared.end();
      if (is_sampler_type(tokens_[d.type_first].text)) continue;  // nobody reads it
      if (storage.output && !is_host_name)
        outputs_.push_back({storage.location < 0 ? 0 : storage.location, {name, type}});
      // Hosts accept the same uniform declared twice.
      if (is_host_name || !declared_.insert(name).second) continue;
      const auto value = std::find_if(dialect_.values.begin(), dialect_.values.end(),
                                      [&](const HostValue& v) { return v.name == name; });
      const bool known = value != dialect_.values.end();
      if (storage.input && !known)
        return refuse_unsupported(line, "reads the varying " + name + ", which no known host sets");
      std::string initialiser = known ? convert(*value, type) : "";
      if (initialiser.empty() && declarator.initialised) {
        const size_t next =
            &declarator == &d.declarators.back() ? d.end : (&declarator + 1)->name - 1;
        initialiser = join(tokens_, declarator.last + 2, next);
      }
      text += " " + type + " " + join(tokens_, declarator.name, declarator.last + 1);
      text += initialiser.empty() ? ";" : " = " + initialiser + ";";
    }
    erase_tokens(tokens_, item.first, item.last);
    tokens_[item.first].suffix = text;
    return std::nullopt;
  }

  AuthorProgram& program_;
  Tokens& tokens_;
  const Dialect& dialect_;
  Interface result_;
  std::vector<std::pair<int, Interface::Output>> outputs_;
  NameSet declared_;
};

}  // namespace

corpus::Result<Interface> rewrite_interface(AuthorProgram& program, const Dialect& dialect) {
  return Rewriter(program, dialect).run();
}

}  // namespace progpretrain::dialect
