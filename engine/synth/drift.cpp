#include "engine/synth/drift.h"

#include <algorithm>
#include <array>
#include <string_view>

#include "engine/synth/tokens.h"

namespace progpretrain::synth {
namespace {

struct KindDrift {
  std::string_view kind;
  int reach_percent;  ///< of the range
};

/// Colours go less far: encoders of real images would take what they had changed for other things.
constexpr std::array<KindDrift, 5> kKinds{
    {{"light", 60}, {"occlusion", 60}, {"palette", 25}, {"texture", 60}, {"viewpoint", 60}}};
constexpr size_t kMaxDrifting = 8;
// Radians a second, in hundredths: there and back takes 9 to 15 seconds.
constexpr int kSlowest = 42, kFastest = 70, kTurn = 628;

bool is_constant(const std::string& line) {
  return line.starts_with("const ");
}

/// 0 for kinds that do not drift.
int reach_percent(const std::string& kind) {
  const auto found = std::find_if(kKinds.begin(), kKinds.end(),
                                  [&](const KindDrift& drift) { return drift.kind == kind; });
  return found == kKinds.end() ? 0 : found->reach_percent;
}

/// Whether the value of a constant may change while the program runs without a break in its
/// pictures.
bool can_drift(const std::string& name, const std::vector<std::string>& lines) {
  size_t num_constants = 0;
  for (const std::string& line : lines) {
    if (line.find(name) == line.npos) continue;  // which is most of them
    bool found = false;
    for_each_word(line, [&](std::string_view word, size_t) { found = found || word == name; });
    if (!found) continue;
    if (is_constant(line)) ++num_constants;
    for (const std::string& use :
         {name + " * iTime", "iTime * " + name, "floor(" + name + ")", "int(" + name + ")"})
      if (line.find(use) != line.npos) return false;
  }
  return num_constants == 1;  // its own declaration, in no other one
}

/// kSize -> sizeNow.
std::string variable_of(const std::string& name) {
  std::string out = name.size() > 1 && name[0] == 'k' ? name.substr(1) : name;
  if (out[0] >= 'A' && out[0] <= 'Z') out[0] = static_cast<char>(out[0] - 'A' + 'a');
  return out + "Now";
}

}  // namespace

Drift draw_drift(std::vector<Parameter>& parameters, const std::vector<std::string>& lines,
                 base::Philox draws) {
  Drift out;
  for (Parameter& parameter : parameters) {
    if (out.lines.size() == kMaxDrifting) break;
    const int up = parameter.high - parameter.value, down = parameter.value - parameter.low;
    const int reach =
        std::min(std::max(up, down), (up + down) * reach_percent(parameter.kind) / 100);
    if (reach < 1 || !can_drift(parameter.name, lines)) continue;
    const int rate = kSlowest + static_cast<int>(draws.below(kFastest - kSlowest + 1));
    const int phase = static_cast<int>(draws.below(kTurn));
    const std::string now = variable_of(parameter.name);
    out.variables[parameter.name] = now;
    out.declaration += (out.declaration.empty() ? "float " : ", ") + now;
    out.lines.push_back(now + " = " + parameter.name + (up >= down ? " + " : " - ") +
                        decimal(reach) + " * wander(" + decimal(rate) + ", " + decimal(phase) +
                        ");");
    (up >= down ? parameter.high : parameter.low) += up >= down ? -reach : reach;
  }
  if (!out.declaration.empty()) out.declaration += ";\n";
  return out;
}

void let_drift(const Drift& drift, std::vector<std::string>& lines) {
  for (std::string& line : lines)
    if (!is_constant(line))
      line = renamed(line, [&](std::string word) {
        const auto found = drift.variables.find(word);
        return found == drift.variables.end() ? word : found->second;
      });
}

}  // namespace progpretrain::synth
