#include "tools/neighbours.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <filesystem>
#include <numeric>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/picture/codec.h"
#include "engine/picture/contact_sheet.h"
#include "engine/render/latent_screening.h"
#include "engine/render/program_drawing.h"

namespace progpretrain::tools {
namespace {

constexpr std::array kColumns{0.0f, 0.05f, 0.1f, 0.2f, 0.3f, 0.5f};
constexpr size_t kMaxParameterRows = 16;

struct Row {
  std::string caption;
  uint32_t program = 0;  // plain; its lifted variant is `num_programs` later
  std::vector<render::Latent> latents;  // one per column
};

render::Latent at_moment(float time_s) {
  render::Latent latent;
  latent.time_s = time_s;
  return latent;
}

Row row_of_moment(const std::string& id, uint32_t program, float time_s, uint64_t seed) {
  Row row{fmt::format("{} {:.2f}s", id, time_s), program, {}};
  for (const float sigma : kColumns) {
    row.latents.push_back(at_moment(time_s));
    row.latents.back().seed = seed;
    row.latents.back().constants_sigma = row.latents.back().parameters_sigma = sigma;
  }
  return row;
}

// Only this parameter leaves its default.
Row row_of_parameter(const render::ProgramDrawing& drawing, const dialect::DeclaredParameter& parameter, uint32_t program,
                     float time_s, uint64_t seed) {
  Row row{parameter.name + " (" + parameter.kind + ")", program, {}};
  for (const float sigma : kColumns) {
    render::Latent latent = at_moment(time_s);
    latent.num_parameters = dialect::kMaxParameters;
    latent.parameters = drawing.parameters;
    const auto values = render::neighbour_value(parameter, seed, sigma);
    std::copy_n(values.begin(), parameter.num_components, latent.parameters.begin() + parameter.first);
    row.latents.push_back(latent);
  }
  return row;
}

// Only this literal leaves its value.
Row row_of_literal(const render::ProgramDrawing& lifted, size_t literal, uint32_t program, float time_s, uint64_t seed) {
  Row row{fmt::format("literal {:g}", lifted.constants[literal]), program, {}};
  for (const float sigma : kColumns) {
    render::Latent latent = at_moment(time_s);
    latent.seed = seed;
    latent.constants_sigma = sigma;
    const float moved = render::constants_of(latent, lifted)[literal];
    latent.constants_sigma = 0;
    latent.num_constants = static_cast<uint32_t>(lifted.constants.size());
    std::copy(lifted.constants.begin(), lifted.constants.end(), latent.constants.begin());
    latent.constants[literal] = moved;
    row.latents.push_back(latent);
  }
  return row;
}

std::vector<size_t> by_effect(const std::vector<float>& effects) {
  std::vector<size_t> order(effects.size());
  std::iota(order.begin(), order.end(), size_t{0});
  std::stable_sort(order.begin(), order.end(), [&](size_t a, size_t b) { return effects[a] > effects[b]; });
  return order;
}

void add_parameter_rows(const CorpusSession& session, const render::PipelinePool::LoadModule& load,
                        const std::vector<render::DrawableProgram>& programs, uint32_t program, float time_s, std::vector<Row>& rows) {
  const auto num_programs = static_cast<uint32_t>(programs.size());
  const auto entry = session.store.find(programs[program].id, session.driver_key);
  const auto measured = entry && entry->screening ? render::latents_of(*entry->screening) : std::nullopt;
  const render::ProgramDrawing plain = render::drawing_of(load(program)), lifted = render::drawing_of(load(num_programs + program));
  const size_t first = rows.size();
  for (const auto& parameter : plain.declared)
    if (rows.size() - first < kMaxParameterRows) rows.push_back(row_of_parameter(plain, parameter, program, time_s, session.options.seed));
  if (measured && measured->effects.size() == lifted.constants.size())
    for (const size_t literal : by_effect(measured->effects))
      if (rows.size() - first < kMaxParameterRows) rows.push_back(row_of_literal(lifted, literal, program, time_s, session.options.seed));
  for (size_t i = first; programs.size() > 1 && i < rows.size(); ++i) rows[i].caption = programs[program].id + " " + rows[i].caption;
}

picture::Image draw(const CorpusSession& session, const std::vector<render::DrawableProgram>& list, const std::vector<Row>& rows,
                    const NeighbourSheet& sheet) {
  const auto num_programs = static_cast<uint32_t>(list.size() / 2);
  auto render = session.render_session(list, {kColumns.size(), sheet.size_px, sheet.size_px}, 2);
  std::vector<picture::Tile> tiles;
  for (const Row& row : rows) {
    std::vector<render::FrameRequest> requests;
    for (size_t c = 0; c < kColumns.size(); ++c) {
      requests.push_back(render::preview_request(row.program + (c > 0 ? num_programs : 0), sheet.size_px, row.latents[c].time_s));
      requests.back().latent = row.latents[c];
      requests.back().samples_per_axis = sheet.supersample;
    }
    const render::DrawnFrames drawn = render->draw(requests);
    for (size_t c = 0; c < kColumns.size(); ++c)
      tiles.push_back({picture::from_planar(drawn.image(c), static_cast<int>(sheet.size_px), static_cast<int>(sheet.size_px)),
                       c == 0 ? row.caption : fmt::format("sigma {:g}", kColumns[c])});
  }
  return picture::contact_sheet(tiles, static_cast<int>(kColumns.size()));
}

}  // namespace

std::vector<float> neighbour_sigmas() { return {kColumns.begin(), kColumns.end()}; }

NeighbourSheet::Rows neighbour_rows(const std::string& text) {
  if (text.empty() || text == "moments") return NeighbourSheet::Rows::moments;
  if (text == "parameters") return NeighbourSheet::Rows::parameters;
  throw UsageError("--neighbours " + text + ": expected moments or parameters");
}

int draw_neighbours(CorpusSession& session, const std::vector<std::string>& ids, const NeighbourSheet& sheet) {
  if (std::filesystem::path(sheet.out).extension() != ".png") throw UsageError("-o " + sheet.out + ": a sheet of neighbours is a .png");
  if (!session.ensure_latents(ids)) return kInterrupted;
  const auto [programs, failed] = render::drawable_programs(session.store, session.driver_key, ids);
  for (const auto& program : failed) log::warn(program.id + ": " + program.reason);
  if (programs.empty()) return kFailure;
  std::vector<render::DrawableProgram> list = programs;
  for (auto& lifted : render::lifted_variants(programs)) list.push_back(std::move(lifted));

  const auto load = session.module_loader(list);
  std::vector<Row> rows;
  for (uint32_t i = 0; i < programs.size(); ++i) {
    if (sheet.rows == NeighbourSheet::Rows::parameters)
      add_parameter_rows(session, load, programs, i, sheet.moments_s.front(), rows);
    else
      for (const float time_s : sheet.moments_s) rows.push_back(row_of_moment(programs[i].id, i, time_s, session.options.seed));
  }
  if (rows.empty()) throw UsageError("--neighbours parameters: no program here has a parameter, or a literal that could be changed");
  picture::write_png(sheet.out, draw(session, list, rows, sheet));

  std::vector<std::string> names, drawn_ids;
  for (const Row& row : rows) names.push_back(row.caption);
  for (const auto& program : programs) drawn_ids.push_back(program.id);
  if (session.options.json)
    print_json({{"out", sheet.out}, {"rows", names}, {"sigmas", neighbour_sigmas()}, {"ids", drawn_ids}});
  else
    print_line(fmt::format("{}: {} rows of {} neighbours of {} programs", sheet.out, rows.size(), kColumns.size(), programs.size()));
  return kDone;
}

}  // namespace progpretrain::tools
