#include "engine/corpus/readers/plain_text.h"

#include <algorithm>
#include <array>
#include <utility>

#include "engine/base/utf8.h"
#include "engine/corpus/header_comments.h"
#include "engine/corpus/licence.h"
#include "engine/corpus/readers/editor_lines.h"
#include "engine/corpus/readers/isf_header.h"
#include "engine/corpus/readers/pass_headings.h"
#include "engine/corpus/readers/readers.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 14> kExtensions{
    "glsl",   "frag",      "fragment", "fs",      "fsh",        "glslf", "isf",
    "shader", "shadertoy", "twigl",    "sandbox", "bonzomatic", "slang", "txt"};
constexpr size_t kSniffedBytes = 4096;

void take_header_line(std::string_view line, Program& program) {
  const size_t colon = line.find(':');
  if (colon == std::string_view::npos) return;
  const std::string key = lower_case(trim(line.substr(0, colon)));
  const std::string value = clean_field(line.substr(colon + 1));
  const auto set = [&](std::string& field, const std::string& text) {
    if (field.empty()) field = text;
  };
  if (key == "title") set(program.title, value);
  if (key == "author") set(program.author, value);
  if (key == "family") set(program.family, value);
  if (key == "description") set(program.description, value);
  if (key == "dialect") set(program.dialect, lower_case(value));
  if (key == "licence" || key == "license" || key == "spdx-license-identifier")
    set(program.licence, canonical_licence(value));
  if (key == "tags" && program.tags.empty()) program.tags = split_words(value);
}

/// The header is the comments before the first line of code.
void take_header(Program& program) {
  const std::string header = leading_comments(program.source);
  for (size_t at = 0; at < header.size();) {
    const size_t end = std::min(header.find('\n', at), header.size());
    std::string_view line = trim(std::string_view(header).substr(at, end - at));
    while (line.starts_with('*') || line.starts_with('/')) line = trim(line.substr(1));
    take_header_line(line, program);
    at = end + 1;
  }
  program.licence = stricter_licence(program.licence, licence_in_header(program.source));
}

/// Whether bytes of unknown name are a text. One that a C program wrote may hold a NUL or end in
/// them; then everything else must be well-formed text.
bool is_text(std::string_view bytes) {
  constexpr size_t kMinBytesPerNul = 16;
  if (const auto text = utf16_as_utf8(bytes.substr(0, kSniffedBytes)))
    return text->find("\xEF\xBF\xBD") == text->npos && is_text(*text);
  if (bytes.substr(0, kSniffedBytes).find('\0') == std::string_view::npos) return true;
  while (bytes.ends_with('\0')) bytes.remove_suffix(1);
  std::string head(bytes.substr(0, kSniffedBytes));
  if (head.size() < bytes.size())  // no sequence that is cut
    while (!head.empty() && (head.back() & 0x80) != 0) head.pop_back();
  const auto num_nuls = static_cast<size_t>(std::count(head.begin(), head.end(), '\0'));
  const auto is_odd = [](char c) {
    return (static_cast<unsigned char>(c) < 0x20 && (c < '\t' || c > '\r') && c != '\0') || c == 0x7F;
  };
  return !trim(head).empty() && num_nuls * kMinBytesPerNul <= head.size() &&
         std::none_of(head.begin(), head.end(), is_odd) && base::valid_utf8(head) == head;
}

class PlainTextReader final : public Reader {
 public:
  std::string_view name() const override { return kPlainText; }
  std::span<const std::string_view> extensions() const override { return kExtensions; }
  size_t max_bytes() const override { return kMaxSourceBytes; }

  bool accepts(const Blob& blob) const override {
    const std::string extension = file_extension(blob.name);
    if (std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end())
      return true;
    return is_text(blob.bytes);
  }

  void check(const Blob&) const override {}

  void read(const Blob& blob, const Sink& sink) const override {
    Program program = program_of_source(blob.name, clean_source(blob.bytes));
    if (program.dialect.empty()) program.dialect = blob.dialect;
    sink(item_of_text(std::move(program)));
  }
};

}  // namespace

Program program_of_source(std::string_view name, std::string source) {
  Program program;
  program.id = clean_id(file_stem(name));
  program.origin = clean_field(name);
  program.source = std::move(source);
  if (!take_isf_header(program)) take_header(program);
  return program;
}

Item item_of_text(Program program) {
  const bool is_shadertoy = program.dialect.empty() || program.dialect == "shadertoy";
  if (is_shadertoy)
    if (auto passes = split_at_pass_headings(program.source)) {
      program.dialect = "shadertoy";
      program.notes.emplace_back("passes: from one text, by its headings");
      if (std::string reason = repeated_pass(*passes); !reason.empty())
        return RefusedItem{std::move(program), {Verdict::unsupported, "read", 0, std::move(reason)}};
      return item_of_passes(std::move(program), *std::move(passes));
    }
  std::vector<EditorBinding> bindings = editor_bindings(program.source), own;
  if (is_shadertoy && defines_main_image(program.source))
    for (const EditorBinding& binding : bindings)
      if (binding.is_self()) own.push_back(binding);
  if (!own.empty()) std::erase_if(bindings, [](const EditorBinding& binding) { return binding.is_self(); });
  for (std::string& note : notes_on_lost_lines(program.source, bindings)) program.notes.push_back(std::move(note));
  if (own.empty()) return program;
  program.dialect = "shadertoy";
  program.notes.emplace_back("passes: the text reads its last frame, so it is buffer A, which the image shows");
  ShadertoyPass buffer{"buffer", "A", program.source, {}, {}};
  for (const EditorBinding& binding : own) buffer.inputs.push_back(buffer_input(static_cast<size_t>(binding.channel), 'A'));
  return item_of_passes(std::move(program), {std::move(buffer), pass_that_shows('A')});
}

std::unique_ptr<Reader> make_plain_text_reader() {
  return std::make_unique<PlainTextReader>();
}

}  // namespace progpretrain::corpus
