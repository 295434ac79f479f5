#include "engine/corpus/readers/pass_files.h"

#include <algorithm>
#include <array>
#include <optional>
#include <utility>

#include "engine/corpus/licence.h"
#include "engine/corpus/readers/editor_folder.h"
#include "engine/corpus/readers/pass_headings.h"
#include "engine/corpus/readers/plain_text.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

/// A hostile archive could make all its files wait for others.
constexpr size_t kMaxWaitingBytes = 64 * kMiB, kMaxKeptTexts = 1024;

std::string folder_of(std::string_view path) {
  return std::string(path.substr(0, path.size() - file_name(path).size()));
}

bool is_shader_text(std::string_view path) {
  constexpr std::array<std::string_view, 9> kExtensions{
      "glsl", "frag", "fragment", "fs", "fsh", "txt", "glslf", "shader", "shadertoy"};
  const std::string extension = file_extension(path);
  return std::find(kExtensions.begin(), kExtensions.end(), extension) != kExtensions.end();
}

bool includes_common(std::string_view line, const std::string& of_prefix) {
  std::string prefix;
  const auto pass = pass_of_file(included_file(line), &prefix);
  return pass && pass->kind == "common" && lower_case(prefix) == lower_case(of_prefix);
}

/// The text without what its lines that include Common say: it stands before every pass anyway.
std::string without_common(const std::string& text, const std::string& prefix) {
  std::string out;
  for_each_text_line(text, [&](std::string_view line) {
    if (!includes_common(line, prefix))
      out += line;
    else if (line.ends_with('\n'))
      out += '\n';
  });
  return out;
}

std::string title_of(const ShadertoyPass& pass) {
  return pass.kind == "buffer" ? "buffer " + pass.name : pass.kind;
}

/// "main.glsl" beside buffers is their image.
std::optional<ShadertoyPass> main_pass(std::string_view path) {
  if (!is_shader_text(path) || lower_case(file_stem(path)) != "main") return std::nullopt;
  return ShadertoyPass{"image", "", {}, {}, {}};
}

/// nullopt when the texts are no passes of one program.
std::optional<Item> item_of_files(const std::vector<const Blob*>& files, const EditorFolder& editor) {
  std::vector<ShadertoyPass> passes;
  std::optional<Program> program;
  std::string licence, names, buffers, prefix;
  for (const Blob* file : files) {
    auto named = pass_of_file(file->name, &prefix);
    ShadertoyPass pass = named ? *std::move(named) : *main_pass(file->name);
    Program text = program_of_source(file->name, clean_source(file->bytes));
    if (!text.dialect.empty() && text.dialect != "shadertoy") return std::nullopt;
    const bool is_drawn = pass.kind == "image" || pass.kind == "buffer";
    if (!file->dialect.empty() || (is_drawn && !defines_main_image(text.source)))
      return std::nullopt;
    if (!text.licence.empty()) licence = stricter_licence(licence, text.licence);
    names += (names.empty() ? "" : ", ") + title_of(pass);
    pass.code = without_common(text.source, prefix);
    if (pass.kind == "buffer") buffers += pass.name;
    if (pass.kind == "image") program = std::move(text);
    passes.push_back(std::move(pass));
  }
  std::string own = prefix;
  if (own.empty()) {
    std::string folder = folder_of(program->origin);
    if (!folder.empty()) folder.pop_back();
    // At the root of an archive this is the archive's own name.
    own = folder.ends_with(".zip") ? file_stem(folder) : file_name(folder);
  }
  if (!own.empty() && own != "." && own != "..") program->id = clean_id(own);
  program->licence = licence;
  program->dialect = "shadertoy";
  program->notes.push_back("passes: from files of one folder (" + names + ")");
  std::sort(buffers.begin(), buffers.end());
  for (ShadertoyPass& pass : passes) {
    std::vector<EditorBinding> lost;
    std::vector<std::string> included;
    pass.inputs = inputs_of_text(pass, buffers, lost);
    for (std::string& note : notes_on_lost_lines(pass.code, lost)) program->notes.push_back(std::move(note));
    pass.code = editor.with_includes(pass.code, included);
    for (const std::string& one : included) program->notes.push_back(note_on_include(one));
  }
  return item_of_passes(*std::move(program), std::move(passes));
}

}  // namespace

std::optional<ShadertoyPass> pass_of_file(std::string_view path, std::string* prefix) {
  if (!is_shader_text(path)) return std::nullopt;
  const std::string_view stem = file_stem(path);
  std::string words = lower_case(stem);
  std::replace_if(
      words.begin(), words.end(), [](char c) { return c == '_' || c == '-' || c == '.'; }, ' ');
  for (size_t at = 0; at < words.size(); ++at) {
    if (at > 0 && words[at - 1] != ' ') continue;
    auto pass = pass_of_words(std::string_view(words).substr(at));
    if (!pass) continue;
    if (prefix) {
      const size_t end = words.substr(0, at).find_last_not_of(' ');
      *prefix = end == std::string::npos ? "" : std::string(stem.substr(0, end + 1));
    }
    return pass;
  }
  return std::nullopt;
}

PassFiles::PassFiles(const std::vector<std::string>& names) {
  std::map<std::string, std::map<std::string, size_t>> passes;  // by program and title
  std::map<std::string, std::vector<std::string>> texts;        // by folder
  const auto key_of = [](const std::string& name, const std::string& prefix) {
    return folder_of(name) + '\n' + lower_case(prefix);
  };
  for (const std::string& name : names) {
    if (!is_shader_text(name)) continue;
    texts[folder_of(name)].push_back(name);
    std::string prefix;
    const auto pass = pass_of_file(name, &prefix);
    if (!pass) continue;
    program_of_[name] = key_of(name, prefix);
    ++passes[program_of_[name]][title_of(*pass)];
  }
  for (const std::string& name : names)
    if (main_pass(name))
      if (const auto found = passes.find(key_of(name, "")); found != passes.end() && !found->second.contains("image")) {
        program_of_[name] = found->first;
        ++found->second["main"];
      }
  std::erase_if(passes, [](const auto& program) {
    const auto& counts = program.second;
    return (!counts.contains("image") && !counts.contains("main")) ||
           std::none_of(counts.begin(), counts.end(),
                        [](const auto& pass) {
                          return pass.first == "common" || pass.first.starts_with("buffer");
                        }) ||
           std::any_of(counts.begin(), counts.end(),
                       [](const auto& pass) { return pass.second > 1; });
  });
  for (const auto& [program, counts] : passes) num_passes_[program] = counts.size();
  std::erase_if(program_of_, [&](const auto& file) { return !num_passes_.contains(file.second); });
  for (const auto& [folder, files] : texts)
    for (const std::string& name : files)
      if (program_of_.contains(name) || (files.size() > 1 && files.size() <= kMaxKeptTexts))
        kept_[folder].insert(name);
}

void PassFiles::take(Blob blob, const Sink& sink) {
  const std::string folder = folder_of(blob.name);
  const auto kept = kept_.find(folder);
  if (kept == kept_.end() || !kept->second.contains(blob.name)) return read_contained(blob, sink);
  std::vector<Blob>& files = waiting_[folder];
  waiting_bytes_ += blob.bytes.size();
  files.push_back(std::move(blob));
  read_complete(folder, sink);
  if (waiting_bytes_ > kMaxWaitingBytes) finish(sink);
}

void PassFiles::skip(const std::string& name, const Sink& sink) {
  const std::string folder = folder_of(name);
  const auto kept = kept_.find(folder);
  if (kept == kept_.end() || kept->second.erase(name) == 0) return;
  read_complete(folder, sink);
}

void PassFiles::read_complete(const std::string& folder, const Sink& sink) {
  const auto waiting = waiting_.find(folder);
  if (waiting == waiting_.end() || waiting->second.size() < kept_.at(folder).size()) return;
  const std::vector<Blob> all = std::move(waiting->second);
  waiting_.erase(waiting);
  for (const Blob& file : all) waiting_bytes_ -= file.bytes.size();
  read_folder(all, sink);
}

void PassFiles::read_folder(const std::vector<Blob>& files, const Sink& sink) const {
  const EditorFolder editor(files);
  std::map<std::string, std::vector<const Blob*>> passes;
  for (const Blob& file : files)
    if (const auto program = program_of_.find(file.name); program != program_of_.end())
      passes[program->second].push_back(&file);
  std::map<const Blob*, std::optional<Item>> joined;  // the item comes with the first of its files
  for (auto& [program, members] : passes) {
    if (members.size() < num_passes_.at(program)) continue;
    auto item = item_of_files(members, editor);
    if (!item) continue;
    for (const Blob* file : members) joined[file] = std::nullopt;
    joined[members[0]] = std::move(item);
  }
  for (const Blob& file : files) {
    if (const auto found = joined.find(&file); found != joined.end()) {
      if (found->second) sink(*std::move(found->second));
    } else if (!editor.is_part(file)) {
      editor.read(file, sink);
    }
  }
}

void PassFiles::finish(const Sink& sink) {
  for (const auto& [folder, files] : std::exchange(waiting_, {})) {
    kept_.erase(folder);
    read_folder(files, sink);
  }
  waiting_bytes_ = 0;
}

}  // namespace progpretrain::corpus
