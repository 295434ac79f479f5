#include "tools/command.h"

#include <algorithm>
#include <csignal>
#include <cstdio>
#include <thread>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/log.h"

namespace progpretrain::tools {
namespace {

Run& run_of_parsed_command() {
  static Run run;
  return run;
}

std::atomic<bool> stop_requested{false};
std::atomic<int> num_graceful{0};

extern "C" void on_signal(int) {
  if (stop_requested.exchange(true) || num_graceful == 0) std::_Exit(kInterrupted);
}

}  // namespace

uint32_t CommonOptions::num_jobs() const {
  return jobs > 0 ? jobs : std::max(1u, std::thread::hardware_concurrency());
}

void add_common_options(CLI::App& command, CommonOptions& options, unsigned takes) {
  if (takes & kCorpus)
    command.add_option("--corpus", options.corpus, "Corpus file made by `progpretrain import` (default: the built-in corpus)");
  if (takes & kDevice)
    command.add_option("--device", options.device, "auto, cpu (Mesa's software Vulkan) or gpu:N")->capture_default_str();
  if (takes & kSeed) command.add_option("--seed", options.seed, "Seed of everything random")->capture_default_str();
  if (takes & kJobs) command.add_option("--jobs", options.jobs, "Worker processes (default: one per core)");
  command.add_flag("--json", options.json, "Machine-readable result on stdout");
  command.add_flag("--quiet", options.quiet, "No progress and no messages but warnings")
      ->each([](const std::string&) { log::set_quiet(true); });
  // main() replaces --config FILE by what the file says before anything is parsed; here it is only for --help.
  command.add_option("--config", "JSON file with the same names as these options; the command line wins");
}

void set_run(CLI::App& command, Run run) {
  command.callback([run = std::move(run)] { run_of_parsed_command() = run; });
}

const Run& chosen_run() { return run_of_parsed_command(); }

GracefulStop::GracefulStop() { ++num_graceful; }
GracefulStop::~GracefulStop() { --num_graceful; }

const std::atomic<bool>& stop_flag() { return stop_requested; }

std::vector<std::string> expand_config(const std::vector<std::string>& arguments) {
  std::vector<std::string> kept, from_file;
  const auto given = [&](const std::string& option) {
    return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
      return argument == option || argument.starts_with(option + "=");
    });
  };
  for (size_t i = 0; i < arguments.size(); ++i) {
    std::string path;
    if (arguments[i].starts_with("--config=")) {
      path = arguments[i].substr(9);
    } else if (arguments[i] == "--config" && i + 1 < arguments.size()) {
      path = arguments[++i];
    } else {
      kept.push_back(arguments[i]);
      continue;
    }
    const base::Json config = base::parse_json(base::read_file(path), path);
    if (!config.is_object()) throw UsageError(path + ": expected a JSON object of option names and values");
    for (const auto& [key, value] : config.items()) {
      std::string option = "--" + key;
      std::replace(option.begin(), option.end(), '_', '-');
      if (given(option) || (option == "--out" && given("-o")) || value == false) continue;
      from_file.push_back(option);
      if (value == true) continue;
      for (const base::Json& element : value.is_array() ? value : base::Json::array({value}))
        from_file.push_back(element.is_string() ? element.get<std::string>() : element.dump());
    }
  }
  // After the subcommand's name, before what the user wrote.
  kept.insert(kept.empty() ? kept.end() : kept.begin() + 1, from_file.begin(), from_file.end());
  return kept;
}

void install_signal_handlers() {
  struct sigaction action {};
  action.sa_handler = on_signal;
  sigaction(SIGINT, &action, nullptr);
  sigaction(SIGTERM, &action, nullptr);
  std::signal(SIGPIPE, SIG_IGN);
  std::signal(SIGXFSZ, SIG_IGN);  // a file beyond its limit is an error to report, not the end
}

void print_json(const base::Json& result) {
  std::puts(result.dump(2, ' ', false, base::Json::error_handler_t::replace).c_str());
}
void print_line(const std::string& line) { std::puts(line.c_str()); }

}  // namespace progpretrain::tools
