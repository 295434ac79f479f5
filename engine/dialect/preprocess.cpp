#include "engine/dialect/preprocess.h"

#include <glslang/Public/ResourceLimits.h>
#include <glslang/Public/ShaderLang.h>

#include <algorithm>
#include <charconv>
#include <mutex>
#include <string_view>

#include "engine/dialect/macro_size.h"
#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

/// What a published program may do although strict compilers say no.
bool is_tolerated(std::string_view message) {
  return message.find("names beginning with \"GL_\"") != std::string_view::npos ||
         message.find("predefined names can't be (un)defined") != std::string_view::npos ||
         message.find("unexpected tokens following #if") != std::string_view::npos;
}

/// " <lights_pars_begin>, a chunk of three.js without a stand-in" of such an include, else nothing.
std::string included_chunk(std::string_view text, int line) {
  for (int i = 1; i < line && !text.empty(); ++i)
    text.remove_prefix(std::min(text.find('\n'), text.size() - 1) + 1);
  text = text.substr(0, text.find('\n'));
  const size_t open = text.find('<');
  const size_t close = open == text.npos ? open : text.find('>', open);
  static constexpr size_t kMaxName = 60;
  if (close == text.npos || close - open > kMaxName) return "";
  if (text.substr(open, close - open).find('.') != text.npos) return "";  // a file
  return " " + std::string(text.substr(open, close - open + 1)) +
         ", a chunk of three.js without a stand-in";
}

/// The first error of glslang's log ("ERROR: 0:12: 'x' : reason") that is not tolerated.
/// `text`: what the lines of the log count.
std::optional<corpus::Refusal> first_error(std::string_view log, std::string_view text) {
  static constexpr std::string_view kMark = "ERROR: 0:";
  while (!log.empty()) {
    const size_t end = std::min(log.find('\n'), log.size());
    std::string_view line = log.substr(0, end);
    log.remove_prefix(std::min(end + 1, log.size()));
    if (!line.starts_with(kMark)) continue;
    line.remove_prefix(kMark.size());
    int author_line = 0;
    std::from_chars(line.data(), line.data() + line.size(), author_line);
    const size_t colon = line.find(": ");
    const std::string_view message =
        colon == std::string_view::npos ? line : line.substr(colon + 2);
    if (is_tolerated(message)) continue;
    if (message.find("#include") != std::string_view::npos)
      return refuse_unsupported(author_line, "uses #include" + included_chunk(text, author_line));
    return refuse_parse(author_line, std::string(message));
  }
  return std::nullopt;
}

/// Lines that begin with '#' (#version, #pragma, #error) are the preprocessor's, not the program's.
void blank_directive_lines(std::string& text) {
  size_t start = 0;
  while (start < text.size()) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const size_t first = text.find_first_not_of(" \t", start);
    if (first < end && text[first] == '#') std::fill(text.begin() + start, text.begin() + end, ' ');
    start = end + 1;
  }
}

}  // namespace

corpus::Result<std::string> preprocess(const std::string& text, const std::string& host_macros) {
  static std::once_flag once;
  std::call_once(once, [] { glslang::InitializeProcess(); });
  const auto too_large = [] {
    return corpus::Refused(refuse_unsupported(0, "is larger than 4 MiB after macro expansion"));
  };
  if (expanded_tokens_at_least(text) > static_cast<double>(kMaxPreprocessedBytes)) return too_large();

  // The author's first line is line 1, to the compiler's messages and to __LINE__.
  const std::string before = "#version 300 es\n" + host_macros + "#line 1\n";
  const int num_lines_before = static_cast<int>(std::count(before.begin(), before.end(), '\n'));
  const std::string whole = before + text + "\n";
  const char* strings[] = {whole.c_str()};
  glslang::TShader shader(EShLangFragment);
  shader.setStrings(strings, 1);
  glslang::TShader::ForbidIncluder includer;
  std::string out;
  const auto messages = static_cast<EShMessages>(EShMsgOnlyPreprocessor | EShMsgRelaxedErrors |
                                                 EShMsgSuppressWarnings | EShMsgCascadingErrors);
  const bool ok = shader.preprocess(GetDefaultResources(), 300, EEsProfile, false, false, messages,
                                    &out, includer);
  if (auto refusal = first_error(shader.getInfoLog(), text))
    return corpus::Refused(*refusal);
  if (!ok && out.empty()) return corpus::Refused(refuse_parse(0, "cannot be preprocessed"));
  if (out.size() > kMaxPreprocessedBytes) return too_large();

  size_t start = 0;
  for (int i = 0; i < num_lines_before && start < out.size(); ++i)
    start = std::min(out.find('\n', start), out.size() - 1) + 1;
  out.erase(0, start);
  blank_directive_lines(out);
  return out;
}

}  // namespace progpretrain::dialect
