// progpretrain synth: new programs from the grammar and the families into a corpus file, and packs
// of the best of them.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/corpus/pack.h"
#include "engine/corpus/store.h"
#include "engine/dialect/translate.h"
#include "engine/synth/synthesise.h"
#include "tools/corpus_session.h"
#include "tools/default_corpus.h"
#include "tools/synth_commands.h"

namespace progpretrain::tools {
namespace {

constexpr uint64_t kMaxCount = 1'000'000;

struct SynthOptions {
  CommonOptions common;
  uint64_t count = 100, first = 0;
  RemakeOptions remake;
  SteerOptions steer;
  SelectOptions select;
  std::string candidates, baseline;
};

}  // namespace

std::vector<synth::Graft> load_parents() {
  const auto folder = programs_folder() / "families";
  std::vector<std::filesystem::path> files;
  std::error_code error;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(folder, error))
    if (entry.path().extension() == ".glsl") files.push_back(entry.path());
  if (files.empty())
    throw UsageError(folder.string() +
                     ": no families (PROGPRETRAIN_PROGRAMS names the folder above)");
  std::sort(files.begin(), files.end());
  std::vector<synth::Graft> parents;
  for (const auto& file : files)
    if (auto graft = synth::read_family(base::read_file(file)))
      parents.push_back(std::move(*graft));
  return parents;
}

std::string synth_note(const synth::Synthesiser& synthesiser) {
  return fmt::format("version {}, grammar {}", synth::kVersion,
                     synthesiser.grammar().fingerprint());
}

corpus::Program synthesised_program(const synth::Synthesiser& synthesiser, uint64_t seed,
                                    uint64_t index) {
  const auto made = synthesiser.make(seed, index);
  corpus::Program program;
  program.id = made.id;
  program.dialect = "shadertoy";
  program.source = made.source;
  program.description = made.caption;
  program.family = made.family;
  program.licence = synth::kLicence;
  program.origin = corpus::synth_origin(synth::kVersion, seed, index);
  program.tags = {"synthesised"};
  return program;
}

namespace {

int run_synth(const SynthOptions& options) {
  if (options.common.corpus.empty())
    throw UsageError(
        "synth needs --corpus FILE, the corpus to write into (the built-in corpus is read-only)");
  if (names_builtin(options.common.corpus))
    throw UsageError(fmt::format("--corpus {}: a built-in corpus is read-only: give another file",
                                 options.common.corpus));
  if (options.count == 0 || options.count > kMaxCount)
    throw UsageError(fmt::format("--count {}: 1 to {} programs", options.count, kMaxCount));
  if (!options.steer.like.empty() || !options.steer.unlike.empty()) {
    SteerOptions steer = options.steer;
    steer.common = options.common;
    steer.count = options.count;
    steer.first = options.first;
    return run_steered(steer);
  }
  if (!options.baseline.empty())
    return run_baseline({options.common, options.baseline, options.count, options.first});
  const synth::Synthesiser synthesiser(load_parents());
  corpus::Store store(options.common.corpus, corpus::Store::Mode::create_or_open);
  const auto start = std::chrono::steady_clock::now();
  uint64_t added = 0, duplicates = 0, written = 0;
  store.begin();
  auto last_commit = start;
  const GracefulStop stop;
  for (; written < options.count && !stop_flag(); ++written) {
    const corpus::Program program =
        synthesised_program(synthesiser, options.common.seed, options.first + written);
    const auto found = dialect::classify(program);
    PP_CHECK(found.has_value(), program.id, " is in no dialect");
    const auto row = store.add(program, found->content_hash, found->reason);
    added += row.is_new ? 1 : 0;
    duplicates += row.is_new && !row.duplicate_of.empty() ? 1 : 0;
    if (const auto now = std::chrono::steady_clock::now();
        now - last_commit > std::chrono::seconds(1)) {
      store.commit();
      store.begin();
      last_commit = now;
    }
  }
  store.set_note(kSynthNote, synth_note(synthesiser));
  store.commit();
  const std::chrono::duration<double> elapsed = std::chrono::steady_clock::now() - start;
  if (options.common.json)
    print_json({{"corpus", options.common.corpus},
                {"fingerprint", store.fingerprint()},
                {"grammar", synthesiser.grammar().fingerprint()},
                {"version", synth::kVersion},
                {"written", written},
                {"added", added},
                {"duplicates", duplicates},
                {"elapsed_s", elapsed.count()}});
  else
    print_line(fmt::format(
        "{}: {} programs of seed {}, {} new, {} duplicates, {:.0f}/s; fingerprint {}",
        options.common.corpus, written, options.common.seed, added, duplicates,
        static_cast<double>(written) / std::max(elapsed.count(), 1e-9), store.fingerprint()));
  return written < options.count ? kInterrupted : kDone;
}

int run_chosen(SynthOptions& options) {
  if (!options.remake.pack.empty()) {
    options.remake.json = options.common.json;
    return run_remake(options.remake);
  }
  if (options.select.count == 0) return run_synth(options);
  options.select.common = options.common;
  options.select.common.corpus = options.candidates;
  return run_select(options.select);
}

}  // namespace

void add_synth(CLI::App& app) {
  auto options = std::make_shared<SynthOptions>();
  CLI::App* command = app.add_subcommand("synth",
                                         "New programs from the grammar and the families into a "
                                         "corpus file; packs of the best of them");
  add_common_options(*command, options->common, kDevice | kSeed | kJobs);
  auto* corpus = command->add_option("--corpus", options->common.corpus,
                                     "Corpus file to write into; it is made when it is missing");
  auto* count =
      command->add_option("--count", options->count, "How many programs")->capture_default_str();
  auto* first = command
                    ->add_option("--first", options->first,
                                 "Index of the first one: index and seed make a program")
                    ->capture_default_str();
  auto* select =
      command
          ->add_option("--select", options->select.count,
                       "Instead: a pack of the N best programs of a screened corpus, by what their "
                       "frames look like")
          ->check(CLI::Range(uint64_t{1}, kMaxCount))
          ->excludes(corpus)
          ->excludes(count)
          ->excludes(first);
  auto* from =
      command->add_option("--from", options->candidates, "With --select: the corpus of candidates")
          ->needs(select);
  auto* pack = command
                   ->add_option("--pack", options->select.pack,
                                "With --select: the pack to write (.jsonl.xz)")
                   ->needs(select);
  select->needs(from)->needs(pack);
  command
      ->add_flag("--random", options->select.is_random,
                 "With --select: N at random instead of the best")
      ->needs(select);
  auto* remake =
      command
          ->add_option("--remake", options->remake.pack,
                       "Instead: make the programs of a pack anew and check that they are the same")
          ->excludes(corpus)
          ->excludes(count)
          ->excludes(first)
          ->excludes(select);
  command->add_option("--out", options->remake.out, "With --remake: the pack written anew")
      ->needs(remake);
  command
      ->add_option("--slice", options->remake.slice,
                   "With --remake: check rows A to B - 1 only, as A:B")
      ->needs(remake);
  auto* like =
      command
          ->add_option("--like", options->steer.like,
                       "Accept only programs near to the PNG and JPEG pictures of a folder, as "
                       "the encoder that selects sees them")
          ->excludes(select)
          ->excludes(remake);
  auto* unlike =
      command
          ->add_option(
              "--unlike", options->steer.unlike,
              "Accept only programs far from those of a screened corpus, and from each other")
          ->excludes(select)
          ->excludes(remake)
          ->excludes(like);
  command
      ->add_option(
          "--baseline", options->baseline,
          "Instead of the grammar: programs of an image process to compare with, each with a "
          "constant of its own: dead_leaves, fractal_ifs, spectrum_noise, white_noise")
      ->excludes(select)
      ->excludes(remake)
      ->excludes(like)
      ->excludes(unlike);
  set_run(*command, [options] { return run_chosen(*options); });
}

}  // namespace progpretrain::tools
