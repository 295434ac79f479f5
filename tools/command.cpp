#include "tools/command.h"

#include <fmt/format.h>
#include <time.h>

#include <algorithm>
#include <csignal>
#include <cstdio>

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

constexpr int64_t kSameSignal_ms = 500;
std::atomic<int64_t> first_signal_ms{0};

// Shells and `timeout` send a signal to a process and to its group: what comes twice at once is one wish.
extern "C" void on_signal(int) {
  timespec now{};
  clock_gettime(CLOCK_MONOTONIC, &now);
  const int64_t now_ms = int64_t{now.tv_sec} * 1000 + now.tv_nsec / 1'000'000;
  if (num_graceful == 0) std::_Exit(kInterrupted);
  if (!stop_requested.exchange(true))
    first_signal_ms = now_ms;
  else if (now_ms - first_signal_ms > kSameSignal_ms)
    std::_Exit(kInterrupted);
}

// Names of the options of a command, as --config spells them.
std::string known_keys(const CLI::App& command) {
  std::string list;
  for (const CLI::Option* option : command.get_options())
    for (const std::string& name : option->get_lnames())
      if (name != "help" && name != "config") list += (list.empty() ? "" : ", ") + name;
  return list;
}

bool is_given(const CLI::Option& option, const std::vector<std::string>& arguments) {
  const auto names = [&](const std::string& prefix, const std::vector<std::string>& of) {
    return std::any_of(of.begin(), of.end(), [&](const std::string& name) {
      return std::any_of(arguments.begin(), arguments.end(), [&](const std::string& argument) {
        return argument == prefix + name || argument.starts_with(prefix + name + "=");
      });
    });
  };
  return names("--", option.get_lnames()) || names("-", option.get_snames());
}

// What the file `path` says, as arguments of the command that `arguments` start with.
void append_options(const std::string& path, const std::vector<std::string>& arguments, const CLI::App& app,
                    std::vector<std::string>& out) {
  const auto commands = app.get_subcommands([&](const CLI::App* c) { return c->get_name() == arguments[0]; });
  if (commands.empty()) throw UsageError("--config " + path + " belongs behind the name of a command");
  const CLI::App* command = commands[0];
  const base::Json config = base::parse_json(base::read_file(path), path);
  if (!config.is_object()) throw UsageError(path + ": expected a JSON object of option names and values");
  for (const auto& [key, value] : config.items()) {
    std::string name = key;
    std::replace(name.begin(), name.end(), '_', '-');
    const CLI::Option* option = command->get_option_no_throw("--" + name);
    if (option == nullptr || name == "config" || name == "help")
      throw UsageError(path + ": unknown key \"" + key + "\" for `" + arguments[0] + "` (known: " + known_keys(*command) + ")");
    const bool is_flag = option->get_items_expected_max() == 0;
    const auto refuse = [&](const char* expected) {
      throw UsageError(path + ": \"" + key + "\": expected " + expected + ", not " + value.dump());
    };
    if (is_flag != value.is_boolean()) refuse(is_flag ? "true or false" : "a value");
    if (is_given(*option, arguments)) continue;
    if (is_flag) {
      if (value == true) out.push_back("--" + name);
      continue;
    }
    for (const base::Json& element : value.is_array() ? value : base::Json::array({value})) {
      if (!element.is_string() && !element.is_number()) refuse("a string, a number or a list of them");
      if (element == "") {  // CLI11 takes "--name=" for an option without a value
        out.insert(out.end(), {"--" + name, ""});
        continue;
      }
      // Joined, so that neither a leading minus nor a word behind it is misread.
      out.push_back("--" + name + "=" + (element.is_string() ? element.get<std::string>() : element.dump()));
    }
  }
}

}  // namespace

void add_common_options(CLI::App& command, CommonOptions& options, unsigned takes) {
  if (takes & kCorpus)
    command.add_option("--corpus", options.corpus, "Corpus file made by `progpretrain import`, or a built-in corpus: open21k, starter, ... (default: open21k where it is there, else starter)");
  if (takes & kPart) {
    command.add_option("--split", options.part.split, "Only programs of this split of a pack: train or held-out")
        ->check(CLI::IsMember({std::string(corpus::kTrain), std::string(corpus::kHeldOut)}));
    command.add_flag("--subset", options.part.subset, "Only the fixed 1,000 programs of a pack");
    command.add_option("--families", options.part.families, "Only programs of these families, separated by commas (`list --json` names them)")
        ->delimiter(',')
        ->allow_extra_args(false);
  }
  if (takes & kDevice)
    command.add_option("--device", options.device, "auto, cpu (Mesa's software Vulkan) or gpu:N")->capture_default_str();
  if (takes & kSeed) command.add_option("--seed", options.seed, "Seed of everything random")->capture_default_str();
  if (takes & kJobs) command.add_option("--jobs", options.jobs, "Worker processes (default: one per core, at most 64)");
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

std::vector<std::string> expand_config(const std::vector<std::string>& arguments, const CLI::App& app) {
  std::vector<std::string> kept, from_file;
  for (size_t i = 0; i < arguments.size(); ++i) {
    if (arguments[i].starts_with("--config=")) {
      append_options(arguments[i].substr(9), arguments, app, from_file);
    } else if (arguments[i] == "--config" && i + 1 < arguments.size()) {
      append_options(arguments[++i], arguments, app, from_file);
    } else {
      kept.push_back(arguments[i]);
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

std::string shortened(const std::string& text, size_t width) {
  const auto is_start = [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; };
  if (static_cast<size_t>(std::count_if(text.begin(), text.end(), is_start)) <= width) return text;
  size_t end = 0, count = 0;
  while (count < width - 3 || !is_start(text[end])) count += is_start(text[end++]) ? 1 : 0;
  return text.substr(0, end) + "...";
}

std::string listed(const std::set<std::string>& names) {
  constexpr size_t kMaxListed = 500;
  std::string out;
  size_t num_left = names.size();
  for (const auto& name : names) {
    if (out.size() + name.size() > kMaxListed) return out + fmt::format(" and {} more", num_left);
    out += (out.empty() ? "" : ", ") + name;
    --num_left;
  }
  return names.empty() ? "none" : out;
}

}  // namespace progpretrain::tools
