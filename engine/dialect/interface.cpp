#include "engine/dialect/interface.h"

#include <algorithm>
#include <cstdlib>
#include <unordered_map>

#include "engine/dialect/controls.h"
#include "engine/dialect/host_values.h"
#include "engine/dialect/names.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/uniform_defaults.h"
#include "engine/dialect/uniform_names.h"
#include "engine/dialect/uniform_values.h"

namespace progpretrain::dialect {
namespace {

/// Qualifiers before the type of a file-scope item.
struct Storage {
  bool uniform = false, input = false, output = false;
  int location = -1;
  bool any() const { return uniform || input || output; }
};

/// A name that the interface declares, or a block's member.
struct Variable {
  std::string name;    ///< the author's
  std::string global;  ///< what the program calls it now
  std::string type, array;
  std::string initialiser;
  int line = 0;
};

std::string join(const Tokens& tokens, size_t first, size_t last) {
  std::string out;
  for (size_t i = first; i < last; ++i) {
    if (!out.empty()) out += ' ';
    out += tokens[i].text;
  }
  return out;
}

bool is_matrix_type(const std::string& type) {
  return type.size() >= 4 && type.starts_with("mat") && type[3] >= '2' && type[3] <= '4';
}

int read_location(const Tokens& tokens, size_t first, size_t last) {
  for (size_t i = first; i + 2 < last; ++i) {
    if (tokens[i].is("location") && tokens[i + 1].is("=") && tokens[i + 2].text.size() < 4 &&
        tokens[i + 2].kind == Token::Kind::number)
      return std::atoi(tokens[i + 2].text.c_str());
  }
  return -1;
}

Storage read_storage(const Tokens& tokens, size_t first, size_t type_first) {
  Storage s;
  for (size_t i = first; i < type_first; ++i) {
    if (tokens[i].is("layout")) s.location = read_location(tokens, i, type_first);
    s.uniform |= tokens[i].is("uniform");
    s.input |= tokens[i].is("varying") || tokens[i].is("in");
    s.output |= tokens[i].is("out");
  }
  return s;
}

class Rewriter {
 public:
  Rewriter(AuthorProgram& program, const Dialect& dialect, ParameterTable& parameters, const NameSet& samplers)
      : program_(program), tokens_(program.tokens), dialect_(dialect), parameters_(parameters),
        samplers_(samplers), values_(program) {
    for (const Token& t : tokens_)
      if (t.is_identifier()) ++num_uses_[t.text];
  }

  corpus::Result<Interface> run() {
    std::vector<GlobalItem> kept;
    for (const GlobalItem& item : program_.items) {
      const auto keeps = rewrite_item(item);
      if (!keeps) return corpus::Refused(keeps.error());
      if (*keeps) kept.push_back(item);
    }
    program_.items = std::move(kept);
    replace_members();
    if (dialect_.has_controls) declare_controls();
    if (dialect_.declares_values) declare_host_values();
    tell_of_zeros();
    if (!guessed_.empty()) result_.notes.push_back("uniforms set by their names: " + guessed_);
    std::stable_sort(outputs_.begin(), outputs_.end(),
                     [](const auto& a, const auto& b) { return a.first < b.first; });
    for (auto& [location, output] : outputs_) result_.outputs.push_back(std::move(output));
    return std::move(result_);
  }

 private:
  /// Whether the item stays an item of the program.
  corpus::Result<bool> rewrite_item(const GlobalItem& item) {
    if (item.kind == GlobalItem::Kind::block) return rewrite_block(item);
    if (item.kind != GlobalItem::Kind::declaration) return true;
    if (item.last == item.first + 1 && tokens_[item.first].is(";")) {
      erase_tokens(tokens_, item.first, item.last);  // "};" after a function
      return false;
    }
    const auto d = parse_declaration(tokens_, item.first, item.last);
    const Storage storage = read_storage(tokens_, item.first, d ? d->type_first : item.last);
    if (!storage.any()) {
      if (!tokens_[item.first].is("invariant")) return true;
      erase_tokens(tokens_, item.first, item.last);  // invariant gl_FragColor;
      return false;
    }
    if (d && d->declarators.empty() && storage.uniform) {
      erase_tokens(tokens_, item.first, d->type_first);  // uniform struct Name {...};
      return true;
    }
    if (!d || d->declarators.empty()) return rewrite_stage_layout(item);
    rewrite_declaration(item, *d, storage);
    return false;
  }

  /// layout(early_fragment_tests) in; and the like: nothing that a picture could show.
  corpus::Result<bool> rewrite_stage_layout(const GlobalItem& item) {
    for (size_t i = item.first; i < item.last; ++i) {
      if (tokens_[i].text.starts_with("local_size"))
        return corpus::Refused(refuse_unsupported(tokens_[i].line, "is a compute shader"));
      if (tokens_[i].is("max_vertices") || tokens_[i].is("vertices"))
        return corpus::Refused(refuse_unsupported(tokens_[i].line, "is a geometry shader"));
    }
    if (!tokens_[item.first].is("layout"))
      return corpus::Refused(
          refuse_unsupported(tokens_[item.first].line, "redeclares the stage's interface"));
    erase_tokens(tokens_, item.first, item.last);
    return false;
  }

  void rewrite_declaration(const GlobalItem& item, const Declaration& d, const Storage& storage) {
    const std::string type = tokens_[d.type_first].text;
    std::string text;
    for (size_t i = 0; i < d.declarators.size(); ++i) {
      Variable v = read_variable(d, i);
      // struct S { ... } a, b; defines S once.
      if (i > 0 && d.type_first + 2 < d.type_last && tokens_[d.type_first].is("struct") &&
          tokens_[d.type_first + 1].is_identifier())
        v.type = tokens_[d.type_first + 1].text;
      const bool is_host_name = std::find(dialect_.predeclared.begin(), dialect_.predeclared.end(),
                                          v.name) != dialect_.predeclared.end();
      if (v.name == "gl_FragCoord") read_coordinate_layout(item.first, d.type_first);
      // Samplers are declared elsewhere; built-in variables need no declaration.
      if (is_sampler_type(type) || v.name.starts_with("gl_")) continue;
      if (storage.output && !is_host_name)
        outputs_.push_back({storage.location < 0 ? 0 : storage.location, first_target(v)});
      if (is_host_name) continue;
      text += declare(v, storage);
    }
    erase_tokens(tokens_, item.first, item.last);
    tokens_[item.first].suffix = text;
  }

  /// `out vec4 c[2]` and `out vec4[2] c` are render targets in a row.
  static Interface::Output first_target(const Variable& v) {
    const size_t sizes = v.type.find(" [");
    if (sizes == v.type.npos && v.array.empty()) return {v.name, v.type};
    return {v.name + "[0]", v.type.substr(0, sizes)};
  }

  void read_coordinate_layout(size_t first, size_t last) {
    const auto has = [&](std::string_view word) {
      return std::any_of(tokens_.begin() + first, tokens_.begin() + last,
                         [&](const Token& t) { return t.is(word); });
    };
    const bool is_flipped = has("origin_upper_left");
    if (!is_flipped && !has("pixel_center_integer")) return;
    const std::string shift = has("pixel_center_integer") ? " - 0.5" : "";
    result_.coordinate = "vec4(pp_frag_coord.x" + shift + ", " +
                         (is_flipped ? "PP_PASS_SIZE.y - " : "") + "pp_frag_coord.y" + shift +
                         ", pp_frag_coord.zw)";
  }

  Variable read_variable(const Declaration& d, size_t index) const {
    const Declarator& declarator = d.declarators[index];
    const bool is_last = index + 1 == d.declarators.size();
    Variable v;
    v.global = tokens_[declarator.name].text;
    v.name = v.global;
    v.type = join(tokens_, d.type_first, d.type_last);
    v.array = join(tokens_, declarator.name + 1, declarator.last + 1);
    v.line = tokens_[declarator.name].line;
    if (declarator.initialised)
      v.initialiser =
          join(tokens_, declarator.last + 2, is_last ? d.end : d.declarators[index + 1].name - 1);
    return v;
  }

  /// [layout(...)] uniform NAME { TYPE member; ... } [instance];
  corpus::Result<bool> rewrite_block(const GlobalItem& item) {
    const Storage storage = read_storage(tokens_, item.first, item.body_first);
    if (!storage.any()) return true;
    const size_t after = item.body_last + 1;
    const bool has_instance = after < item.last && tokens_[after].is_identifier();
    if (has_instance && after + 1 < item.last && tokens_[after + 1].is("["))
      return corpus::Refused(
          refuse_unsupported(tokens_[after].line, "declares an array of blocks"));
    const std::string instance = has_instance ? tokens_[after].text : "";
    std::string text;
    size_t at = item.body_first;
    while (at < item.body_last) {
      const auto d = parse_declaration(tokens_, at, item.body_last);
      if (!d || d->end <= at) break;
      for (size_t i = 0; i < d->declarators.size(); ++i) {
        Variable v = read_variable(*d, i);
        if (has_instance) v.global = member_name(instance, v.name);
        text += declare(v, storage);
      }
      at = d->end + 1;
    }
    if (has_instance) instances_.insert(instance);
    erase_tokens(tokens_, item.first, item.last);
    tokens_[item.first].suffix = text;
    return false;
  }

  static std::string member_name(const std::string& instance, const std::string& member) {
    return renamed(instance + "_of_" + member);
  }

  /// instance.member -> the member's own global.
  void replace_members() {
    if (instances_.empty()) return;
    for (size_t i = 0; i + 2 < tokens_.size(); ++i) {
      const bool is_member = instances_.contains(tokens_[i].text) && tokens_[i + 1].is(".") &&
                             tokens_[i + 2].is_identifier() && (i == 0 || !tokens_[i - 1].is("."));
      if (!is_member) continue;
      tokens_[i].text = member_name(tokens_[i].text, tokens_[i + 2].text);
      erase_tokens(tokens_, i + 1, i + 3);
    }
  }

  /// The global that stands for one name of the interface, or nothing when it stands already: hosts
  /// accept the same uniform declared twice.
  std::string declare(const Variable& v, const Storage& storage) {
    if (!declared_.insert(v.global).second) return "";
    std::string value = v.array.empty() ? host_value(v.name, v.type) : "";
    if (value.empty() && storage.input) {
      value = varying(v);
    } else if (value.empty() && storage.uniform && v.array.empty()) {
      value = parameter(v);
    }
    if (value.empty()) value = v.initialiser;
    if (value.empty() && storage.uniform) value = by_name(v);
    return " " + v.type + " " + v.global + (v.array.empty() ? "" : " " + v.array) +
           (value.empty() ? ";" : " = " + value + ";");
  }

  std::string host_value(const std::string& name, const std::string& type) const {
    const HostValue* found = nullptr;
    for (const HostValue& value : dialect_.values)
      if (value.name == name && (found == nullptr || value.type == type)) found = &value;
    return found == nullptr ? "" : convert_value(found->expression, found->type, type);
  }

  std::string varying(const Variable& v) {
    result_.notes.push_back("varying " + original_name(v.name) + ": no vertex shader, set by its name");
    return v.array.empty() ? varying_value(v.name, v.type) : "";
  }

  std::string parameter(const Variable& v) {
    const std::string name = original_name(v.name);
    const DeclaredParameter* hint = parameters_.hint(name);
    const bool is_told = !v.initialiser.empty() || hint != nullptr;
    const bool is_used = num_uses_[v.name] > 1;  // once in its declaration
    std::string value = is_told ? "" : host_value_by_name(name, v.type);
    if (value.empty() && !is_told && is_matrix_type(v.type)) value = v.type + "(1.0)";
    if (value.empty()) {
      const auto p = uniform_parameter(name, v.type, v.initialiser, hint);
      if (!p) return "";
      const auto placed = is_used ? parameters_.place(*p) : std::nullopt;
      value = placed ? parameter_expression(*placed, v.type) : default_expression(*p, v.type);
    }
    if (!is_told && is_used) guessed_ += (guessed_.empty() ? "" : ", ") + name;
    return value;
  }

  /// Of what cannot be a parameter.
  std::string by_name(const Variable& v) {
    if (num_uses_[v.name] < 2) return "";
    const std::string name = original_name(v.name);
    const std::string value = values_.value(v.name, v.type, v.array);
    std::string sizes = v.array;
    std::erase(sizes, ' ');
    if (!value.empty())
      guessed_ += (guessed_.empty() ? "" : ", ") + name;
    else
      zeros_ += (zeros_.empty() ? "" : ", ") + name + sizes;
    return value;
  }

  void tell_of_zeros() {
    if (!zeros_.empty())
      result_.notes.push_back("uniforms without a value of their host's, drawn as zero: " + zeros_);
  }

  void declare_host_values() {
    NameSet used;
    for (const Token& t : tokens_)
      if (t.is_identifier()) used.insert(t.text);
    std::string text;
    for (const HostValue& value : dialect_.values) {
      const std::string name(value.name);
      if (!used.contains(name) || program_.globals.contains(name) ||
          program_.functions.contains(name) || !declared_.insert(name).second)
        continue;
      text += std::string(value.type) + " " + name + " = " + std::string(value.expression) + "; ";
    }
    if (!tokens_.empty()) tokens_[0].text.insert(0, text);
  }

  /// As if the text began with their declarations.
  void declare_controls() {
    Storage uniform;
    uniform.uniform = true;
    std::string text;
    for (const Control& control : find_controls(program_, dialect_, samplers_)) {
      Variable v;
      v.name = v.global = control.name;
      v.type = control.type;
      ++num_uses_[v.name];
      text += declare(v, uniform) + " ";
    }
    if (!tokens_.empty()) tokens_[0].text.insert(0, text);
  }

  AuthorProgram& program_;
  Tokens& tokens_;
  const Dialect& dialect_;
  ParameterTable& parameters_;
  const NameSet& samplers_;
  Interface result_;
  std::vector<std::pair<int, Interface::Output>> outputs_;
  NameSet declared_, instances_;
  const UniformValues values_;
  std::string guessed_;  ///< uniforms without a value of the author's
  std::string zeros_;    ///< those that have no value by their names either
  std::unordered_map<std::string, int> num_uses_;
};

}  // namespace

corpus::Result<Interface> rewrite_interface(AuthorProgram& program, const Dialect& dialect,
                                            ParameterTable& parameters,
                                            const NameSet& samplers) {
  return Rewriter(program, dialect, parameters, samplers).run();
}

}  // namespace progpretrain::dialect
