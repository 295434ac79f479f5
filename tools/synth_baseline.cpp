// progpretrain synth --baseline: the image processes of the literature as programs.
#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/store.h"
#include "engine/dialect/translate.h"
#include "engine/synth/baseline.h"
#include "engine/synth/pack_rows.h"
#include "tools/corpus_session.h"
#include "tools/synth_commands.h"

namespace progpretrain::tools {
namespace {

std::string load_baseline(const std::string& name) {
  const auto folder = programs_folder() / "baselines";
  std::vector<std::string> names;
  std::error_code error;
  for (const auto& entry : std::filesystem::directory_iterator(folder, error))
    if (entry.path().extension() == ".glsl") names.push_back(entry.path().stem().string());
  std::sort(names.begin(), names.end());
  if (std::find(names.begin(), names.end(), name) != names.end())
    return base::read_file(folder / (name + ".glsl"));
  std::string known;
  for (const std::string& one : names) known += (known.empty() ? "" : ", ") + one;
  throw UsageError(fmt::format("--baseline {}: expected one of {}", name, known));
}

corpus::Program program_of(const BaselineOptions& options, const std::string& text,
                           uint64_t index) {
  const uint64_t seed = options.common.seed;
  corpus::Program program;
  program.id = fmt::format("{}-{}-{}", options.name, seed, index);
  program.dialect = "shadertoy";
  program.source = synth::with_constant(text, synth::baseline_constant(seed, index));
  program.family = options.name;
  program.licence = synth::kLicence;
  program.origin = fmt::format("baseline {} seed {} index {}", options.name, seed, index);
  program.tags = {"baseline"};
  return program;
}

}  // namespace

int run_baseline(const BaselineOptions& options) {
  if (options.first + options.count > synth::kNumBaselineConstants)
    throw UsageError(fmt::format("--first {} --count {}: a baseline has {} programs a seed",
                                 options.first, options.count, synth::kNumBaselineConstants));
  const std::string text = load_baseline(options.name);
  corpus::Store store(options.common.corpus, corpus::Store::Mode::create_or_open);
  uint64_t added = 0;
  store.begin();
  for (uint64_t index = options.first; index < options.first + options.count; ++index) {
    const corpus::Program program = program_of(options, text, index);
    const auto found = dialect::classify(program);
    PP_CHECK(found.has_value(), program.id, " is in no dialect");
    added += store.add(program, found->content_hash, found->reason).is_new ? 1 : 0;
  }
  store.commit();
  if (options.common.json)
    print_json({{"corpus", options.common.corpus},
                {"baseline", options.name},
                {"fingerprint", store.fingerprint()},
                {"written", options.count},
                {"added", added}});
  else
    print_line(fmt::format("{}: {} programs of {} with seed {}, {} new; fingerprint {}",
                           options.common.corpus, options.count, options.name, options.common.seed,
                           added, store.fingerprint()));
  return kDone;
}

}  // namespace progpretrain::tools
