#pragma once
// What every subcommand shares: its options, how it is registered, how it ends.
#include <CLI/CLI.hpp>
#include <atomic>
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "engine/base/check.h"
#include "engine/base/strict_json.h"
#include "engine/corpus/pack.h"

namespace progpretrain::tools {

/// kStuck: a process whose device does not come to an end leaves with it; its parent starts it again.
enum ExitCode { kDone = 0, kFailure = 1, kUsage = 2, kStuck = 75, kInterrupted = 130 };

struct CommonOptions {
  std::string corpus;            ///< path or built-in name (default_corpus.h), or empty for the default
  std::string device = "auto";   ///< auto, cpu, gpu:N
  uint64_t seed = 0;
  uint32_t jobs = 0;             ///< worker processes; 0 = one per core, at most 64
  corpus::PackPart part;         ///< only these programs of the corpus
  bool json = false, quiet = false;
};

/// Which of the common options a command takes.
enum Takes : unsigned { kCorpus = 1, kDevice = 2, kSeed = 4, kJobs = 8, kPart = 16 };

/// Adds the common options, --json, --quiet and --config FILE (JSON with the same names) to a command.
void add_common_options(CLI::App& command, CommonOptions& options, unsigned takes);

/// Registers a command whose callback returns the exit code.
using Run = std::function<int()>;
void set_run(CLI::App& command, Run run);
/// The callback of the parsed command.
const Run& chosen_run();

/// Replaces --config FILE in the arguments (subcommand of `app` first) by the options that the JSON object in FILE holds;
/// options that are given on the command line win. Throws UsageError, naming the file, when it is missing or is no JSON
/// object, and naming the key as well when the command has no such option or the value is of the wrong type.
std::vector<std::string> expand_config(const std::vector<std::string>& arguments, const CLI::App& app);

/// The user stopped the command; what was done so far is kept. Exit code 130.
class Interrupted : public EnvironmentError {
  using EnvironmentError::EnvironmentError;
};

/// While one of these lives, the first SIGINT or SIGTERM only sets stop_flag(), and the work ends cleanly at its next
/// step; otherwise, and at the second signal, the process ends at once with 130 (files are written atomically).
class GracefulStop {
 public:
  GracefulStop();
  ~GracefulStop();
  GracefulStop(const GracefulStop&) = delete;
  GracefulStop& operator=(const GracefulStop&) = delete;
};
const std::atomic<bool>& stop_flag();
void install_signal_handlers();

/// Prints a result on stdout.
void print_json(const base::Json& result);
void print_line(const std::string& line);

/// At most `width` characters, the last three of which are dots when some are left out.
std::string shortened(const std::string& text, size_t width);
/// "a, b, c", of many the first ones; "none".
std::string listed(const std::set<std::string>& names);

// One function per subcommand, each in its own file.
void add_import(CLI::App& app);
void add_screen(CLI::App& app);
void add_list(CLI::App& app);
void add_show(CLI::App& app);
void add_render(CLI::App& app);
void add_pretrain(CLI::App& app);
void add_eval(CLI::App& app);
void add_ablate(CLI::App& app);
void add_compare(CLI::App& app);
void add_export(CLI::App& app);
void add_bench(CLI::App& app);
void add_synth(CLI::App& app);
void add_distinct(CLI::App& app);
void add_doctor(CLI::App& app);

}  // namespace progpretrain::tools
