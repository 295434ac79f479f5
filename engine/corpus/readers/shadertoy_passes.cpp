#include "engine/corpus/readers/shadertoy_passes.h"

#include <algorithm>
#include <utility>

#include "engine/base/check.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

std::string without_comments(std::string_view code) {
  std::string out;
  out.reserve(code.size());
  for (size_t at = 0; at < code.size();) {
    size_t end = at;
    if (code.substr(at, 2) == "//") {
      end = std::min(code.find('\n', at), code.size());
    } else if (code.substr(at, 2) == "/*") {
      const size_t close = code.find("*/", at + 2);
      end = close == std::string_view::npos ? code.size() : close + 2;
    }
    if (end > at) {
      out += ' ';
      at = end;
    } else {
      out += code[at++];
    }
  }
  return out;
}

bool is_identifier(char c) {
  return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

bool has_identifier(std::string_view code, std::string_view name) {
  for (size_t at = code.find(name); at != std::string_view::npos; at = code.find(name, at + 1)) {
    const size_t end = at + name.size();
    if ((at == 0 || !is_identifier(code[at - 1])) &&
        (end == code.size() || !is_identifier(code[end])))
      return true;
  }
  return false;
}

/// "A" for "/media/previz/buffer00.png", empty when the path tells nothing.
std::string buffer_letter(const std::string& source) {
  constexpr std::string_view kMark = "buffer0";
  const size_t at = source.rfind(kMark);
  if (at == std::string::npos || at + kMark.size() >= source.size()) return {};
  const char digit = source[at + kMark.size()];
  return digit >= '0' && digit <= '3' ? std::string(1, static_cast<char>('A' + (digit - '0'))) : "";
}

std::string need_of(const ShadertoyInput& input) {
  const std::string kind = clean_field(input.kind);
  if (kind == "buffer")
    return base::concat("buffer pass ", buffer_letter(input.source), " on iChannel", input.channel);
  return base::concat(kind.empty() ? "an" : kind, " input on iChannel", input.channel);
}

RefusedItem refuse(Program program, std::string reason) {
  return {std::move(program), {Verdict::unsupported, "read", 0, std::move(reason)}};
}

}  // namespace

bool uses_channel(std::string_view code, int channel) {
  const std::string text = without_comments(code);
  return has_identifier(text, base::concat("iChannel", channel)) ||
         (has_identifier(text, "iChannel") && text.find("##") != std::string::npos);
}

Item single_pass_item(Program program, const std::vector<ShadertoyPass>& passes) {
  const auto is_image = [](const ShadertoyPass& pass) { return pass.kind == "image"; };
  const auto num_images = std::count_if(passes.begin(), passes.end(), is_image);
  if (num_images == 0) return refuse(std::move(program), "has no image pass");
  const ShadertoyPass& image = *std::find_if(passes.begin(), passes.end(), is_image);
  program.source = clean_source(image.code);
  if (num_images > 1)
    return refuse(std::move(program), base::concat("has ", num_images, " image passes"));

  std::string needs;
  const auto need = [&](const std::string& what) { needs += (needs.empty() ? "" : ", ") + what; };
  for (const ShadertoyPass& pass : passes)
    if (pass.kind == "common" && !trim(pass.code).empty()) need("the Common pass");
  std::vector<ShadertoyInput> inputs = image.inputs;
  std::stable_sort(inputs.begin(), inputs.end(),
                   [](const auto& a, const auto& b) { return a.channel < b.channel; });
  for (const ShadertoyInput& input : inputs)
    if (uses_channel(image.code, input.channel)) need(need_of(input));
  if (!needs.empty()) return refuse(std::move(program), "needs " + needs);
  return program;
}

}  // namespace progpretrain::corpus
