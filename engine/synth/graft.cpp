#include "engine/synth/graft.h"

#include <algorithm>

#include "engine/synth/grammar.h"
#include "engine/synth/tokens.h"

namespace progpretrain::synth {
namespace {

constexpr std::string_view kMain = "void mainImage(out vec4 fragColor, in vec2 fragCoord) {";
constexpr std::string_view kPlace =
    "    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;";
constexpr std::string_view kResult = "    fragColor = vec4(col, 1.0);";

std::string after(std::string_view line, std::string_view start) {
  return line.starts_with(start) ? std::string(line.substr(start.size())) : "";
}

/// The name that a top-level line defines: the word before the first '(' or '='.
std::string defined_name(const std::string& line) {
  const size_t end = line.find_first_of("(=");
  const auto words = words_of(line.substr(0, end));
  return words.empty() ? "" : words.back();
}

/// Operations of one call, about: the length of the text, loop bodies times their bound.
uint32_t cost_of(const std::vector<std::string>& lines) {
  uint32_t cost = 0, rounds = 1;
  for (const auto& line : lines) {
    if (line.find("for (int") != line.npos) {
      uint32_t bound = 8;
      const size_t less = line.find('<');
      if (less != line.npos)
        bound = static_cast<uint32_t>(std::max(
            hundredths(line.substr(less + 2, line.find_first_of("; &", less + 2) - less - 2)) / 100,
            1));
      rounds = std::min(bound, 90u);
    } else if (line.starts_with("    }")) {
      rounds = 1;
    }
    cost += rounds * static_cast<uint32_t>(line.size()) / 8;
  }
  return cost;
}

}  // namespace

std::optional<Graft> read_family(std::string_view source) {
  Graft graft;
  const auto lines = lines_of(source);
  size_t at = 0;
  for (; at < lines.size() && lines[at].starts_with("// "); ++at) {
    const std::string& line = lines[at];
    if (const auto title = after(line, "// title: "); !title.empty()) graft.caption = title;
    if (const auto name = after(line, "// family: "); !name.empty()) graft.name = name;
    if (const auto dialect = after(line, "// dialect: ");
        !dialect.empty() && dialect != "shadertoy")
      return std::nullopt;
    const auto words = words_of(after(line, "// @param "));
    if (words.size() >= 5 && words[2].find(',') == std::string::npos)
      graft.parameters.push_back(
          {words[0], words[1], hundredths(words[2]), hundredths(words[3]), hundredths(words[4])});
  }
  if (graft.name.empty() || graft.caption.empty()) return std::nullopt;
  for (char& c : graft.caption)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');

  const auto& helpers = shared_helpers();
  bool has_main = false;
  while (at < lines.size()) {
    std::vector<std::string> block{lines[at++]};
    if (block[0].starts_with("const float ")) {
      const std::string name = defined_name(block[0]);
      graft.names.push_back(name);
      if (std::none_of(graft.parameters.begin(), graft.parameters.end(),
                       [&](const auto& p) { return p.name == name; }))
        graft.constants.push_back(block[0]);
      continue;
    }
    if (block[0].starts_with("const ")) {
      graft.names.push_back(defined_name(block[0]));
      graft.constants.push_back(block[0]);
      continue;
    }
    while (at < lines.size() && lines[at - 1] != "}" &&
           (lines[at].starts_with(" ") || lines[at] == "}"))
      block.push_back(lines[at++]);
    if (block[0] == kMain) {
      if (block.size() < 4 || block[1] != kPlace || block[block.size() - 2] != kResult)
        return std::nullopt;
      graft.body.assign(block.begin() + 2, block.end() - 2);
      has_main = true;
      continue;
    }
    const std::string name = defined_name(block[0]);
    std::string text;
    for (const auto& line : block) text += line + "\n";
    const auto helper = std::find_if(helpers.begin(), helpers.end(),
                                     [&](const Helper& h) { return h.name == name; });
    if (helper != helpers.end()) {
      if (helper->text != text) return std::nullopt;
      continue;
    }
    if (name.empty()) return std::nullopt;
    graft.names.push_back(name);
    graft.functions += text;
  }
  for (const auto& line : graft.body)
    if (line.find("fragC") != line.npos) return std::nullopt;
  graft.cost = cost_of(graft.body) + 4 * cost_of(lines_of(graft.functions));
  return has_main ? std::optional(std::move(graft)) : std::nullopt;
}

}  // namespace progpretrain::synth
