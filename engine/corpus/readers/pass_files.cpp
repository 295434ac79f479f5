#include "engine/corpus/readers/pass_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/corpus/licence.h"
#include "engine/corpus/readers/pass_headings.h"
#include "engine/corpus/readers/plain_text.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

/// A hostile archive could make all its files wait for others.
constexpr size_t kMaxWaitingBytes = 64 * kMiB;

std::string folder_of(std::string_view path) {
  return std::string(path.substr(0, path.size() - file_name(path).size()));
}

/// #include "common.glsl"
bool includes_common(std::string_view line) {
  line = trim(line);
  if (!line.starts_with("#include")) return false;
  const size_t first = line.find_first_of("\"<"), last = line.find_last_of("\">");
  if (first == line.npos || last <= first) return false;
  const auto pass = pass_of_file(line.substr(first + 1, last - first - 1));
  return pass && pass->kind == "common";
}

/// The text without what its lines that include Common say: it stands before every pass anyway.
std::string without_common(const std::string& text) {
  std::string out;
  for (size_t at = 0; at < text.size();) {
    const size_t end = std::min(text.find('\n', at), text.size());
    const std::string_view line = std::string_view(text).substr(at, end - at);
    if (!includes_common(line)) out += line;
    if (end < text.size()) out += '\n';
    at = end + 1;
  }
  return out;
}

std::string title_of(const ShadertoyPass& pass) {
  return pass.kind == "buffer" ? "buffer " + pass.name : pass.kind;
}

/// nullopt when the texts are no passes of one program.
std::optional<Item> item_of_files(const std::vector<Blob>& files) {
  std::vector<ShadertoyPass> passes;
  std::optional<Program> program;
  std::string licence, names;
  for (const Blob& file : files) {
    ShadertoyPass pass = *pass_of_file(file.name);
    Program text = program_of_source(file.name, clean_source(file.bytes));
    if (!text.dialect.empty() && text.dialect != "shadertoy") return std::nullopt;
    const bool is_drawn = pass.kind == "image" || pass.kind == "buffer";
    if (!file.dialect.empty() || (is_drawn && !defines_main_image(text.source)))
      return std::nullopt;
    if (!text.licence.empty()) licence = stricter_licence(licence, text.licence);
    names += (names.empty() ? "" : ", ") + title_of(pass);
    pass.code = without_common(text.source);
    if (pass.kind == "image") program = std::move(text);
    passes.push_back(std::move(pass));
  }
  std::string folder = folder_of(program->origin);
  if (!folder.empty()) folder.pop_back();
  // At the root of an archive this is the archive's own name.
  if (const auto own = folder.ends_with(".zip") ? file_stem(folder) : file_name(folder);
      !own.empty() && own != "." && own != "..")
    program->id = clean_id(own);
  program->licence = licence;
  program->dialect = "shadertoy";
  program->notes.push_back("passes: from files of one folder (" + names + ")");
  bind_channels(passes);
  return item_of_passes(*std::move(program), std::move(passes));
}

}  // namespace

std::optional<ShadertoyPass> pass_of_file(std::string_view path) {
  constexpr std::array<std::string_view, 9> kExtensions{
      "glsl", "frag", "fragment", "fs", "fsh", "txt", "glslf", "shader", "shadertoy"};
  const std::string extension = file_extension(path);
  if (std::find(kExtensions.begin(), kExtensions.end(), extension) == kExtensions.end())
    return std::nullopt;
  std::string words = lower_case(file_stem(path));
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '_' || c == '-' || c == '.'; }, ' ');
  return pass_of_words(words);
}

PassFiles::PassFiles(const std::vector<std::string>& names) {
  std::map<std::string, std::map<std::string, size_t>> passes;  // by folder and title
  for (const std::string& name : names)
    if (const auto pass = pass_of_file(name)) ++passes[folder_of(name)][title_of(*pass)];
  std::erase_if(passes, [](const auto& folder) {
    const auto& counts = folder.second;
    return !counts.contains("image") ||
           std::none_of(counts.begin(), counts.end(),
                        [](const auto& pass) {
                          return pass.first == "common" || pass.first.starts_with("buffer");
                        }) ||
           std::any_of(counts.begin(), counts.end(),
                       [](const auto& pass) { return pass.second > 1; });
  });
  for (const auto& [folder, counts] : passes) num_passes_[folder] = counts.size();
  for (const std::string& name : names)
    if (num_passes_.contains(folder_of(name)) && pass_of_file(name)) members_.insert(name);
}

void PassFiles::take(Blob blob, const Sink& sink) {
  if (!members_.contains(blob.name)) return read_contained(blob, sink);
  const std::string folder = folder_of(blob.name);
  std::vector<Blob>& files = waiting_[folder];
  waiting_bytes_ += blob.bytes.size();
  files.push_back(std::move(blob));
  if (files.size() < num_passes_[folder]) {
    if (waiting_bytes_ > kMaxWaitingBytes) finish(sink);
    return;
  }
  const std::vector<Blob> all = std::exchange(files, {});
  waiting_.erase(folder);
  for (const Blob& file : all) waiting_bytes_ -= file.bytes.size();
  if (auto item = item_of_files(all)) return sink(*std::move(item));
  for (const Blob& file : all) read_contained(file, sink);
}

void PassFiles::finish(const Sink& sink) {
  for (const auto& [folder, files] : std::exchange(waiting_, {}))
    for (const Blob& file : files) {
      members_.erase(file.name);
      read_contained(file, sink);
    }
  waiting_bytes_ = 0;
}

}  // namespace progpretrain::corpus
