// progpretrain show: one program with attribution, parts, verdict and measurements; its source on demand.
#include <fmt/format.h>

#include <array>

#include "engine/base/check.h"
#include "engine/corpus/program_json.h"
#include "tools/corpus_session.h"
#include "tools/entry_row.h"

namespace progpretrain::tools {
namespace {

struct ShowOptions {
  CommonOptions common;
  std::string id;
  bool source = false;
};

void print_fact(const std::string& name, const std::string& value) {
  if (!value.empty()) print_line(fmt::format("{:<20} {}", name, value));
}

std::string joined(const std::vector<std::string>& list) {
  std::string text;
  for (const auto& item : list) text += (text.empty() ? "" : ", ") + item;
  return text;
}

// What a collection must be told along with a picture: title, author, licence, place.
std::string attribution_of(const corpus::Program& program) {
  std::string text = program.title.empty() ? program.id : "\"" + program.title + "\"";
  text += " by " + (program.author.empty() ? std::string("an unknown author") : program.author);
  text += ", " + (program.licence.empty() ? std::string("no licence stated") : program.licence);
  return text;
}

std::string describe(const corpus::Input& input) {
  std::string text = fmt::format("iChannel{} = {}", input.channel, input.kind);
  for (const auto& part : {input.source, input.filter, input.wrap})
    if (!part.empty()) text += " " + part;
  return text;
}

std::string describe(const std::vector<corpus::Input>& inputs) {
  std::vector<std::string> texts;
  for (const auto& input : inputs) texts.push_back(describe(input));
  return joined(texts);
}

std::string numbers(const base::Json& values) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : " ") + fmt::format("{:g}", value.get<double>());
  return text;
}

std::string formatted(const base::Json& value, std::string_view unit) {
  std::string text = value.is_number_float() ? fmt::format("{:.4g}", value.get<double>())
                     : value.is_string()     ? value.get<std::string>()
                                             : value.dump(-1, ' ', false, base::Json::error_handler_t::replace);
  return unit.empty() ? text : text + " " + std::string(unit);
}

void print_parameters(const base::Json& parameters) {
  for (const auto& p : parameters)
    print_fact("parameter " + p["name"].get<std::string>(),
               fmt::format("{}, default {} ({} to {})", p["kind"].get<std::string>(), numbers(p["default"]), numbers(p["min"]), numbers(p["max"])));
}

void print_latents(const corpus::Screening& screening) {
  if (!screening.measurements.contains("latents")) return;
  const auto latents = render::latents_of(screening);
  if (!latents) return print_fact("latent space", screening.measurements["latents"]["failed"].get<std::string>());
  std::string text = latents->lifted_key.empty() ? "no literal can be changed"
                                                 : fmt::format("{} of {} literals can be changed, at {:.2f} times the cost", latents->literals.size(), latents->num_probed, latents->lifted_cost);
  for (const auto& [sigma, distance] : latents->distances) text += fmt::format("; sigma {:g}: distance {:.3f}", sigma, distance);
  print_fact("latent space", text);
}

void print_measurements(const base::Json& measurements) {
  for (const auto& [name, value] : measurements.items()) {
    if (name == "parameters" || name == "notes" || name == "latents") continue;
    const Measurement* known = find_measurement(name);
    print_fact(name, formatted(value, known ? known->unit : ""));
  }
}

void print_source(const std::string& name, const std::string& source) {
  print_line("");
  print_line("// ---- " + name);
  print_line(source);
}

void print_entry(const corpus::Entry& entry, bool with_source) {
  const corpus::Program& program = entry.program;
  print_fact("id", program.id);
  print_fact("attribution", attribution_of(program));
  print_fact("description", program.description);
  print_fact("family", program.family);
  print_fact("tags", joined(program.tags));
  print_fact("origin", program.origin);
  print_fact("dialect", program.dialect + (entry.dialect_reason.empty() ? "" : " (" + entry.dialect_reason + ")"));
  print_fact("inputs", describe(program.inputs));
  if (!program.common.empty()) print_fact("common", fmt::format("{} bytes before every pass", program.common.size()));
  for (const auto& buffer : program.buffers)
    print_fact("buffer " + buffer.name, buffer.inputs.empty() ? "no inputs" : describe(buffer.inputs));
  for (const auto& note : program.notes) print_fact("note", note);
  const base::Json none = base::Json::object();
  const base::Json& measurements = entry.screening ? entry.screening->measurements : none;
  for (const auto& note : measurements.value("notes", base::Json::array())) print_fact("note", note.get<std::string>());
  print_parameters(measurements.value("parameters", base::Json::array()));
  print_line("");
  print_fact("verdict", verdict_of(entry));
  print_fact("flags", joined(flags_of(entry)));
  print_fact("reason", reason_of(entry));
  print_measurements(measurements);
  if (entry.screening) print_latents(*entry.screening);
  if (!with_source) return;
  if (!program.common.empty()) print_source("common", program.common);
  for (const auto& buffer : program.buffers) print_source("buffer " + buffer.name, buffer.source);
  print_source(program.buffers.empty() && program.common.empty() ? "source" : "image", program.source);
}

int run_show(const ShowOptions& options) {
  CorpusSession session(options.common);
  session.code = render::Code::quick;
  if (!session.store.find(options.id))
    throw UsageError("no program '" + options.id + "' in " + corpus_name(options.common) + " (see `progpretrain list`)");
  if (!session.ensure_screened({options.id})) return kInterrupted;
  const corpus::Entry entry = *session.store.find(options.id, session.driver_key);
  if (!options.common.json) {
    print_entry(entry, options.source);
    return kDone;
  }
  base::Json row = row_of(entry);
  row["source"] = entry.program.source;
  row["parts"] = corpus::parts_to_json(entry.program);
  row["tags"] = entry.program.tags;
  row["attribution"] = attribution_of(entry.program);
  row["content_hash"] = entry.content_hash;
  row["dialect_reason"] = entry.dialect_reason;
  print_json(row);
  return kDone;
}

}  // namespace

void add_show(CLI::App& app) {
  auto options = std::make_shared<ShowOptions>();
  CLI::App* command = app.add_subcommand("show", "One program: attribution, parts, verdict, measurements, source");
  add_common_options(*command, options->common, kCorpus | kDevice | kJobs);
  command->add_option("id", options->id, "The program's id")->required();
  command->add_flag("--source", options->source, "Print the author's text too, every pass of it");
  set_run(*command, [options] { return run_show(*options); });
}

}  // namespace progpretrain::tools
