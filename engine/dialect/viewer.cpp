// The Book of Shaders' editor and glslViewer (https://github.com/patriciogonzalezvivo/glslViewer):
// names that begin with u_, and passes that are the same text with another macro defined.
#include <algorithm>
#include <cctype>
#include <map>

#include "engine/dialect/bindings.h"
#include "engine/dialect/host_dialects.h"
#include "engine/dialect/pass.h"
#include "engine/dialect/source_text.h"
#include "engine/dialect/token.h"

namespace progpretrain::dialect {
namespace {

constexpr uint32_t kMaxBuffers = 16;

/// A pass that draws into a buffer: `macro` is defined in it, others read it as `sampler`.
struct BufferPass {
  std::string macro, sampler;
};

/// BUFFER_0 and its like, in the order of their drawing: plain buffers first, as the viewer does.
std::vector<BufferPass> find_buffers(std::string_view source) {
  std::map<std::pair<int, int>, BufferPass> found;
  const auto look = [&](const Token& t, int kind, std::string_view stem, const char* sampler) {
    if (!t.text.starts_with(stem) || t.text.size() == stem.size() ||
        t.text.size() > stem.size() + 2)
      return;
    const std::string number = t.text.substr(stem.size());
    if (!std::all_of(number.begin(), number.end(),
                     [](char c) { return std::isdigit(static_cast<unsigned char>(c)) != 0; }))
      return;
    found[{kind, std::stoi(number)}] = {t.text, sampler + number};
  };
  for (const Token& t : tokenise(strip_comments(clean_text(source)))) {
    look(t, 0, "BUFFER_", "u_buffer");
    look(t, 1, "DOUBLE_BUFFER_", "u_doubleBuffer");
  }
  std::vector<BufferPass> buffers;
  for (const auto& [key, pass] : found) buffers.push_back(pass);
  return buffers;
}

corpus::Result<ComputeProgram> translate_viewer(const Dialect& dialect,
                                                const corpus::Program& program) {
  const std::vector<BufferPass> buffers = find_buffers(program.source);
  if (buffers.size() > kMaxBuffers)
    return corpus::Refused(
        refuse_unsupported(0, "has more than " + std::to_string(kMaxBuffers) + " buffers"));
  PassText text;
  text.common = program.common;
  text.source = program.source;
  text.other_samplers = stand_in_binding;
  text.has_buffers = !buffers.empty();
  for (uint32_t i = 0; i < buffers.size(); ++i)
    text.samplers.push_back(buffer_binding(buffers[i].sampler, i, "linear"));

  ComputeProgram out;
  out.num_buffers = static_cast<uint32_t>(buffers.size());
  for (uint32_t i = 0; i <= buffers.size(); ++i) {
    const bool is_picture = i == buffers.size();
    text.name = is_picture ? "" : buffers[i].macro;
    text.macros = is_picture ? "" : "#define " + buffers[i].macro + "\n";
    auto pass = translate_pass(dialect, text);
    if (!pass) return corpus::Refused(pass.error());
    out.has_feedback |= std::any_of(pass->buffers_read.begin(), pass->buffers_read.end(),
                                    [&](uint32_t buffer) { return buffer >= i; });
    out.has_feedback |= pass->may_discard && !is_picture;
    for (const std::string& note : pass->notes)
      if (std::find(out.notes.begin(), out.notes.end(), note) == out.notes.end())
        out.notes.push_back(note);
    text.parameters = pass->parameters;
    out.passes.push_back({i, i, is_picture ? 0u : 1u, i});
    out.units.push_back(std::move(pass->unit));
  }
  out.parameters = text.parameters.placed();
  return out;
}

}  // namespace

Dialect viewer_dialect() {
  Dialect d = fragment_shader_dialect("glslviewer");
  d.translate = translate_viewer;
  return d;
}

}  // namespace progpretrain::dialect
