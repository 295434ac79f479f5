#include "engine/dialect/samplers.h"

#include <algorithm>
#include <array>
#include <map>
#include <set>
#include <unordered_map>

#include "engine/dialect/free_names.h"
#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

struct TextureFunction {
  std::string_view name, ours;
  std::optional<SamplerType> type;  ///< says what its sampler is
  bool implicit_level = false;
};

using enum SamplerType;

constexpr std::array kTextureFunctions = {
    TextureFunction{"texture", "pp_texture", {}, true},
    TextureFunction{"textureProj", "pp_textureProj", {}, true},
    TextureFunction{"textureOffset", "pp_textureOffset", {}, true},
    TextureFunction{"textureProjOffset", "pp_textureProjOffset", {}, true},
    TextureFunction{"textureQueryLod", "pp_textureQueryLod", {}, true},
    TextureFunction{"textureQueryLOD", "pp_textureQueryLod", {}, true},
    TextureFunction{"textureLod", "pp_textureLod", {}},
    TextureFunction{"textureLodOffset", "pp_textureLodOffset", {}},
    TextureFunction{"textureProjLod", "pp_textureProjLod", {}},
    TextureFunction{"textureProjLodOffset", "pp_textureProjLodOffset", {}},
    TextureFunction{"textureGrad", "pp_textureGrad", {}},
    TextureFunction{"textureGradOffset", "pp_textureGradOffset", {}},
    TextureFunction{"textureProjGrad", "pp_textureProjGrad", {}},
    TextureFunction{"textureProjGradOffset", "pp_textureProjGradOffset", {}},
    TextureFunction{"texelFetch", "pp_texelFetch", {}},
    TextureFunction{"texelFetchOffset", "pp_texelFetchOffset", {}},
    TextureFunction{"textureSize", "pp_textureSize", {}},
    TextureFunction{"textureQueryLevels", "pp_textureQueryLevels", {}},
    TextureFunction{"textureGather", "pp_textureGather", {}},
    TextureFunction{"textureGatherOffset", "pp_textureGatherOffset", two_dimensional},
    TextureFunction{"textureGatherOffsets", "pp_textureGatherOffsets", two_dimensional},
    // GLSL ES 1.00, its extensions, and GLSL before 1.30.
    TextureFunction{"texture2D", "pp_texture", two_dimensional, true},
    TextureFunction{"texture2DProj", "pp_textureProj", two_dimensional, true},
    TextureFunction{"texture2DLod", "pp_textureLod", two_dimensional},
    TextureFunction{"texture2DLodEXT", "pp_textureLod", two_dimensional},
    TextureFunction{"texture2DProjLod", "pp_textureProjLod", two_dimensional},
    TextureFunction{"texture2DProjLodEXT", "pp_textureProjLod", two_dimensional},
    TextureFunction{"texture2DGrad", "pp_textureGrad", two_dimensional},
    TextureFunction{"texture2DGradEXT", "pp_textureGrad", two_dimensional},
    TextureFunction{"texture2DGradARB", "pp_textureGrad", two_dimensional},
    TextureFunction{"texture2DProjGradEXT", "pp_textureProjGrad", two_dimensional},
    TextureFunction{"texture2DProjGradARB", "pp_textureProjGrad", two_dimensional},
    TextureFunction{"texture2DOffset", "pp_textureOffset", two_dimensional, true},
    TextureFunction{"texture2DLodOffset", "pp_textureLodOffset", two_dimensional},
    TextureFunction{"texelFetch2D", "pp_texelFetch", two_dimensional},
    TextureFunction{"texelFetch2DOffset", "pp_texelFetchOffset", two_dimensional},
    TextureFunction{"textureSize2D", "pp_textureSize", two_dimensional},
    TextureFunction{"textureCube", "pp_texture", cube, true},
    TextureFunction{"textureCubeLod", "pp_textureLod", cube},
    TextureFunction{"textureCubeLodEXT", "pp_textureLod", cube},
    TextureFunction{"textureCubeGradEXT", "pp_textureGrad", cube},
    TextureFunction{"textureCubeGradARB", "pp_textureGrad", cube},
    TextureFunction{"textureSizeCube", "pp_textureSize", cube},
    TextureFunction{"texture3D", "pp_texture", three_dimensional, true},
    TextureFunction{"texture3DProj", "pp_textureProj", three_dimensional, true},
    TextureFunction{"texture3DProjLod", "pp_textureProjLod", three_dimensional},
    TextureFunction{"texture3DLod", "pp_textureLod", three_dimensional},
    TextureFunction{"texture3DLodEXT", "pp_textureLod", three_dimensional},
    TextureFunction{"texture3DGradARB", "pp_textureGrad", three_dimensional},
    TextureFunction{"texelFetch3D", "pp_texelFetch", three_dimensional},
    TextureFunction{"textureSize3D", "pp_textureSize", three_dimensional},
};

const TextureFunction* find_function(std::string_view name) {
  const auto found = std::find_if(kTextureFunctions.begin(), kTextureFunctions.end(),
                                  [&](const TextureFunction& f) { return f.name == name; });
  return found == kTextureFunctions.end() ? nullptr : found;
}

std::optional<SamplerType> sampler_type(std::string_view name) {
  if (name == "sampler2D") return two_dimensional;
  if (name == "samplerCube") return cube;
  if (name == "sampler3D") return three_dimensional;
  return std::nullopt;
}

std::string_view our_type(SamplerType type) {
  if (type == cube) return "PpSamplerCube";
  return type == three_dimensional ? "PpSampler3D" : "PpSampler2D";
}

std::string nothing_of(SamplerType type) {
  if (type == cube) return "PP_SOURCE_NONE, 0, 1, 1, 0";
  return "PP_SOURCE_NONE, 0, ivec" + std::string(type == three_dimensional ? "3" : "2") +
         "(1), 1, 0";
}

/// A sampler that the author declares at file scope.
struct Declared {
  std::string type;
  int line = 0;
  bool is_array = false;
};

class Planner {
 public:
  Planner(const AuthorProgram& program, const std::vector<SamplerBinding>& bound,
          const OtherSamplers& other, bool host_declares)
      : program_(program), tokens_(program.tokens), bound_(bound), other_(other),
        host_declares_(host_declares) {}

  corpus::Result<SamplerPlan> run() {
    collect_declarations();
    for (const GlobalItem& item : program_.items) read_item(item);
    if (refusal_) return corpus::Refused(*refusal_);
    bind();
    if (refusal_) return corpus::Refused(*refusal_);
    return std::move(plan_);
  }

 private:
  struct Read {
    size_t token = 0;
    std::optional<SamplerType> type;  ///< as its use tells
    bool implicit_level = false;
    std::set<size_t> tokens = {};  ///< where it is read
  };

  void refuse(int line, std::string reason) {
    if (!refusal_) refusal_ = refuse_unsupported(line, std::move(reason));
  }

  void collect_declarations() {
    for (const GlobalItem& item : program_.items) {
      if (item.kind == GlobalItem::Kind::function || item.kind == GlobalItem::Kind::prototype) {
        const auto parameters = parse_parameters(tokens_, item);
        const bool has_sampler =
            std::any_of(parameters.begin(), parameters.end(), [&](const Parameter& p) {
              return p.type_first < item.params_last && is_sampler_type(tokens_[p.type_first].text);
            });
        if (has_sampler) takes_samplers_[tokens_[item.name].text].push_back(parameters);
        if (is_texture_function(tokens_[item.name].text))
          own_texture_functions_[tokens_[item.name].text].emplace_back(
              parameters.size(),
              has_sampler && is_sampler_type(tokens_[parameters[0].type_first].text));
      } else if (item.kind == GlobalItem::Kind::declaration) {
        const auto d = parse_declaration(tokens_, item.first, item.last);
        if (!d || !is_sampler_type(tokens_[d->type_first].text)) continue;
        for (const Declarator& declarator : d->declarators)
          declared_[tokens_[declarator.name].text] = {
              tokens_[d->type_first].text, tokens_[item.first].line,
              declarator.last != declarator.name || d->type_last != d->type_first + 1};
      }
    }
  }

  void read_item(const GlobalItem& item) {
    size_t first = item.first;
    own_.clear();
    if (item.kind == GlobalItem::Kind::function || item.kind == GlobalItem::Kind::prototype) {
      for (const Parameter& p : parse_parameters(tokens_, item)) read_parameter(p, item);
      first = item.params_last;
    } else if (item.kind == GlobalItem::Kind::declaration) {
      const auto d = parse_declaration(tokens_, item.first, item.last);
      if (d && is_sampler_type(tokens_[d->type_first].text)) return;  // a uniform: vanishes
    }
    for (size_t i = first; i < item.last; ++i) {
      if (!tokens_[i].is_identifier() || i + 1 >= tokens_.size() || !tokens_[i + 1].is("("))
        continue;
      const std::string& name = tokens_[i].text;
      if (is_texture_function(name) && (program_.is_builtin_call(i) || !is_own_texture_call(i))) {
        read_texture_call(i);
      } else if (const auto found = takes_samplers_.find(name); found != takes_samplers_.end()) {
        read_own_call(i, found->second);
      }
    }
  }

  void read_parameter(const Parameter& p, const GlobalItem& item) {
    if (p.type_first >= item.params_last) return;
    const Token& type = tokens_[p.type_first];
    if (!is_sampler_type(type.text)) return;
    const auto known = sampler_type(type.text);
    if (!known) return refuse(type.line, "takes a " + type.text);
    plan_.edits.push_back({p.type_first, std::string(our_type(*known))});
    plan_.reads_textures = true;
    if (p.name != 0) own_.insert(tokens_[p.name].text);
  }

  void read_texture_call(size_t i) {
    const TextureFunction* function = find_function(tokens_[i].text);
    if (function == nullptr) return refuse(tokens_[i].line, "calls " + tokens_[i].text);
    plan_.edits.push_back({i, std::string(function->ours)});
    plan_.reads_textures = true;
    size_t k = i + 2;
    while (k < tokens_.size() && tokens_[k].is("(")) ++k;
    read(k, function->type, function->implicit_level);
  }

  /// First token of each argument of the call at `i`.
  std::vector<size_t> arguments_of(size_t i) const {
    std::vector<size_t> arguments = {i + 2};
    const size_t end = after_matching(tokens_, i + 1, tokens_.size()) - 1;
    for (size_t k = i + 2; k < end; ++k) {
      if (tokens_[k].is("(") || tokens_[k].is("["))
        k = after_matching(tokens_, k, end) - 1;
      else if (tokens_[k].is(","))
        arguments.push_back(k + 1);
    }
    return arguments;
  }

  /// Of a texture function that the author overloads: whether the call means his.
  bool is_own_texture_call(size_t i) const {
    const auto arguments = arguments_of(i);
    if (arguments[0] >= tokens_.size()) return true;
    const std::string& first = tokens_[arguments[0]].text;
    const bool gives_sampler =
        own_.contains(first) || declared_.contains(first) ||
        std::any_of(bound_.begin(), bound_.end(), [&](const auto& b) { return b.name == first; });
    // Not there: it was never reached and is gone.
    const auto overloads = own_texture_functions_.find(tokens_[i].text);
    if (overloads == own_texture_functions_.end()) return false;
    return std::any_of(
        overloads->second.begin(), overloads->second.end(), [&](const auto& overload) {
          return overload.first == arguments.size() && (overload.second || !gives_sampler);
        });
  }

  void read_own_call(size_t i, const std::vector<std::vector<Parameter>>& overloads) {
    const auto arguments = arguments_of(i);
    const size_t end = after_matching(tokens_, i + 1, tokens_.size()) - 1;
    for (const auto& parameters : overloads) {
      if (parameters.size() != arguments.size()) continue;
      for (size_t n = 0; n < parameters.size(); ++n) {
        const std::string& type = tokens_[parameters[n].type_first].text;
        size_t k = arguments[n];
        while (k < end && tokens_[k].is("(")) ++k;
        if (is_sampler_type(type) && k < end) read(k, sampler_type(type), false);
      }
    }
  }

  void read(size_t token, std::optional<SamplerType> type, bool implicit_level) {
    if (token >= tokens_.size() || !tokens_[token].is_identifier()) return;
    const std::string& name = tokens_[token].text;
    if (own_.contains(name)) {
      implicit_on_parameter_ |= implicit_level;
      return;
    }
    Read& read = reads_.try_emplace(name, Read{token, {}, false}).first->second;
    read.tokens.insert(token);
    if (!read.type) read.type = type;
    read.implicit_level |= implicit_level;
  }

  const SamplerBinding* find_offer(const std::string& name, std::optional<SamplerType> type) const {
    const SamplerBinding* first = nullptr;
    for (const SamplerBinding& b : bound_) {
      if (b.name != name) continue;
      if (type && b.type == type) return &b;
      if (first == nullptr) first = &b;
    }
    return first;
  }

  /// Of a name that the text never declares, that stands nowhere but in reads.
  bool is_host_sampler(const std::string& name, const Read& read) {
    if (!host_declares_ || !other_) return false;
    if (program_.globals.contains(name) || program_.functions.contains(name)) return false;
    if (num_free_.empty()) count_free_names();
    const auto found = num_free_.find(name);
    return found != num_free_.end() && found->second == static_cast<int>(read.tokens.size());
  }

  void count_free_names() {
    const std::vector<bool> is_free = free_names(tokens_);
    NameSet declared;
    for (size_t i = 0; i < tokens_.size(); ++i) {
      if (!tokens_[i].is_identifier() || (i > 0 && tokens_[i - 1].is("."))) continue;
      ++num_free_[tokens_[i].text];
      if (!is_free[i]) declared.insert(tokens_[i].text);
    }
    for (const std::string& name : declared) num_free_[name] = -1;
  }

  /// What its use does not tell its name may.
  static SamplerType type_by_name(const std::string& name) {
    if (name.find("Cube") != name.npos || name.find("cube") != name.npos) return cube;
    return name.find("3D") != name.npos ? three_dimensional : two_dimensional;
  }

  void bind() {
    for (const auto& [name, read] : reads_) {
      const auto declared = declared_.find(name);
      const bool is_declared = declared != declared_.end();
      const SamplerBinding* offered = find_offer(name, read.type);
      const bool is_unknown = offered == nullptr && !is_declared;
      if (is_unknown && !is_host_sampler(name, read)) continue;  // the compiler will complain
      SamplerBinding binding = offered == nullptr ? SamplerBinding() : *offered;
      if (is_unknown) {
        binding = other_(name, read.type.value_or(type_by_name(name)));
        if (!binding.note.empty()) binding.note += ", declared by its host alone";
      }
      if (is_declared) {
        const auto type = sampler_type(declared->second.type);
        if (!type) return refuse(declared->second.line, "reads a " + declared->second.type);
        if (declared->second.is_array)
          return refuse(declared->second.line, "reads an array of samplers");
        if (offered == nullptr && other_) binding = other_(name, *type);
        // What is offered under this name is of another kind: there is nothing of the author's.
        if (binding.type && *binding.type != *type) binding = SamplerBinding();
        binding.type = type;
      }
      if (!binding.type) binding.type = read.type.value_or(two_dimensional);
      if (binding.value.empty()) binding.value = nothing_of(*binding.type);
      binding.name = name;
      plan_.needs_derivatives |=
          binding.is_mipmapped && (read.implicit_level || implicit_on_parameter_);
      plan_.samplers.push_back({read.token, std::move(binding)});
    }
  }

  const AuthorProgram& program_;
  const Tokens& tokens_;
  const std::vector<SamplerBinding>& bound_;
  const OtherSamplers& other_;
  const bool host_declares_;
  /// How often the text uses names that it never declares, -1 for others; filled once somebody asks.
  std::unordered_map<std::string, int> num_free_;
  std::unordered_map<std::string, Declared> declared_;
  std::unordered_map<std::string, std::vector<std::vector<Parameter>>> takes_samplers_;
  /// Per name the overloads: number of parameters, whether the first is a sampler.
  std::unordered_map<std::string, std::vector<std::pair<size_t, bool>>> own_texture_functions_;
  NameSet own_;  ///< sampler parameters of the function that is being read
  std::map<std::string, Read> reads_;
  bool implicit_on_parameter_ = false;
  SamplerPlan plan_;
  std::optional<corpus::Refusal> refusal_;
};

}  // namespace

bool SamplerPlan::reads_buffers() const {
  return std::any_of(samplers.begin(), samplers.end(),
                     [](const Sampler& s) { return s.binding.buffer >= 0; });
}

std::optional<std::string_view> texture_function(std::string_view name) {
  const TextureFunction* function = find_function(name);
  if (function == nullptr) return std::nullopt;
  return function->ours;
}

corpus::Result<SamplerPlan> plan_samplers(const AuthorProgram& program,
                                          const std::vector<SamplerBinding>& bound,
                                          const OtherSamplers& other, bool host_declares) {
  return Planner(program, bound, other, host_declares).run();
}

void split_host_sampler_arrays(AuthorProgram& program) {
  Tokens& tokens = program.tokens;
  const auto is_element = [&](size_t i) {
    return i + 2 < tokens.size() && tokens[i].is_identifier() && tokens[i + 1].is("[") &&
           !program.globals.contains(tokens[i].text);
  };
  NameSet arrays;
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (program.is_builtin_call(i) && is_texture_function(tokens[i].text) && is_element(i + 2))
      arrays.insert(tokens[i + 2].text);
    if (is_element(i) && tokens[i].text.starts_with("sTD")) arrays.insert(tokens[i].text);
  }
  if (arrays.empty()) return;
  const std::vector<bool> is_free = free_names(tokens);
  for (size_t i = 0; i < tokens.size(); ++i)
    if (!is_free[i]) arrays.erase(tokens[i].text);  // declared somewhere
  for (size_t i = 0; i + 2 < tokens.size(); ++i) {
    if (!arrays.contains(tokens[i].text) || !is_element(i)) continue;
    const size_t after = after_matching(tokens, i + 1, tokens.size());
    const std::string& index = tokens[i + 2].text;
    const bool is_number =
        after == i + 4 && index.find_first_not_of("0123456789") == std::string::npos;
    tokens[i].text += "_" + (is_number ? index : "0");
    erase_tokens(tokens, i + 1, after);
  }
}

void apply_samplers(AuthorProgram& program, const SamplerPlan& plan) {
  for (const SamplerPlan::Edit& edit : plan.edits) program.tokens[edit.token].text = edit.text;
}

std::string sampler_declarations(const AuthorProgram& program, const SamplerPlan& plan) {
  std::string text;
  for (const SamplerPlan::Sampler& sampler : plan.samplers) {
    const std::string type(our_type(*sampler.binding.type));
    text += (sampler.binding.varies ? "" : "const ") + type + " " +
            program.tokens[sampler.token].text + " = " + type + "(" + sampler.binding.value +
            ");\n";
  }
  return text;
}

}  // namespace progpretrain::dialect
