#include "engine/corpus/readers/pass_headings.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <map>
#include <string>
#include <utility>

#include "engine/base/check.h"
#include "engine/corpus/readers/pass_files.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::string_view kEntry = "mainImage";
constexpr size_t kNumChannels = 4;

/// The words of a comment that fills its line, in lower case; empty for any other line.
std::string words_of_comment(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("//") && !line.starts_with("/*")) return {};
  constexpr std::string_view kFrame = "/*=-#~+_[](){}<>:. \t";
  const size_t first = line.find_first_not_of(kFrame);
  if (first == line.npos) return {};
  return lower_case(line.substr(first, line.find_last_not_of(kFrame) - first + 1));
}

/// "buffer a tab" -> a pass of kind "buffer" and name "A".
std::optional<ShadertoyPass> pass_of_heading(std::string_view line) {
  std::string words = words_of_comment(line);
  for (const std::string_view last : {" tab", " pass", " code", " shader"})
    if (words.ends_with(last)) words.resize(words.size() - last.size());
  return pass_of_words(words);
}

/// Whether there is anything but comments and blanks.
bool holds_code(std::string_view text) {
  for (size_t i = 0; i < text.size(); ++i) {
    const size_t end = text.substr(i, 2) == "//"   ? text.find('\n', i)
                       : text.substr(i, 2) == "/*" ? text.find("*/", i + 2)
                                                   : i;
    if (end == text.npos) return false;
    if (end == i && !std::isspace(static_cast<unsigned char>(text[i]))) return true;
    i = text[end] == '*' ? end + 1 : end;
  }
  return false;
}

/// What stands before all headings is for all passes.
void add_to_common(std::vector<ShadertoyPass>& passes, const std::string& code) {
  for (ShadertoyPass& pass : passes)
    if (pass.kind == "common") {
      pass.code.insert(0, code);
      return;
    }
  passes.push_back({"common", "", code, {}, {}});
}

/// What "iChannel1 = Buffer B" in a comment tells.
std::optional<ShadertoyInput> input_of_comment(std::string_view line) {
  const std::string words = words_of_comment(line);
  constexpr std::string_view kChannel = "ichannel";
  if (!words.starts_with(kChannel) || words.size() < kChannel.size() + 2) return std::nullopt;
  const char channel = words[kChannel.size()];
  const size_t buffer = words.find("buf", kChannel.size());
  const char name = words.back();
  if (channel < '0' || channel > '3' || buffer == words.npos || name < 'a' || name > 'd' ||
      words.size() > buffer + std::string_view("buffer a").size())
    return std::nullopt;
  return buffer_input(static_cast<size_t>(channel - '0'), static_cast<char>(name - 'a' + 'A'));
}

/// What the editors' #iChannel0 "file://bufferA.glsl" or "self" in `pass` tells.
std::optional<ShadertoyInput> input_of_binding(const EditorBinding& binding, const ShadertoyPass& pass) {
  const auto at = static_cast<size_t>(binding.channel);
  if (binding.is_self() && pass.kind == "buffer") return buffer_input(at, pass.name[0]);
  const auto named = binding.file.empty() ? std::nullopt : pass_of_file(binding.file);
  if (!named || named->kind != "buffer") return std::nullopt;
  return buffer_input(at, named->name[0]);
}

}  // namespace

ShadertoyInput buffer_input(size_t channel, char buffer) {
  ShadertoyInput input;
  input.channel = static_cast<int>(channel);
  input.kind = "buffer";
  input.source =
      std::string("/media/previz/buffer0") + static_cast<char>('0' + buffer - 'A') + ".png";
  input.filter = "linear";
  input.wrap = "clamp";
  return input;
}

std::optional<ShadertoyPass> pass_of_words(std::string_view words) {
  ShadertoyPass pass;
  if (words == "common" || words == "image" || words == "sound") {
    pass.kind = words;
    return pass;
  }
  if (words == "cube a" || words == "cubemap a" || words == "cubemap") {
    pass.kind = "cubemap";
    return pass;
  }
  for (const std::string_view stem : {"buffer", "buf"}) {
    if (!words.starts_with(stem)) continue;
    const std::string_view name = trim(words.substr(stem.size()));
    if (name.size() != 1 || name[0] < 'a' || name[0] > 'd') continue;
    pass.kind = "buffer";
    pass.name = std::string(1, static_cast<char>(name[0] - 'a' + 'A'));
    return pass;
  }
  return std::nullopt;
}

ShadertoyPass pass_that_shows(char buffer) {
  const char* code = "void mainImage(out vec4 color, in vec2 px) { color = texelFetch(iChannel0, ivec2(px), 0); }\n";
  return {"image", "", code, {buffer_input(0, buffer)}, {}};
}

std::vector<ShadertoyInput> inputs_of_text(const ShadertoyPass& pass, const std::string& buffers,
                                           std::vector<EditorBinding>& lost) {
  std::vector<ShadertoyInput> inputs;
  const std::vector<EditorBinding> bindings = editor_bindings(pass.code);
  for (const EditorBinding& binding : bindings)
    if (auto input = input_of_binding(binding, pass))
      inputs.push_back(*std::move(input));
    else
      lost.push_back(binding);
  for_each_text_line(pass.code, [&](std::string_view line) {
    if (auto input = input_of_comment(line)) inputs.push_back(*std::move(input));
  });
  if (inputs.empty() && bindings.empty())
    for (size_t i = 0; i < std::min(buffers.size(), kNumChannels); ++i)
      inputs.push_back(buffer_input(i, buffers[i]));
  return inputs;
}

void bind_channels(std::vector<ShadertoyPass>& passes) {
  std::string buffers;
  for (const ShadertoyPass& pass : passes)
    if (pass.kind == "buffer") buffers += pass.name;
  std::sort(buffers.begin(), buffers.end());
  std::vector<EditorBinding> lost;
  for (ShadertoyPass& pass : passes) pass.inputs = inputs_of_text(pass, buffers, lost);
}

std::optional<std::vector<ShadertoyPass>> split_at_pass_headings(std::string_view source) {
  const size_t first_entry = source.find(kEntry);
  if (first_entry == source.npos || source.find(kEntry, first_entry + 1) == source.npos)
    return std::nullopt;
  std::string before;
  std::vector<ShadertoyPass> passes;
  for_each_text_line(source, [&](std::string_view line) {
    if (auto pass = pass_of_heading(line))
      passes.push_back(*std::move(pass));
    else
      (passes.empty() ? before : passes.back().code) += line;
  });
  const auto count = [&](std::string_view kind) {
    return std::count_if(passes.begin(), passes.end(),
                         [&](const ShadertoyPass& p) { return p.kind == kind; });
  };
  if (defines_main_image(before) && count("image") == 0)
    passes.push_back({"image", "", std::move(before), {}, {}});
  else if (holds_code(before))
    add_to_common(passes, before);
  const auto draws = std::count_if(passes.begin(), passes.end(),
                                   [](const ShadertoyPass& p) { return defines_main_image(p.code); });
  const auto draw_image = std::count_if(passes.begin(), passes.end(), [](const ShadertoyPass& p) {
    return p.kind == "image" && defines_main_image(p.code);
  });
  if (draws < 2 || draw_image == 0 || count("buffer") == 0 ||
      (draw_image == 1 && count("image") != 1))
    return std::nullopt;
  bind_channels(passes);
  return passes;
}

std::string repeated_pass(const std::vector<ShadertoyPass>& passes) {
  std::map<std::string, int> num_draws;
  for (const ShadertoyPass& pass : passes)
    if (pass.kind == "buffer" && defines_main_image(pass.code)) ++num_draws[pass.name];
  for (const auto& [name, num] : num_draws)
    if (num > 1) return base::concat("has ", num, " passes Buffer ", name);
  return {};
}

}  // namespace progpretrain::corpus
