#include "engine/render/worker_protocol.h"

#include <unistd.h>

#include <cerrno>
#include <cstring>

#include "engine/base/check.h"
#include "engine/corpus/program_json.h"
#include "engine/dialect/compute_unit.h"
#include "engine/spirv/build.h"
#include "shaders/frame_params.h"

namespace progpretrain::render {
namespace {

using base::Json;

constexpr const char* kWhere = "worker message";
constexpr size_t kLengthBytes = 4;

uint32_t read_length(const char* bytes) {
  uint32_t length = 0;
  for (size_t i = kLengthBytes; i-- > 0;)
    length = length << 8 | static_cast<unsigned char>(bytes[i]);
  if (length > kMaxMessageBytes)
    throw ProtocolError(base::concat("a message of ", length, " bytes"));
  return length;
}

Json parse_message(std::string_view text) {
  try {
    return base::parse_json(text, kWhere);
  } catch (const UsageError& e) {
    throw ProtocolError(e.what());
  }
}

// Number of bytes read; less than wanted only at the end of the stream.
size_t read_fully(int file, char* bytes, size_t num_bytes) {
  size_t done = 0;
  while (done < num_bytes) {
    const ssize_t count = ::read(file, bytes + done, num_bytes - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0) throw ProtocolError(base::concat("cannot read: ", std::strerror(errno)));
    if (count == 0) break;
    done += static_cast<size_t>(count);
  }
  return done;
}

corpus::Verdict read_verdict(const Json& object) {
  const auto name = base::require<std::string>(object, "verdict", kWhere);
  const auto verdict = corpus::verdict_from_string(name);
  if (!verdict) base::throw_json_error(kWhere, "verdict", "is unknown: " + name);
  return *verdict;
}

Json task(const char* type, const corpus::Program& program) {
  return {
      {"type", type},
      {"program",
       {{"id", program.id},
        {"dialect", program.dialect},
        {"source", program.source},
        {"parts", corpus::parts_to_json(program)}}}};
}

}  // namespace

std::string worker_version() {
  return base::concat("translator ", dialect::kTranslatorVersion, ", rewriter ",
                      spirv::kRewriterVersion, ", loop budget ", PP_LOOP_BUDGET);
}

std::string frame_message(const Json& message) {
  const std::string text = message.dump(-1, ' ', false, Json::error_handler_t::replace);
  PP_CHECK(text.size() <= kMaxMessageBytes, "a message of ", text.size(), " bytes");
  std::string out;
  for (size_t i = 0; i < kLengthBytes; ++i) out.push_back(static_cast<char>(text.size() >> 8 * i));
  return out + text;
}

std::optional<Json> MessageReader::next() {
  if (bytes_.size() < kLengthBytes) return std::nullopt;
  const size_t end = kLengthBytes + read_length(bytes_.data());
  if (bytes_.size() < end) return std::nullopt;
  Json message = parse_message(std::string_view(bytes_).substr(kLengthBytes, end - kLengthBytes));
  bytes_.erase(0, end);
  return message;
}

std::optional<Json> read_message(int file) {
  char header[kLengthBytes];
  const size_t got = read_fully(file, header, kLengthBytes);
  if (got == 0) return std::nullopt;
  std::string text(got == kLengthBytes ? read_length(header) : 1, '\0');
  if (got < kLengthBytes || read_fully(file, text.data(), text.size()) < text.size())
    throw ProtocolError("the stream ends within a message");
  return parse_message(text);
}

void write_message(int file, const Json& message) {
  const std::string bytes = frame_message(message);
  for (size_t done = 0; done < bytes.size();) {
    const ssize_t count = ::write(file, bytes.data() + done, bytes.size() - done);
    if (count < 0 && errno == EINTR) continue;
    if (count < 0)
      throw EnvironmentError(base::concat("cannot write to the parent: ", std::strerror(errno)));
    done += static_cast<size_t>(count);
  }
}

std::string_view to_string(Code code) {
  return code == Code::quick ? "quick" : "optimised";
}

Code code_from_string(std::string_view name) {
  for (const Code code : {Code::quick, Code::optimised})
    if (name == to_string(code)) return code;
  throw UsageError(base::concat("code \"", name, "\": one of quick, optimised"));
}

Json hello_message(const WorkerSettings& settings) {
  return {{"type", "hello"},
          {"protocol", kWorkerProtocol},
          {"version", worker_version()},
          {"cache_folder", settings.cache_folder.string()},
          {"device", settings.device},
          {"code", to_string(settings.code)}};
}

void check_hello(const Json& hello, const std::string& who) {
  const bool is_hello = hello.is_object() && hello.value("type", Json()) == "hello";
  const Json protocol = is_hello ? hello.value("protocol", Json()) : Json();
  const Json version = is_hello ? hello.value("version", Json()) : Json();
  if (protocol == kWorkerProtocol && version == worker_version()) return;
  throw EnvironmentError(
      base::concat(who, " speaks protocol ", protocol.dump(), " (", version.dump(),
                   "), expected protocol ", kWorkerProtocol, " (\"", worker_version(),
                   "\"): build or install progpretrain and ", "progpretrain-worker together"));
}

WorkerSettings read_settings(const Json& hello) {
  return {base::require<std::string>(hello, "cache_folder", kWhere),
          base::require<std::string>(hello, "device", kWhere),
          code_from_string(base::require<std::string>(hello, "code", kWhere))};
}

Json translate_task(const corpus::Program& program) {
  return task("translate", program);
}
Json describe_task() {
  return {{"type", "describe"}};
}

corpus::Program read_program(const Json& message) {
  const auto fields = base::require<Json>(message, "program", kWhere);
  corpus::Program program;
  program.id = base::require<std::string>(fields, "id", kWhere);
  program.dialect = base::require<std::string>(fields, "dialect", kWhere);
  program.source = base::require<std::string>(fields, "source", kWhere);
  corpus::parts_from_json(base::require<Json>(fields, "parts", kWhere), program, kWhere);
  return program;
}

Json answer(const corpus::Result<Translation>& translation) {
  if (!translation)
    return {{"type", "answer"},
            {"verdict", corpus::to_string(translation.error().verdict)},
            {"stage", translation.error().stage},
            {"line", translation.error().line},
            {"reason", translation.error().reason}};
  return {{"type", "answer"},
          {"verdict", corpus::to_string(corpus::Verdict::ok)},
          {"spirv_key", translation->spirv_key},
          {"num_instructions", translation->num_instructions},
          {"num_loops", translation->num_loops},
          {"uses_derivatives", translation->uses_derivatives},
          {"translate_ms", translation->translate_ms},
          {"from_cache", translation->from_cache}};
}

Json answer(const corpus::Screening& screening, const std::string& device_key) {
  return {{"type", "answer"},
          {"verdict", corpus::to_string(screening.verdict)},
          {"flags", screening.flags},
          {"stage", screening.stage},
          {"line", screening.line},
          {"reason", screening.reason},
          {"measurements", screening.measurements},
          {"device_key", device_key}};
}

corpus::Result<Translation> read_translation(const Json& message) {
  const corpus::Verdict verdict = read_verdict(message);
  if (verdict != corpus::Verdict::ok)
    return corpus::Refused(corpus::Refusal{verdict,
                                           base::require<std::string>(message, "stage", kWhere),
                                           base::require<int>(message, "line", kWhere),
                                           base::require<std::string>(message, "reason", kWhere)});
  return Translation{base::require<std::string>(message, "spirv_key", kWhere),
                     base::require<uint32_t>(message, "num_instructions", kWhere),
                     base::require<uint32_t>(message, "num_loops", kWhere),
                     base::require<bool>(message, "uses_derivatives", kWhere),
                     base::require<double>(message, "translate_ms", kWhere),
                     base::require<bool>(message, "from_cache", kWhere)};
}

Json screen_task(const corpus::Program& program, const std::optional<Translation>& known) {
  Json out = task("screen", program);
  if (known) out["translation"] = answer(corpus::Result<Translation>(*known));
  return out;
}

std::optional<Translation> read_known_translation(const Json& message) {
  if (!message.contains("translation")) return std::nullopt;
  const auto known = read_translation(message["translation"]);
  return known ? std::optional(*known) : std::nullopt;
}

corpus::Screening read_screening(const Json& message) {
  corpus::Screening out;
  out.verdict = read_verdict(message);
  out.flags = base::require<std::vector<std::string>>(message, "flags", kWhere);
  out.stage = base::require<std::string>(message, "stage", kWhere);
  out.line = base::require<int>(message, "line", kWhere);
  out.reason = base::require<std::string>(message, "reason", kWhere);
  out.measurements = base::require<Json>(message, "measurements", kWhere);
  return out;
}

Json graph_task(const corpus::Program& program, bool counted, const std::string& key,
                const std::optional<Translation>& known) {
  Json out = task("graph", program);
  out["key"] = key;
  out["counted"] = counted;
  if (known) out["translation"] = answer(corpus::Result<Translation>(*known));
  return out;
}

Json graph_answer() {
  return {{"type", "answer"}, {"verdict", corpus::to_string(corpus::Verdict::ok)}};
}

corpus::Result<Json> read_graph_answer(const Json& message) {
  if (read_verdict(message) != corpus::Verdict::ok)
    return corpus::Refused(read_translation(message).error());
  return message;
}

Json latents_task(const corpus::Program& program) {
  return task("latents", program);
}

Json latents_answer(const corpus::Result<Json>& latents) {
  if (!latents) return answer(corpus::Result<Translation>(corpus::Refused(latents.error())));
  return {{"type", "answer"},
          {"verdict", corpus::to_string(corpus::Verdict::ok)},
          {"latents", *latents}};
}

corpus::Result<Json> read_latents(const Json& message) {
  if (read_verdict(message) != corpus::Verdict::ok)
    return corpus::Refused(read_translation(message).error());
  return base::require<Json>(message, "latents", kWhere);
}

}  // namespace progpretrain::render
