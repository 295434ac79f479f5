#include "engine/dialect/host_lines.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

/// Words that ask for the stage of vertices and for the one that draws.
struct Stages {
  std::string_view vertex, drawing;
};
constexpr std::array<Stages, 6> kStages = {{{"VERTEX", "FRAGMENT"},
                                            {"VERTEX", "PIXEL"},
                                            {"VERTEX_SHADER", "FRAGMENT_SHADER"},
                                            {"VERTEX_STAGE", "FRAGMENT_STAGE"},
                                            {"_VERTEX_", "_FRAGMENT_"},
                                            {"VERT", "FRAG"}}};

/// Chunks of three.js that act on the finished colour or depth alone.
bool is_output_chunk(std::string_view chunk) {
  static constexpr std::array<std::string_view, 7> kStems = {
      "fog",       "tonemapping", "colorspace",     "encodings",
      "dithering", "logdepthbuf", "clipping_planes"};
  for (const std::string_view stem : kStems)
    if (chunk.starts_with(stem) &&
        (chunk.substr(stem.size()) == "_fragment" || chunk.substr(stem.size()) == "_pars_fragment"))
      return true;
  return false;
}

std::string_view without_blanks(std::string_view line) {
  const size_t first = std::min(line.find_first_not_of(" \t"), line.size());
  return line.substr(first, line.find_last_not_of(" \t") + 1 - first);
}

/// What stands behind a directive: "include" of "# include <common>" gives "<common>".
std::optional<std::string_view> after_directive(std::string_view line, std::string_view name) {
  line = without_blanks(line);
  if (!line.starts_with('#')) return std::nullopt;
  line = without_blanks(line.substr(1));
  if (!line.starts_with(name)) return std::nullopt;
  return without_blanks(line.substr(name.size()));
}

/// "fragment" of "#pragma stage fragment".
std::optional<std::string_view> stage_of(std::string_view line) {
  const auto rest = after_directive(line, "pragma");
  static constexpr std::string_view kStage = "stage ";
  if (!rest || !rest->starts_with(kStage)) return std::nullopt;
  return without_blanks(rest->substr(kStage.size()));
}

template <class Take>
void for_each_line(std::string_view text, Take take) {
  for (size_t start = 0; start < text.size();) {
    const size_t end = std::min(text.find('\n', start), text.size());
    take(text.substr(start, end - start), end < text.size());
    start = end + 1;
  }
}

/// Names in conditions, names of macros that the text defines itself, and those of other lines
/// that are no directives, and of definitions.
struct Words {
  NameSet asked, defined, used;
};

Words words_of(std::string_view text) {
  Words words;
  bool asks = false, uses = false, is_continued = false;
  for_each_line(text, [&](std::string_view line, bool) {
    const bool defines = !is_continued && after_directive(line, "define").has_value();
    if (!is_continued) {
      asks = after_directive(line, "if") || after_directive(line, "elif");
      uses = defines || after_directive(line, "undef") || !after_directive(line, "");
    }
    is_continued = line.ends_with('\\');
    if (!asks && !uses) return;
    const Tokens tokens = tokenise(line);
    if (defines && tokens.size() > 2) words.defined.insert(tokens[2].text);
    for (const Token& t : tokens)
      if (t.is_identifier()) (asks ? words.asked : words.used).insert(t.text);
  });
  return words;
}

/// Names that tell the stage which draws, of a text that asks for both and uses them for nothing
/// else; and the one by which libretro's texts know that their parameters are uniforms.
std::string host_macros(std::string_view text) {
  const bool has_parameters = text.find("#pragma parameter") != text.npos;
  const bool may_ask = std::any_of(kStages.begin(), kStages.end(), [&](const Stages& s) {
    return text.find(s.drawing) != text.npos && text.find(s.vertex) != text.npos;
  });
  if (!may_ask && !has_parameters) return "";
  const Words words = words_of(text);
  const auto asks = [&](std::string_view name) { return words.asked.contains(std::string(name)); };
  std::string macros;
  for (const Stages& s : kStages)
    if (asks(s.vertex) && asks(s.drawing) && !words.used.contains(std::string(s.drawing)))
      macros += "#define " + std::string(s.drawing) + " 1\n";
  if (has_parameters && !words.defined.contains("PARAMETER_UNIFORM"))
    macros += "#define PARAMETER_UNIFORM 1\n";
  return macros;
}

}  // namespace

HostLines resolve_host_lines(std::string_view text) {
  static constexpr std::string_view kVersionLine = "OF_GLSL_SHADER_HEADER";
  HostLines out;
  out.macros = host_macros(text);
  bool has_vertices = false, has_fragments = false;
  if (text.find("pragma") != text.npos)
    for_each_line(text, [&](std::string_view line, bool) {
      has_vertices |= stage_of(line) == "vertex";
      has_fragments |= stage_of(line) == "fragment";
    });
  const bool has_stages = has_vertices && has_fragments;
  bool is_drawing = true;
  out.text.reserve(text.size());
  for_each_line(text, [&](std::string_view line, bool has_end) {
    std::string_view kept = line;
    if (const auto stage = has_stages ? stage_of(line) : std::nullopt)
      is_drawing = *stage == "fragment";
    if (!is_drawing) kept = {};
    const auto included = kept.empty() ? std::nullopt : after_directive(kept, "include");
    if (included && included->starts_with('<') && included->ends_with('>')) {
      const std::string chunk(included->substr(1, included->size() - 2));
      if (chunk == "common") {
        out.has_three_common = true;
        kept = {};
      } else if (is_output_chunk(chunk)) {
        std::string note = "#include <" + chunk + ">: left out";
        if (std::find(out.notes.begin(), out.notes.end(), note) == out.notes.end())
          out.notes.push_back(std::move(note));
        kept = {};
      }
    } else if (kept.find(kVersionLine) != kept.npos && without_blanks(kept) == kVersionLine) {
      kept = "#version 150";
    }
    out.text += kept;
    if (has_end) out.text += '\n';
  });
  return out;
}

const Helpers& three_common() {
  static const Helpers kCommon = {
      "three_common.glsl",
      {"PI", "PI2", "PI_HALF", "RECIPROCAL_PI", "RECIPROCAL_PI2", "EPSILON", "saturate", "pow2",
       "pow3", "pow4", "average", "rand", "whiteComplement", "luminance"}};
  return kCommon;
}

}  // namespace progpretrain::dialect
