#include "engine/corpus/readers/editor_folder.h"

#include <algorithm>
#include <optional>
#include <utility>

#include "engine/corpus/licence.h"
#include "engine/corpus/readers/pass_headings.h"
#include "engine/corpus/readers/plain_text.h"
#include "engine/corpus/readers/registry.h"
#include "engine/corpus/readers/shadertoy_passes.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr int kMaxIncludeDepth = 8;
constexpr size_t kMaxIncludedBytes = kMiB, kMaxBuffers = 4;

std::string name_of(const Blob& file) {
  return std::string(file_name(file.name));
}

std::vector<std::string> includes_of(std::string_view source) {
  std::vector<std::string> names;
  if (source.find("#include") == source.npos) return names;
  for_each_text_line(source, [&](std::string_view line) {
    if (std::string name = included_file(line); !name.empty()) names.push_back(std::move(name));
  });
  return names;
}

/// Whether anything like "main(" or "mainImage(" stands in the text.
bool has_entry(const std::string& source) {
  for (size_t at = source.find("main"); at != source.npos; at = source.find("main", at + 1)) {
    const size_t open = source.find('(', at);
    if (open == source.npos) return false;
    const std::string_view word = trim(std::string_view(source).substr(at, open - at));
    if (word == "main" || word == "mainImage") return true;
  }
  return false;
}

}  // namespace

EditorFolder::EditorFolder(const std::vector<Blob>& files) {
  const auto refers = [](const Blob& file) {
    return file.bytes.find("#include") != file.bytes.npos ||
           file.bytes.find("#iChannel") != file.bytes.npos;
  };
  if (std::none_of(files.begin(), files.end(), refers)) return;
  for (const Blob& file : files) {
    const Reader* reader = find_reader(file);
    if (reader == nullptr || reader->name() != kPlainText) continue;
    Text text{&file, clean_source(file.bytes), {}, false};
    text.bindings = editor_bindings(text.source);
    const std::string dialect = program_of_source(file.name, text.source).dialect;
    text.draws = file.dialect.empty() && (dialect.empty() || dialect == "shadertoy") &&
                 defines_main_image(text.source);
    texts_[name_of(file)] = std::move(text);
  }
  for (const auto& [name, text] : texts_)
    for (const std::string& included : includes_of(text.source))
      if (const Text* target = find(included);
          target && included != name && !has_entry(target->source))
        parts_.insert(included);
  find_buffers();
}

/// Texts that no other reads are programs; of those that only read each other the first is.
void EditorFolder::find_buffers() {
  std::map<const Text*, std::vector<const Text*>> buffers;
  std::set<const Text*> read_by_others, covered, roots;
  for (const auto& [name, text] : texts_) {
    std::vector<const Text*> order;
    std::set<const Text*> open;
    if (!text.draws || !collect(text, text, order, open) || order.empty()) continue;
    for (const Text* buffer : order)
      if (buffer != &text) read_by_others.insert(buffer);
    buffers[&text] = std::move(order);
  }
  for (const bool is_free : {true, false})
    for (const auto& [name, text] : texts_) {
      if (!buffers.contains(&text) || covered.contains(&text) ||
          (is_free && read_by_others.contains(&text)))
        continue;
      roots.insert(&text);
      covered.insert(buffers[&text].begin(), buffers[&text].end());
    }
  for (const Text* text : covered)
    if (!roots.contains(text)) parts_.insert(name_of(*text->blob));
}

const EditorFolder::Text* EditorFolder::find(const std::string& name) const {
  const auto found = texts_.find(name);
  return found == texts_.end() ? nullptr : &found->second;
}

void EditorFolder::expand(const std::string& source, int depth, std::set<std::string>& seen,
                          size_t& num_bytes, std::vector<std::string>& included,
                          std::string& out) const {
  for_each_text_line(source, [&](std::string_view line) {
    const std::string name = included_file(line);
    const Text* target = name.empty() ? nullptr : find(name);
    const bool fits = target && depth < kMaxIncludeDepth &&
                      num_bytes + target->source.size() <= kMaxIncludedBytes;
    if (!fits) {
      out += line;
      return;
    }
    if (!seen.insert(name).second) {
      out += "\n";
      return;
    }
    num_bytes += target->source.size();
    included.push_back(name);
    expand(target->source, depth + 1, seen, num_bytes, included, out);
    if (!out.ends_with('\n')) out += "\n";
  });
}

std::string EditorFolder::with_includes(const std::string& source,
                                        std::vector<std::string>& included) const {
  if (source.find("#include") == source.npos) return source;
  std::set<std::string> seen;
  size_t num_bytes = 0;
  std::string out;
  expand(source, 0, seen, num_bytes, included, out);
  return out;
}

/// Buffers in the order of drawing: what a text reads goes before it. The root is among them when
/// any of them reads it. False when one that is bound is no Shadertoy text.
bool EditorFolder::collect(const Text& text, const Text& root, std::vector<const Text*>& order,
                           std::set<const Text*>& open) const {
  open.insert(&text);
  bool root_is_read = false;
  for (const EditorBinding& binding : text.bindings) {
    const Text* target = binding.is_self() ? &text : find(binding.file);
    if (target == nullptr) continue;
    if (!target->draws) return false;
    root_is_read |= target == &root;
    if (!open.contains(target) && !collect(*target, root, order, open)) return false;
    if (target != &root && std::find(order.begin(), order.end(), target) == order.end() &&
        target != &text)
      order.push_back(target);
  }
  if (root_is_read && std::find(order.begin(), order.end(), &root) == order.end())
    order.push_back(&root);
  return order.size() <= kMaxBuffers;
}

bool EditorFolder::join(const Text& root, const Sink& sink) const {
  std::vector<const Text*> order;
  std::set<const Text*> open;
  if (!root.draws || !collect(root, root, order, open) || order.empty()) return false;
  // What draws itself stands behind what it reads.
  if (const auto own = std::find(order.begin(), order.end(), &root); own != order.end())
    std::rotate(own, own + 1, order.end());
  const auto letter_of = [&](const Text* text) {
    return static_cast<char>('A' + (std::find(order.begin(), order.end(), text) - order.begin()));
  };
  Program program = program_of_source(root.blob->name, root.source);
  program.dialect = "shadertoy";
  std::vector<ShadertoyPass> passes;
  std::string names;
  std::vector<std::string> notes;
  const auto add = [&](const Text& text, std::string kind, std::string name) {
    std::vector<std::string> included;
    ShadertoyPass pass{
        std::move(kind), std::move(name), with_includes(text.source, included), {}, {}};
    std::vector<EditorBinding> lost;
    for (const EditorBinding& binding : text.bindings) {
      const Text* target = binding.is_self() ? &text : find(binding.file);
      if (target)
        pass.inputs.push_back(
            buffer_input(static_cast<size_t>(binding.channel), letter_of(target)));
      else
        lost.push_back(binding);
    }
    for (const std::string& one : included) notes.push_back(note_on_include(one));
    for (std::string& note : notes_on_lost_lines(text.source, lost))
      notes.push_back(std::move(note));
    if (const auto told = licence_in_header(pass.code); told && asks_for_anything(*told))
      program.licence = stricter_licence(program.licence, told);
    names += (names.empty() ? "" : ", ") +
             (pass.kind == "image" ? "image " : "buffer " + pass.name + " ") +
             clean_field(name_of(*text.blob));
    passes.push_back(std::move(pass));
  };
  const bool shows_itself = std::find(order.begin(), order.end(), &root) != order.end();
  if (!shows_itself) add(root, "image", "");
  for (const Text* text : order) add(*text, "buffer", std::string(1, letter_of(text)));
  if (shows_itself) passes.push_back(pass_that_shows(letter_of(&root)));
  program.notes.push_back("passes: from files of one folder (" + names + ")");
  program.notes.insert(program.notes.end(), notes.begin(), notes.end());
  sink(item_of_passes(std::move(program), std::move(passes)));
  return true;
}

void EditorFolder::read(const Blob& file, const Sink& sink) const {
  const Text* text = find(name_of(file));
  if (text == nullptr || text->blob != &file) return read_contained(file, sink);
  if (std::any_of(text->bindings.begin(), text->bindings.end(),
                  [&](const auto& binding) { return find(binding.file) != nullptr; }) &&
      join(*text, sink))
    return;
  std::vector<std::string> included;
  std::string source = with_includes(text->source, included);
  if (included.empty()) return read_contained(file, sink);
  Program program = program_of_source(file.name, text->source);
  if (program.dialect.empty()) program.dialect = file.dialect;
  program.source = std::move(source);
  for (const std::string& name : included) {
    program.notes.push_back(note_on_include(name));
    if (const auto told = licence_in_header(find(name)->source); told && asks_for_anything(*told))
      program.licence = stricter_licence(program.licence, told);
  }
  sink(item_of_text(std::move(program)));
}

bool EditorFolder::is_part(const Blob& file) const {
  return parts_.contains(name_of(file));
}

}  // namespace progpretrain::corpus
