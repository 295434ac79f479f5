#include "engine/dialect/translate.h"

#include <optional>

#include "engine/dialect/detect.h"
#include "engine/dialect/dialect.h"
#include "engine/dialect/normalise.h"
#include "engine/dialect/passes.h"
#include "engine/dialect/source_text.h"

namespace progpretrain::dialect {
namespace {

/// Common text and the texts of all passes count together.
std::optional<corpus::Refusal> check_size(const corpus::Program& program) {
  size_t num_bytes = program.source.size() + program.common.size();
  for (const corpus::BufferPass& buffer : program.buffers) num_bytes += buffer.source.size();
  if (num_bytes > kMaxSourceBytes) return refuse_unsupported(0, "is larger than 1 MiB");
  return std::nullopt;
}

corpus::Refusal unknown_dialect(const std::string& name) {
  return refuse_unsupported(0, "unknown dialect " + name + " (known: " + known_dialects() + ")");
}

}  // namespace

corpus::Result<corpus::Classification> classify(const corpus::Program& program) {
  if (auto refusal = check_size(program)) return corpus::Refused(*refusal);
  corpus::Classification result;
  if (!program.dialect.empty()) {
    if (find_dialect(program.dialect) == nullptr)
      return corpus::Refused(unknown_dialect(program.dialect));
    result.dialect = program.dialect;
    result.reason = "given by its source";
  } else {
    auto detection = detect(program.source);
    if (!detection) return corpus::Refused(detection.error());
    result.dialect = detection->dialect;
    result.reason = detection->reason;
  }
  result.content_hash = content_hash(result.dialect, program);
  return result;
}

corpus::Result<ComputeProgram> translate(const corpus::Program& program) {
  if (auto refusal = check_size(program)) return corpus::Refused(*refusal);
  const Dialect* dialect = find_dialect(program.dialect);
  if (dialect == nullptr) return corpus::Refused(unknown_dialect(program.dialect));

  if (dialect->translate != nullptr) return dialect->translate(*dialect, program);
  return dialect->entry == Dialect::Entry::main_image ? translate_shadertoy(*dialect, program)
                                                      : translate_single(*dialect, program);
}

}  // namespace progpretrain::dialect
