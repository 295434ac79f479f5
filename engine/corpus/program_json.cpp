#include "engine/corpus/program_json.h"

namespace progpretrain::corpus {
namespace {

using base::Json;

Json inputs_to_json(const std::vector<Input>& inputs) {
  Json list = Json::array();
  for (const Input& input : inputs)
    list.push_back({{"channel", input.channel},
                    {"kind", input.kind},
                    {"source", input.source},
                    {"filter", input.filter},
                    {"wrap", input.wrap},
                    {"vflip", input.vflip}});
  return list;
}

std::vector<Input> inputs_from_json(const Json& list, const std::string& where) {
  std::vector<Input> inputs;
  for (const Json& input : list) {
    const int channel = base::require<int>(input, "channel", where);
    if (channel < 0 || channel > 3) base::throw_json_error(where, "channel", "expected 0 to 3");
    inputs.push_back({channel, base::require<std::string>(input, "kind", where),
                      base::require<std::string>(input, "source", where),
                      base::require<std::string>(input, "filter", where),
                      base::require<std::string>(input, "wrap", where),
                      base::require<bool>(input, "vflip", where)});
  }
  return inputs;
}

}  // namespace

Json parts_to_json(const Program& program) {
  Json parts = Json::object();
  if (!program.common.empty()) parts["common"] = program.common;
  if (!program.inputs.empty()) parts["inputs"] = inputs_to_json(program.inputs);
  for (const BufferPass& buffer : program.buffers)
    parts["buffers"].push_back({{"name", buffer.name},
                                {"source", buffer.source},
                                {"inputs", inputs_to_json(buffer.inputs)}});
  if (!program.notes.empty()) parts["notes"] = program.notes;
  return parts;
}

void parts_from_json(const Json& parts, Program& program, const std::string& where) {
  if (parts.contains("common")) program.common = base::require<std::string>(parts, "common", where);
  if (parts.contains("inputs")) program.inputs = inputs_from_json(parts["inputs"], where);
  program.buffers.clear();
  if (parts.contains("buffers"))
    for (const Json& buffer : parts["buffers"])
      program.buffers.push_back(
          {base::require<std::string>(buffer, "name", where),
           base::require<std::string>(buffer, "source", where),
           inputs_from_json(base::require<Json>(buffer, "inputs", where), where)});
  if (parts.contains("notes"))
    program.notes = base::require<std::vector<std::string>>(parts, "notes", where);
}

}  // namespace progpretrain::corpus
