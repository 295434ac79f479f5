#include "tools/latent_views.h"

#include <fmt/format.h>

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/log.h"

namespace progpretrain::tools {
namespace {

bool has_latent_views(const trainer::RunConfig& config) { return config.view_kind == "latent"; }

// The programs with their measurements; false when interrupted.
bool measure(CorpusSession& session, std::vector<render::DrawableProgram>& programs) {
  std::vector<std::string> ids;
  for (const auto& program : programs) ids.push_back(program.id);
  if (!session.ensure_latents(ids)) return false;
  auto [measured, failed] = render::drawable_programs(session.store, session.driver_key, ids, true);
  PP_CHECK(failed.empty() && measured.size() == programs.size());
  programs = render::lifted_variants(std::move(measured));
  return true;
}

}  // namespace

bool begin_latent_views(CorpusSession& session, const trainer::RunConfig& config, std::vector<render::DrawableProgram>& programs) {
  if (!has_latent_views(config)) return true;
  if (!measure(session, programs)) return false;
  const auto num_varied = std::count_if(programs.begin(), programs.end(), [](const auto& p) { return !p.distances.empty(); });
  log::info(fmt::format("{} of {} programs have literals or parameters whose neighbours are drawn", num_varied, programs.size()));
  if (config.latent_distance > 0)
    for (auto& program : programs)
      program.latent_sigma = render::sigma_for_distance(program.distances, static_cast<float>(config.latent_distance));
  return true;
}

base::Json frozen_latent(const trainer::RunConfig& config, const render::DrawableProgram& program) {
  if (!has_latent_views(config)) return base::Json::object();
  return {{"lifted_key", program.lifted_key}, {"latent_sigma", program.latent_sigma}};
}

void resume_latent_views(CorpusSession& session, const trainer::RunConfig& config, const base::Json& rows,
                         std::vector<render::DrawableProgram>& programs, const std::string& where) {
  if (!has_latent_views(config)) return;
  if (!measure(session, programs)) throw EnvironmentError("interrupted while measuring latent spaces");
  for (size_t i = 0; i < programs.size(); ++i) {
    if (base::require<std::string>(rows.at(i), "lifted_key", where) != programs[i].lifted_key)
      throw UsageError(where + ": the literals of its program '" + programs[i].id +
                       "' were measured again since, and others were chosen: start a new run");
    programs[i].latent_sigma = base::require<float>(rows.at(i), "latent_sigma", where);
  }
}

void set_latent_sigmas(const std::vector<render::DrawableProgram>& programs, render::RequestPlan& plan) {
  if (std::all_of(programs.begin(), programs.end(), [](const auto& p) { return p.latent_sigma == 0.0f; })) return;
  plan.sigma_of_program.clear();
  for (const auto& program : programs) plan.sigma_of_program.push_back(program.latent_sigma);
}

}  // namespace progpretrain::tools
