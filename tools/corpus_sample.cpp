#include "tools/corpus_sample.h"

#include <algorithm>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/base/philox.h"
#include "engine/base/sample.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kOrderStage = 0x6F726472, kMomentStage = 0x73616D6D,
                   kParameterStage = 0x70617261;  // stages of the draws
constexpr float kSeconds = 10;

/// The ids of all distinct programs of `part` that can be screened, in random order.
std::vector<std::string> shuffled_ids(const corpus::Store& store, const corpus::PackPart& part,
                                      uint64_t seed) {
  std::vector<std::string> ids;
  for (const corpus::Entry& entry : store.entries())
    if (entry.duplicate_of.empty() && !entry.refused && part.accepts(entry.program))
      ids.push_back(entry.program.id);
  std::sort(ids.begin(), ids.end());
  std::vector<std::string> out;
  for (const uint32_t place :
       base::draw_without_replacement(ids.size(), ids.size(), base::Philox(seed, 0, kOrderStage)))
    out.push_back(std::move(ids[place]));
  return out;
}

}  // namespace

CorpusSample sample_corpus(CorpusSession& session, uint32_t count, uint64_t seed, Flagged flagged) {
  const std::vector<std::string> ids = shuffled_ids(session.store, session.options.part, seed);
  CorpusSample out;
  out.num_in_corpus = ids.size();
  while (out.programs.size() < count && out.num_tried < ids.size()) {
    const size_t missing = count - out.programs.size();
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(out.num_tried);
    const size_t num_next = std::min(missing + missing / 4 + 8, ids.size() - out.num_tried);
    const std::vector<std::string> next(begin, begin + static_cast<std::ptrdiff_t>(num_next));
    if (!session.ensure_screened(next))
      throw Interrupted("interrupted; screening goes on from here");
    size_t num_used = next.size();
    const bool with_quick_code = session.code == render::Code::quick;
    for (auto& program : session.drawable_programs(next, with_quick_code).programs) {
      if (flagged == Flagged::leave_out && !program.flags.empty()) continue;
      const auto entry = session.store.find(program.id, session.driver_key);
      out.measurements.push_back(entry->screening ? entry->screening->measurements
                                                  : base::Json::object());
      out.programs.push_back(std::move(program));
      if (out.programs.size() < count) continue;
      const auto last = std::find(next.begin(), next.end(), out.programs.back().id);
      num_used = static_cast<size_t>(last - next.begin()) + 1;
      break;
    }
    out.num_tried += num_used;
  }
  return out;
}

std::vector<render::DrawableProgram> drawable_sample(CorpusSession& session, size_t most) {
  if (shuffled_ids(session.store, session.options.part, 0).size() > most)
    return sample_corpus(session, static_cast<uint32_t>(most), session.options.seed).programs;
  if (!session.ensure_screened()) throw Interrupted("interrupted; screening goes on from here");
  return session.drawable_programs();
}

void draw_sample(const CorpusSession& session, CorpusSample& sample, const FrameChoice& choice,
                 uint64_t seed, const TakeFrames& take) {
  const auto num_programs = static_cast<uint32_t>(sample.programs.size());
  const uint32_t at_once = std::max(1u, kFramesAtOnce / choice.num_frames);
  render::RenderSession renderer(
      session.device, num_programs, session.module_loader(sample.programs),
      frames::make_host_ring(session.device,
                             {at_once * choice.num_frames, choice.size_px, choice.size_px}, 1),
      {}, 2 * at_once);
  log::Progress progress("drawing " + corpus_name(session.options), "programs", num_programs);
  std::vector<uint32_t> drawn_ones;
  for (uint32_t first = 0; first < num_programs; first += at_once) {
    if (stop_flag()) throw Interrupted("interrupted; nothing was written");
    const size_t num_before = drawn_ones.size();
    std::vector<render::FrameRequest> requests;
    for (uint32_t i = first; i < std::min(first + at_once, num_programs); ++i) {
      try {
        renderer.pool().make_ready(i);
      } catch (const render::ProgramFailure& e) {
        log::warn(e.what());
        continue;
      }
      drawn_ones.push_back(i);
      base::Philox draws(seed, i, kMomentStage), parameters(seed, i, kParameterStage);
      for (uint32_t n = 0; n < choice.num_frames; ++n) {
        const float part = 1.0f / static_cast<float>(choice.num_frames);
        requests.push_back(render::preview_request(
            i, choice.size_px, (static_cast<float>(n) + draws.uniform()) * part * kSeconds));
        render::Latent& latent = requests.back().latent;
        latent.parameters_sigma = choice.parameters_sigma;
        if (latent.parameters_sigma > 0) latent.seed = parameters.next_u32();
      }
    }
    if (requests.empty()) continue;
    render::DrawnFrames drawn = renderer.draw(requests);
    const auto n = static_cast<int64_t>(drawn_ones.size() - num_before);
    const int64_t size = choice.size_px;
    take(num_before, torch::from_blob(drawn.planes.data(), {n, choice.num_frames, 3, size, size},
                                      torch::kUInt8));
    progress.update(first + at_once < num_programs ? first + at_once : num_programs);
  }
  CorpusSample kept{{}, {}, sample.num_in_corpus, sample.num_tried};
  for (const uint32_t i : drawn_ones) {
    kept.programs.push_back(std::move(sample.programs[i]));
    kept.measurements.push_back(std::move(sample.measurements[i]));
  }
  sample = std::move(kept);
}

}  // namespace progpretrain::tools
