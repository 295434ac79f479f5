#include "engine/synth/grammar.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"
#include "engine/base/embedded_text.h"
#include "engine/base/hash.h"
#include "engine/synth/tokens.h"

namespace progpretrain::synth {

std::span<const base::EmbeddedText> grammar_texts();  // engine/synth/grammar/*.txt

namespace {

struct TypeOfFunction {
  std::string_view type;
  Signature signature;
};

constexpr std::array<TypeOfFunction, 15> kTypes{{
    {"coat", {"vec3", "vec2 p, float d"}},
    {"field", {"float", "vec2 p"}},
    {"finish", {"vec3", "vec3 col, vec2 p"}},
    {"go", {"vec2", "vec2 p"}},
    {"light", {"vec3", "vec3 base, vec3 n, vec3 rd"}},
    {"map", {"vec2", "vec2 p"}},
    {"paint", {"vec3", "vec2 p"}},
    {"parent", {"vec3", "vec2 p"}},
    {"picture", {"", ""}},
    {"repeat", {"vec2", "vec2 p"}},
    {"shape", {"float", "vec2 p"}},
    {"skin", {"vec3", "vec3 q, vec3 n"}},
    {"solid", {"float", "vec3 q"}},
    {"space", {"vec3", "vec3 q"}},
    {"stir", {"vec2", "vec2 p"}},
}};
constexpr TypeOfFunction kTint{"tint", {"vec3", "float t"}};

/// The greatest whole number in `text`.
uint32_t greatest_number(std::string_view text) {
  uint32_t greatest = 0;
  for (size_t i = 0; i < text.size();) {
    uint32_t value = 0;
    if (!is_digit(text[i])) {
      i += 1;
      continue;
    }
    while (i < text.size() && is_digit(text[i]))
      value = std::min(value * 10 + static_cast<uint32_t>(text[i++] - '0'), 1000u);
    greatest = std::max(greatest, value);
  }
  return greatest;
}

void count_calls(Production& production) {
  uint32_t rounds = 1;
  for (const std::string& line : production.body) {
    const size_t loop = line.find("for (int ");
    if (loop != line.npos) {
      const size_t first = line.find(';', loop);
      rounds = std::max(greatest_number(line.substr(first, line.find(';', first + 1) - first)), 1u);
    } else if (line.starts_with("}")) {
      rounds = 1;
    }
    production.own_cost += rounds * (static_cast<uint32_t>(line.size()) / 8 + 1);
    for (size_t at = 0; (at = line.find('@', at)) != line.npos;) {
      size_t end = ++at;
      while (end < line.size() && (is_letter(line[end]) || is_digit(line[end]))) ++end;
      const std::string token = line.substr(at, end - at);
      auto hole = std::find_if(production.holes.begin(), production.holes.end(),
                               [&](const Hole& h) { return h.token == token; });
      if (hole == production.holes.end()) {
        std::string type = token;
        while (is_digit(type.back())) type.pop_back();
        hole = production.holes.insert(hole, {token, type, 0});
      }
      hole->calls += rounds;
    }
    if (loop != line.npos && !line.ends_with("{")) rounds = 1;
  }
}

}  // namespace

bool Production::is_its_hole() const {
  return body.size() == 1 && holes.size() == 1 && body[0] == "return @" + holes[0].token + "(p);";
}

Signature signature_of(const std::string& type) {
  for (const auto& entry : kTypes)
    if (entry.type == type) return entry.signature;
  PP_CHECK(type == kTint.type, "no such type: ", type);
  return kTint.signature;
}

const std::vector<Helper>& shared_helpers() {
  static const std::vector<Helper> helpers = [] {
    std::vector<Helper> out;
    for (const std::string& line : lines_of(base::text_named(grammar_texts(), "helpers.txt"))) {
      if (line.starts_with("helper "))
        out.push_back({line.substr(7), ""});
      else if (!line.empty() && !line.starts_with("#"))
        out.back().text += line + "\n";
    }
    return out;
  }();
  return helpers;
}

namespace {

/// Everything of a family that programs are made with.
void update(base::Sha256& hash, const Graft& graft) {
  hash.update_field(graft.name).update_field(graft.caption).update_field(graft.functions);
  for (const auto* lines : {&graft.constants, &graft.body})
    for (const auto& line : *lines) hash.update_field(line);
  for (const Parameter& parameter : graft.parameters) {
    hash.update_field(parameter.name).update_field(parameter.kind);
    for (const int number : {parameter.value, parameter.low, parameter.high})
      hash.update_field(std::to_string(number));
  }
}

}  // namespace

Grammar::Grammar(std::vector<Graft> parents)
    : parents_(std::move(parents)), helpers_(shared_helpers()) {
  base::Sha256 hash;
  for (const auto name : {"planar.txt", "fields.txt", "shapes.txt", "paints.txt", "solids.txt", "pictures.txt"}) {
    const std::string_view text = base::text_named(grammar_texts(), name);
    read(text);
    hash.update_field(text);
  }
  complete_pictures();
  hash.update_field(base::text_named(grammar_texts(), "helpers.txt"));
  for (const Graft& graft : parents_) {
    Production production;
    production.type = "parent";
    production.name = graft.name;
    production.says = graft.caption;
    production.own_cost = graft.cost;
    production.graft = &graft;
    productions_["parent"].push_back(std::move(production));
    update(hash, graft);
  }
  fingerprint_ = hash.hex();
  measure();
}

void Grammar::read(std::string_view text) {
  Production* now = nullptr;
  for (const std::string& line : lines_of(text)) {
    if (line.starts_with("#") || line.empty()) continue;
    const auto words = words_of(line);
    if (!line.starts_with(" ")) {
      PP_CHECK(words.size() == 3, "a production needs type, name and weight: ", line);
      signature_of(words[0]);
      auto& list = productions_[words[0]];
      now = &list.emplace_back();
      now->type = words[0];
      now->name = words[1];
      now->weight = greatest_number(words[2]);
      continue;
    }
    PP_CHECK(now != nullptr && line.starts_with("  "), "a line before its production: ", line);
    if (words[0] == "says") {
      now->says = line.size() > 7 ? line.substr(7) : "";
    } else if (words[0] == "let") {
      PP_CHECK(words.size() >= 5, "let needs name, kind, low and high: ", line);
      now->lets.push_back(
          {words[1], words[2], hundredths(words[3]), hundredths(words[4]), words.size() > 5});
      PP_CHECK(now->lets.back().low < now->lets.back().high, "an empty range: ", line);
    } else {
      now->body.push_back(line.substr(2));
    }
  }
}

/// What every picture has: a camera that comes nearer, a finish, and light that grows and falls.
void Grammar::complete_pictures() {
  for (Production& picture : productions_["picture"]) {
    picture.says += " @finish";
    picture.lets.push_back({"kExposure", "light", 60, 150, false});
    picture.lets.push_back({"kZoom", "viewpoint", 50, 180, false});
    picture.body.insert(picture.body.begin(), "p *= kZoom;");
    picture.body.push_back("col = @finish(col, p / kZoom);");
    picture.body.push_back("col *= kExposure;");
  }
}

/// Depth and cost of the smallest trees, by repetition until nothing falls any more.
void Grammar::measure() {
  constexpr uint32_t kFar = 1u << 20;
  for (auto& [type, list] : productions_)
    for (auto& production : list) {
      count_calls(production);
      production.min_depth = production.holes.empty() ? 1 : kFar;
      production.min_cost = production.holes.empty() ? production.own_cost : kFar;
    }
  for (bool changed = true; changed;) {
    changed = false;
    for (auto& [type, list] : productions_)
      for (auto& production : list) {
        uint32_t depth = 1;
        uint64_t cost = production.own_cost;
        for (const Hole& hole : production.holes) {
          uint32_t best_depth = kFar, best_cost = kFar;
          const auto found = productions_.find(hole.type);
          if (found != productions_.end())
            for (const auto& other : found->second) {
              best_depth = std::min(best_depth, other.min_depth);
              best_cost = std::min(best_cost, other.min_cost);
            }
          depth = std::max(depth, best_depth + 1);
          cost += uint64_t{hole.calls} * best_cost;
        }
        if (depth < production.min_depth || cost < production.min_cost) changed = true;
        production.min_depth = std::min(production.min_depth, depth);
        production.min_cost = static_cast<uint32_t>(std::min<uint64_t>(production.min_cost, cost));
      }
  }
}

const std::vector<Production>& Grammar::of(const std::string& type) const {
  const auto found = productions_.find(type);
  PP_CHECK(found != productions_.end(), "no production of type ", type);
  return found->second;
}

}  // namespace progpretrain::synth
