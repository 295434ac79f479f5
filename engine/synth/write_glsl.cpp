#include "engine/synth/write_glsl.h"

#include <algorithm>
#include <map>
#include <set>

#include "engine/base/check.h"
#include "engine/synth/drift.h"
#include "engine/synth/tokens.h"

namespace progpretrain::synth {
namespace {

constexpr size_t kMaxParameters = 16;
constexpr uint32_t kAlternatives = 1, kConstants = 2, kDrift = 3;  // stages of a node's draws

class Writer {
 public:
  explicit Writer(const Grammar& grammar) : grammar_(grammar) {}

  Written write(const Node& tree) {
    std::vector<std::string> main = body_of(tree, functions_of_children(tree));
    std::erase(main, "col = ;");
    std::vector<std::string> lines;
    for (const std::string& text : functions_)
      for (std::string& line : lines_of(text)) lines.push_back(std::move(line));
    lines.push_back("void mainImage(out vec4 fragColor, in vec2 fragCoord) {");
    const size_t first_of_main = lines.size();
    lines.push_back("    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;");
    for (const std::string& line : main) lines.push_back("    " + line);
    lines.push_back("    fragColor = vec4(col, 1.0);");
    lines.push_back("}");
    // What moves the whole picture comes first; the rest stay plain constants.
    std::reverse(parameters_.begin(), parameters_.end());
    parameters_.resize(std::min(parameters_.size(), kMaxParameters));
    const Drift drift = draw_drift(parameters_, lines, base::Philox(tree.key, 0, kDrift));
    let_drift(drift, lines);
    Written out;
    for (const Parameter& parameter : parameters_) out.parameters.push_back(head_line(parameter));
    for (size_t i = 0; i < lines.size(); ++i) {
      if (i == first_of_main)
        for (const std::string& line : drift.lines) out.code += "    " + line + "\n";
      out.code += lines[i] + "\n";
    }
    out.code = drift.declaration + helpers_for(out.code) + out.code;
    return out;
  }

 private:
  /// A name that the program does not have yet: "kSun", "kSun2".
  std::string fresh(const std::string& wanted) {
    std::string name = wanted;
    for (int n = 2; !names_.insert(name).second; ++n) name = wanted + std::to_string(n);
    return name;
  }

  static std::string function_name(const Production& production) {
    std::string name;
    bool upper = false;
    for (const char c :
         production.name + "_" + (production.type == "parent" ? "paint" : production.type)) {
      if (c == '_')
        upper = true;
      else
        name += upper ? static_cast<char>(c - 'a' + 'A') : c, upper = false;
    }
    return name;
  }

  void declare(Parameter parameter, std::string& line) {
    line += (line.empty() ? "const float " : ", ") + parameter.name + " = " +
            decimal(parameter.value);
    parameters_.push_back(std::move(parameter));
  }

  static std::string head_line(const Parameter& parameter) {
    return "// @param " + parameter.name + " " + parameter.kind + " " + decimal(parameter.value) +
           " " + decimal(parameter.low) + " " + decimal(parameter.high);
  }

  std::map<std::string, std::string> functions_of_children(const Node& node) {
    std::map<std::string, std::string> names;
    for (size_t i = 0; i < node.children.size(); ++i)
      names["@" + node.production->holes[i].token] = function_of(node.children[i]);
    return names;
  }

  /// Writes the function of a node behind those of its children; returns its name.
  std::string function_of(const Node& node) {
    if (node.production->graft) return graft_of(node);
    if (node.production->body == std::vector<std::string>{"return col;"}) return "";  // no finish
    const auto children = functions_of_children(node);
    if (node.production->is_its_hole()) return children.begin()->second;
    const std::string name = fresh(function_name(*node.production));
    const Signature signature = signature_of(node.production->type);
    const std::vector<std::string> body = body_of(node, children);
    std::string text = std::string(signature.result) + " " + name + "(" +
                       std::string(signature.parameters) + ") {";
    if (body.size() == 1) {
      text += " " + body[0] + " }\n";
    } else {
      text += "\n";
      for (const std::string& line : body) text += "    " + line + "\n";
      text += "}\n";
    }
    functions_.push_back(std::move(text));
    return name;
  }

  /// The lines of a production with alternatives chosen, holes filled and constants named; its
  /// constants are written before.
  std::vector<std::string> body_of(const Node& node,
                                   const std::map<std::string, std::string>& children) {
    const Production& production = *node.production;
    base::Philox alternatives(node.key, 0, kAlternatives), constants(node.key, 0, kConstants);
    std::map<std::string, std::string> chosen, named;
    std::vector<std::string> lines;
    for (const std::string& line : production.body) {
      std::string text;
      for (size_t at = 0; at < line.size();) {
        const size_t open = line.find("[[", at);
        text += line.substr(at, open - at);
        if (open == line.npos) break;
        const size_t close = line.find("]]", open);
        PP_CHECK(close != line.npos, "an open choice: ", line);
        const std::string choice = line.substr(open + 2, close - open - 2);
        if (!chosen.contains(choice)) chosen[choice] = one_of(choice, alternatives);
        text += chosen[choice];
        at = close + 2;
      }
      lines.push_back(fill(text, children));
    }
    std::string declarations;
    for (const Let& let : production.lets) {
      const uint32_t range = static_cast<uint32_t>(let.high - let.low);
      const int value = let.whole
                            ? let.low + 100 * static_cast<int>(constants.below(range / 100 + 1))
                            : let.low + static_cast<int>(constants.below(range + 1));
      const auto used = [&] {
        bool found = false;
        for (const auto& line : lines)
          for_each_word(line,
                        [&](std::string_view word, size_t) { found = found || word == let.name; });
        return found;
      };
      if (!used()) continue;
      const std::string name = fresh(let.name);
      named[let.name] = name;
      declare({name, let.kind, value, let.low, let.whole ? let.high + 90 : let.high},
              declarations);
    }
    if (!declarations.empty()) functions_.push_back(declarations + ";\n");
    for (std::string& line : lines)
      line = renamed(line,
                     [&](std::string word) { return named.contains(word) ? named[word] : word; });
    return lines;
  }

  static std::string one_of(const std::string& choice, base::Philox& draws) {
    std::vector<std::string> list(1);
    for (const char c : choice)
      if (c == '|')
        list.emplace_back();
      else
        list.back() += c;
    return list[draws.below(static_cast<uint32_t>(list.size()))];
  }

  static std::string fill(const std::string& line,
                          const std::map<std::string, std::string>& children) {
    std::string text;
    for (size_t at = 0; at < line.size();) {
      if (line[at] != '@') {
        text += line[at++];
        continue;
      }
      size_t end = at + 1;
      while (end < line.size() && (is_letter(line[end]) || is_digit(line[end]))) ++end;
      const std::string& name = children.at(line.substr(at, end - at));
      if (name.empty()) end = line.find(')', end) + 1;  // the call with its arguments
      text += name;
      at = end;
    }
    return text;
  }

  std::string graft_of(const Node& node) {
    const Graft& graft = *node.production->graft;
    base::Philox constants(node.key, 0, kConstants);
    std::map<std::string, std::string> named;
    for (const std::string& name : graft.names) named[name] = fresh(name);
    const auto rename = [&](std::string word) { return named.contains(word) ? named[word] : word; };
    std::string declarations;
    for (const Parameter& p : graft.parameters) {
      // Half way from the author's value to anywhere in its range: other, and still in character.
      const int drawn =
          p.low + static_cast<int>(constants.below(static_cast<uint32_t>(p.high - p.low) + 1));
      declare({named[p.name], p.kind, (p.value + drawn) / 2, p.low, p.high}, declarations);
    }
    std::string text = declarations.empty() ? "" : declarations + ";\n";
    for (const std::string& line : graft.constants) text += renamed(line, rename) + "\n";
    text += renamed(graft.functions, rename);
    const std::string name = fresh(function_name(*node.production));
    text += "vec3 " + name + "(vec2 p) {\n";
    for (const std::string& line : graft.body) text += renamed(line, rename) + "\n";
    functions_.push_back(text + "    return col;\n}\n");
    return name;
  }

  /// The shared helpers that `code` calls, and those that they call, in their order.
  std::string helpers_for(const std::string& code) const {
    std::set<std::string> called;
    const auto note = [&](const std::string& text) {
      for_each_word(text, [&](std::string_view word, size_t) { called.insert(std::string(word)); });
    };
    note(code);
    std::string text;
    const auto& helpers = grammar_.helpers();
    for (auto helper = helpers.rbegin(); helper != helpers.rend(); ++helper) {
      if (!called.contains(helper->name)) continue;
      note(helper->text);
      text = helper->text + text;
    }
    return text;
  }

  const Grammar& grammar_;
  std::set<std::string> names_;
  std::vector<Parameter> parameters_;
  std::vector<std::string> functions_;
};

}  // namespace

Written write_glsl(const Grammar& grammar, const Node& tree) {
  return Writer(grammar).write(tree);
}

}  // namespace progpretrain::synth
