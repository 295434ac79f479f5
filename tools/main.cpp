// progpretrain: parses the command line, calls the command, turns errors into one line and an exit code.
#include <cstdio>
#include <exception>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/render/worker_process.h"
#include "tools/command.h"
#include "trainer/passive_threads.h"

namespace {

using namespace progpretrain;

int run(int argc, char** argv) {
  CLI::App app{
      "Pretrains image encoders on small image programs (shaders) that are drawn while the model trains.\n"
      "The usual path: import -> screen -> render (look) -> pretrain -> eval. Without --corpus the built-in corpus is used."};
  app.name("progpretrain");
  app.set_version_flag("--version", PROGPRETRAIN_VERSION);
  app.require_subcommand(1);
  for (const auto add : {tools::add_import, tools::add_screen, tools::add_synth, tools::add_distinct, tools::add_list, tools::add_show, tools::add_render,
                         tools::add_pretrain, tools::add_eval, tools::add_ablate, tools::add_compare, tools::add_export,
                         tools::add_bench, tools::add_doctor})
    add(app);

  std::vector<std::string> arguments = tools::expand_config({argv + 1, argv + argc}, app);
  std::reverse(arguments.begin(), arguments.end());  // CLI11 takes a vector from the back
  try {
    app.parse(arguments);
  } catch (const CLI::Success& e) {
    return app.exit(e);
  } catch (const CLI::ParseError& e) {
    std::fprintf(stderr, "progpretrain: %s\n", e.what());
    const auto chosen = app.get_subcommands();
    std::fprintf(stderr, "See `progpretrain %s--help`.\n", chosen.empty() ? "" : (chosen.front()->get_name() + " ").c_str());
    return tools::kUsage;
  }
  tools::install_signal_handlers();
  render::set_driver_environment();
  return tools::chosen_run()();
}

}  // namespace

int main(int argc, char** argv) {
  try {
    progpretrain::trainer::use_passive_threads(argv);
    return run(argc, argv);
  } catch (const progpretrain::UsageError& e) {
    progpretrain::log::error(e.what());
    return progpretrain::tools::kUsage;
  } catch (const progpretrain::tools::Interrupted& e) {
    progpretrain::log::error(e.what());
    return progpretrain::tools::kInterrupted;
  } catch (const std::exception& e) {
    progpretrain::log::error(e.what());
    return progpretrain::tools::kFailure;
  }
}
