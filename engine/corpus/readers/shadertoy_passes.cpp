#include "engine/corpus/readers/shadertoy_passes.h"

#include <algorithm>
#include <map>
#include <set>
#include <utility>

#include "engine/base/check.h"
#include "engine/corpus/text.h"

namespace progpretrain::corpus {
namespace {

constexpr std::string_view kBufferNames = "ABCD";

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

/// "void mainImage(out vec4 c, in vec2 p)", also pasted into a macro.
bool is_head_of_entry(std::string_view text, size_t name, size_t end) {
  if (name > 0 && is_identifier(text[name - 1])) return false;
  const std::string_view after = trim(text.substr(end));
  if (!after.starts_with('(')) return false;
  const std::string_view parameters = trim(after.substr(1));
  const std::string_view before = trim(text.substr(0, name));
  return before.ends_with("void") || parameters.starts_with("out ") ||
         parameters.starts_with("inout ");
}

/// Which channels a pass reads, and whether it asks for the size or time of one by its number.
struct ChannelUse {
  std::array<bool, 4> read{};
  bool asks_state = false;
};

ChannelUse channel_use(std::string_view code) {
  const std::string text = without_comments(code);
  const bool pasted = text.find("##") != std::string::npos &&
                      (has_identifier(text, "iChannel") || has_identifier(text, "iCh"));
  ChannelUse use;
  for (size_t channel = 0; channel < use.read.size(); ++channel)
    use.read[channel] = pasted || has_identifier(text, base::concat("iChannel", channel)) ||
                        has_identifier(text, base::concat("iCh", channel));
  use.asks_state =
      has_identifier(text, "iChannelResolution") || has_identifier(text, "iChannelTime");
  return use;
}

/// "A" for "/media/previz/buffer00.png", "Buffer A", "BufA" and "a"; empty when the text names no
/// buffer.
std::string buffer_name(std::string_view text) {
  std::string name = lower_case(trim(file_stem(text)));
  std::erase_if(name, [](char c) { return c == ' ' || c == '_' || c == '-'; });
  bool named = false;
  for (const std::string_view prefix : {"buffer", "buf"})
    if (!named && name.starts_with(prefix)) {
      name.erase(0, prefix.size());
      named = true;
    }
  if (named && name.size() == 2 && name[0] == '0' && name[1] >= '0' && name[1] <= '3')
    return std::string(1, kBufferNames[static_cast<size_t>(name[1] - '0')]);
  if (name.size() == 1 && name[0] >= 'a' && name[0] <= 'd')
    return std::string(1, kBufferNames[static_cast<size_t>(name[0] - 'a')]);
  return {};
}

bool is_cube_pass(const ShadertoyInput& input) {
  return input.source.find("previz/cubemap") != std::string::npos;
}

std::string canonical_kind(const std::string& kind) {
  static const std::map<std::string, std::string, std::less<>> kKinds{
      {"musicstream", "music"},  {"soundcloud", "music"},  {"mic", "microphone"},
      {"2d texture", "texture"}, {"texture2d", "texture"}, {"2d", "texture"},
      {"cube map", "cubemap"},   {"cube", "cubemap"},      {"texturecube", "cubemap"},
      {"3d texture", "volume"},  {"texture3d", "volume"},  {"3d", "volume"},
      {"camera", "webcam"}};
  const std::string lower = lower_case(kind);
  const auto found = kKinds.find(lower);
  return found == kKinds.end() ? clean_field(lower) : found->second;
}

std::string one_of(const std::string& value, std::initializer_list<std::string_view> known) {
  const std::string lower = lower_case(value);
  return std::find(known.begin(), known.end(), lower) == known.end() ? "" : lower;
}

/// The passes of one program with names for the buffers.
class PassGraph {
 public:
  explicit PassGraph(std::vector<ShadertoyPass> passes) : passes_(std::move(passes)) {
    for (const ShadertoyPass& pass : passes_) {
      if (pass.kind == "image") images_.push_back(&pass);
      if (pass.kind == "sound") has_sound_ |= !trim(pass.code).empty();
      if (pass.kind == "cubemap") has_cube_ |= !trim(pass.code).empty();
      if (pass.kind == "common" && !trim(pass.code).empty())
        common_ += (common_.empty() ? "" : "\n") + clean_source(pass.code);
    }
    name_buffers();
  }

  Item item(Program program) {
    if (images_.empty()) return refuse(std::move(program), "has no image pass");
    program.source = clean_source(images_[0]->code);
    program.common = common_;
    if (images_.size() > 1)
      return refuse(std::move(program), base::concat("has ", images_.size(), " image passes"));
    program.inputs = inputs_of(*images_[0], "");
    // The inputs of a buffer may reach further ones, before or after it.
    std::map<std::string, std::vector<Input>> inputs;
    while (inputs.size() < reached_.size())
      for (const std::string& name : std::set<std::string>(reached_))
        if (!inputs.contains(name)) inputs[name] = inputs_of(*buffers_[name], name);
    for (auto& [name, list] : inputs)
      program.buffers.push_back({name, clean_source(buffers_[name]->code), std::move(list)});
    if (!needs_.empty()) return refuse(std::move(program), "needs " + needs_);
    note_what_is_left_out(program);
    return program;
  }

 private:
  static RefusedItem refuse(Program program, std::string reason) {
    return {std::move(program), {Verdict::unsupported, "read", 0, std::move(reason)}};
  }

  /// A buffer is known by the inputs that read it (path and id), else by its own name, else by its
  /// place among the rest.
  void name_buffers() {
    // The ids that the API and the site give to the outputs of buffers.
    for (size_t i = 0; i < kBufferNames.size(); ++i) {
      constexpr std::array<std::string_view, 4> kApi{"257", "258", "259", "260"},
          kSite{"4dXGR8", "XsXGR8", "4sXGR8", "XdfGR8"};
      for (const auto& ids : {kApi, kSite}) name_of_id_[std::string(ids[i])] = kBufferNames[i];
    }
    for (const ShadertoyPass& pass : passes_)
      for (const ShadertoyInput& input : pass.inputs)
        if (const std::string name = buffer_name(input.source);
            canonical_kind(input.kind) == "buffer" && !name.empty() && !input.id.empty())
          name_of_id_[input.id] = name;
    std::vector<const ShadertoyPass*> unnamed;
    for (const ShadertoyPass& pass : passes_) {
      if (pass.kind != "buffer" || trim(pass.code).empty()) continue;
      std::string name = buffer_name(pass.name);
      for (const std::string& id : pass.output_ids)
        if (const auto known = name_of_id_.find(id); known != name_of_id_.end())
          name = known->second;
      if (name.empty() || !buffers_.emplace(name, &pass).second)
        unnamed.push_back(&pass);
      else
        for (const std::string& id : pass.output_ids) name_of_id_[id] = name;
    }
    for (const ShadertoyPass* pass : unnamed) {
      std::string name;
      for (const char letter : kBufferNames)
        if (name.empty() && !buffers_.contains(std::string(1, letter))) name = letter;
      if (name.empty()) {
        ++num_surplus_;
        continue;
      }
      buffers_[name] = pass;
      for (const std::string& id : pass->output_ids) name_of_id_[id] = name;
    }
  }

  /// The inputs that a pass mentions, one per channel, in the order of channels; remembers which
  /// buffers they reach.
  std::vector<Input> inputs_of(const ShadertoyPass& pass, const std::string& of_buffer) {
    const ChannelUse use = channel_use(common_ + "\n" + pass.code);
    std::map<int, Input> by_channel;
    for (const ShadertoyInput& input : pass.inputs) {
      if (input.channel < 0 || input.channel > 3) continue;
      const bool is_read = use.read[static_cast<size_t>(input.channel)];
      if (!is_read && !use.asks_state) continue;
      Input out{input.channel,
                canonical_kind(input.kind),
                clean_field(input.source),
                one_of(input.filter, {"nearest", "linear", "mipmap"}),
                one_of(input.wrap, {"clamp", "repeat"}),
                input.vflip};
      if (out.kind == "buffer") out.source = name_of_input(input);
      if (!by_channel.emplace(input.channel, out).second || !is_read) continue;
      if (out.kind == "buffer" && buffers_.contains(out.source)) reached_.insert(out.source);
      if (out.kind == "cubemap" && is_cube_pass(input) && has_cube_)
        need_cube_pass(input.channel, of_buffer);
    }
    std::vector<Input> list;
    for (auto& [channel, input] : by_channel) list.push_back(std::move(input));
    return list;
  }

  std::string name_of_input(const ShadertoyInput& input) const {
    if (std::string name = buffer_name(input.source); !name.empty()) return name;
    const auto known = name_of_id_.find(input.id);
    return known == name_of_id_.end() ? clean_field(input.source) : known->second;
  }

  void need_cube_pass(int channel, const std::string& of_buffer) {
    needs_ += base::concat(needs_.empty() ? "" : ", ", "the cube-map pass on iChannel", channel,
                           of_buffer.empty() ? "" : " of buffer ", of_buffer);
  }

  void note_what_is_left_out(Program& program) const {
    if (has_sound_) program.notes.emplace_back("sound pass dropped");
    if (has_cube_)
      program.notes.emplace_back("cube-map pass dropped: the picture does not read it");
    for (const auto& [name, unused] : buffers_)
      if (!reached_.contains(name))
        program.notes.push_back("buffer pass " + name + " dropped: the picture does not read it");
    if (num_surplus_ > 0)
      program.notes.push_back(base::concat(num_surplus_, " buffer passes beyond four dropped"));
  }

  std::vector<ShadertoyPass> passes_;
  std::vector<const ShadertoyPass*> images_;
  std::string common_;
  bool has_sound_ = false, has_cube_ = false;
  int num_surplus_ = 0;
  std::map<std::string, const ShadertoyPass*> buffers_;  ///< by name
  std::map<std::string, std::string> name_of_id_;
  std::set<std::string> reached_;
  std::string needs_;
};

}  // namespace

bool defines_main_image(std::string_view code) {
  constexpr std::string_view kEntry = "mainImage";
  const std::string text = without_comments(code);
  for (size_t at = text.find(kEntry); at != text.npos; at = text.find(kEntry, at + 1))
    if (is_head_of_entry(text, at, at + kEntry.size())) return true;
  return false;
}

std::array<bool, 4> used_channels(std::string_view code) {
  return channel_use(code).read;
}

Item item_of_passes(Program program, std::vector<ShadertoyPass> passes) {
  return PassGraph(std::move(passes)).item(std::move(program));
}

}  // namespace progpretrain::corpus
