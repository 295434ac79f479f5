#include "tests/synth/synth_support.h"

#include <algorithm>

#include "engine/base/file.h"
#include "engine/dialect/translate.h"
#include "engine/spirv/build.h"

namespace progpretrain::synth_support {
namespace {

std::string told(const corpus::Refusal& refusal) {
  return refusal.stage + " line " + std::to_string(refusal.line) + ": " + refusal.reason;
}

}  // namespace

const std::vector<Family>& families() {
  static const std::vector<Family> all = [] {
    std::vector<Family> out;
    for (const auto& entry : std::filesystem::recursive_directory_iterator(
             std::filesystem::path(PROGPRETRAIN_SOURCE_FOLDER) / "programs/families"))
      if (entry.path().extension() == ".glsl")
        out.push_back({entry.path(), base::read_file(entry.path())});
    std::sort(out.begin(), out.end(), [](const auto& a, const auto& b) { return a.path < b.path; });
    return out;
  }();
  return all;
}

const synth::Synthesiser& synthesiser() {
  static const synth::Synthesiser one([] {
    std::vector<synth::Graft> grafts;
    for (const auto& family : families())
      if (auto graft = synth::read_family(family.source)) grafts.push_back(std::move(*graft));
    return grafts;
  }());
  return one;
}

std::string compile_problem(const std::string& id, const std::string& source, size_t* parameters) {
  corpus::Program program;
  program.id = id;
  program.source = source;
  program.dialect = head_value(source, "dialect");
  const auto found = dialect::classify(program);
  if (!found) return told(found.error());
  program.dialect = found->dialect;
  const auto unit = dialect::translate(program);
  if (!unit) return told(unit.error());
  const auto module = spirv::build(*unit);
  if (!module) return told(module.error());
  if (parameters) *parameters = module->parameters.size();
  return "";
}

std::string head_value(const std::string& source, const std::string& key) {
  const std::string start = "// " + key + ": ";
  const size_t at = source.find(start);
  if (at == source.npos) return "";
  return source.substr(at + start.size(), source.find('\n', at) - at - start.size());
}

}  // namespace progpretrain::synth_support
