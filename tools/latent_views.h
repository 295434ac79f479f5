#pragma once
// Runs whose views are neighbours in latent space: they draw every program's lifted variant, and what was measured of it is
// frozen with the run.
#include <string>
#include <vector>

#include "engine/render/request_plan.h"
#include "tools/corpus_session.h"
#include "trainer/run_config.h"

namespace progpretrain::tools {

/// For a new run with latent views: measures in workers what has not been, puts the lifted variants in the programs' place,
/// and sets their latent_sigma when the configuration wants neighbours at one distance. Other runs: changes nothing. Returns
/// false when interrupted.
bool begin_latent_views(CorpusSession& session, const trainer::RunConfig& config, std::vector<render::DrawableProgram>& programs);

/// The fields of a program's row in RUN/programs.json.
base::Json frozen_latent(const trainer::RunConfig& config, const render::DrawableProgram& program);

/// The same for a run that goes on, with the sigmas of `rows` (of RUN/programs.json, in the order of `programs`). Throws
/// UsageError naming `where` when a program's literals are measured otherwise here: other pictures would be drawn.
void resume_latent_views(CorpusSession& session, const trainer::RunConfig& config, const base::Json& rows,
                         std::vector<render::DrawableProgram>& programs, const std::string& where);

/// Puts the programs' sigmas into the plan of their run.
void set_latent_sigmas(const std::vector<render::DrawableProgram>& programs, render::RequestPlan& plan);

}  // namespace progpretrain::tools
