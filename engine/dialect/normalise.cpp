#include "engine/dialect/normalise.h"

#include <algorithm>

#include "engine/base/hash.h"
#include "engine/dialect/isf_header.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"
#include "engine/dialect/uniform_defaults.h"

namespace progpretrain::dialect {
namespace {

/// Continued lines as one.
std::string splice(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  for (size_t i = 0; i < text.size(); ++i) {
    if (text[i] == '\\' && i + 1 < text.size() && text[i + 1] == '\n') {
      out += ' ';
      ++i;
    } else {
      out += text[i];
    }
  }
  return out;
}

void update_inputs(base::Sha256& hash, std::vector<corpus::Input> inputs) {
  std::stable_sort(inputs.begin(), inputs.end(),
                   [](const auto& a, const auto& b) { return a.channel < b.channel; });
  hash.update_field(std::to_string(inputs.size()));
  for (const corpus::Input& input : inputs)
    hash.update_field(std::to_string(input.channel))
        .update_field(input.kind)
        .update_field(input.source)
        .update_field(input.filter)
        .update_field(input.wrap)
        .update_field(input.vflip ? "upright" : "flipped");
}

void append_code(std::string& out, std::string_view code) {
  for (const Token& token : tokenise(code)) {
    if (!out.empty() && out.back() != '\n') out += ' ';
    out += token.text;
  }
}

void append_directive(std::string& out, std::string_view line) {
  if (!out.empty() && out.back() != '\n') out += '\n';
  out += '#';
  bool blank = true;  // none after '#'
  for (const char c : line.substr(line.find('#') + 1)) {
    const bool is_blank = c == ' ' || c == '\t';
    if (!is_blank) out += c;
    if (is_blank && !blank) out += ' ';
    blank = is_blank;
  }
  if (out.back() == ' ') out.pop_back();
  out += '\n';
}

}  // namespace

std::string normalise(std::string_view source) {
  const std::string text = splice(strip_comments(with_commented_values(clean_text(source))));
  std::string out, code;
  size_t start = 0;
  while (start <= text.size()) {
    const size_t end = std::min(text.find('\n', start), text.size());
    const std::string_view line = std::string_view(text).substr(start, end - start);
    const size_t first = line.find_first_not_of(" \t");
    if (first != std::string_view::npos && line[first] == '#') {
      append_code(out, code);
      code.clear();
      append_directive(out, line);
    } else {
      (code += line) += '\n';
    }
    start = end + 1;
  }
  append_code(out, code);
  return out;
}

std::string content_hash(std::string_view dialect, std::string_view source) {
  base::Sha256 hash;
  hash.update_field(dialect).update_field(normalise(source));
  return hash.hex();
}

std::string content_hash(std::string_view dialect, const corpus::Program& program) {
  // ISF's header is a comment that says what is drawn.
  if (dialect == "isf") {
    base::Sha256 hash;
    hash.update_field(dialect).update_field(normalise(program.source));
    hash.update_field(find_isf_header(program.source).value_or(std::string_view()));
    return hash.hex();
  }
  if (program.common.empty() && program.inputs.empty() && program.buffers.empty())
    return content_hash(dialect, program.source);
  base::Sha256 hash;
  hash.update_field(dialect).update_field(normalise(program.source));
  hash.update_field(normalise(program.common));
  update_inputs(hash, program.inputs);
  for (const corpus::BufferPass& buffer : program.buffers) {
    hash.update_field(buffer.name).update_field(normalise(buffer.source));
    update_inputs(hash, buffer.inputs);
  }
  return hash.hex();
}

}  // namespace progpretrain::dialect
