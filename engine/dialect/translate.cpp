#include "engine/dialect/translate.h"

#include <algorithm>
#include <cctype>
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

/// People write names of dialects as they like, and readers in small letters.
const Dialect* dialect_in_any_case(std::string_view name) {
  const auto is_same = [](unsigned char a, unsigned char b) {
    return std::tolower(a) == std::tolower(b);
  };
  for (const Dialect& d : dialects())
    if (std::equal(d.name.begin(), d.name.end(), name.begin(), name.end(), is_same)) return &d;
  return nullptr;
}

}  // namespace

corpus::Result<corpus::Classification> classify(const corpus::Program& program) {
  if (auto refusal = check_size(program)) return corpus::Refused(*refusal);
  corpus::Classification result;
  if (!program.dialect.empty()) {
    const Dialect* named = dialect_in_any_case(program.dialect);
    if (named == nullptr) return corpus::Refused(unknown_dialect(program.dialect));
    result.dialect = named->name;
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
