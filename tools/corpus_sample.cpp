#include "tools/corpus_sample.h"

#include <algorithm>
#include <map>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/base/philox.h"
#include "engine/base/sample.h"

namespace progpretrain::tools {
namespace {

constexpr uint32_t kOrderStage = 0x6F726472, kMomentStage = 0x73616D6D;  // stages of the draws
constexpr float kSeconds = 10;

/// The ids of all distinct programs that can be screened, in random order.
std::vector<std::string> shuffled_ids(const corpus::Store& store, uint64_t seed) {
  std::vector<std::string> ids;
  for (const corpus::Entry& entry : store.entries())
    if (entry.duplicate_of.empty() && !entry.refused) ids.push_back(entry.program.id);
  std::sort(ids.begin(), ids.end());
  std::vector<std::string> out;
  for (const uint32_t place :
       base::draw_without_replacement(ids.size(), ids.size(), base::Philox(seed, 0, kOrderStage)))
    out.push_back(std::move(ids[place]));
  return out;
}

/// Those of `ids` that are good, with what screening measured.
std::map<std::string, base::Json> good_ones(const CorpusSession& session,
                                            const std::vector<std::string>& ids) {
  std::map<std::string, base::Json> out;
  for (const std::string& id : ids) {
    const auto entry = session.store.find(id, session.driver_key);
    if (entry && !entry->refused && entry->screening &&
        entry->screening->verdict == corpus::Verdict::ok && entry->screening->flags.empty())
      out.emplace(id, entry->screening->measurements);
  }
  return out;
}

}  // namespace

CorpusSample sample_corpus(CorpusSession& session, uint32_t count, uint64_t seed) {
  const std::vector<std::string> ids = shuffled_ids(session.store, seed);
  CorpusSample out;
  out.num_in_corpus = ids.size();
  while (out.programs.size() < count && out.num_tried < ids.size()) {
    const size_t missing = count - out.programs.size();
    const auto begin = ids.begin() + static_cast<std::ptrdiff_t>(out.num_tried);
    const size_t num_next = std::min(missing + missing / 4 + 8, ids.size() - out.num_tried);
    const std::vector<std::string> next(begin, begin + static_cast<std::ptrdiff_t>(num_next));
    if (!session.ensure_screened(next))
      throw Interrupted("interrupted; screening goes on from here");
    const auto good = good_ones(session, next);
    std::vector<std::string> wanted;
    for (const std::string& id : next) {
      if (out.programs.size() + wanted.size() == count) break;
      ++out.num_tried;
      if (good.contains(id)) wanted.push_back(id);
    }
    if (wanted.empty()) continue;  // no id means all ids
    auto found = render::drawable_programs(session.store, session.driver_key, wanted, true);
    for (auto& program : found.programs) {
      out.measurements.push_back(good.at(program.id));
      out.programs.push_back(std::move(program));
    }
  }
  return out;
}

void draw_sample(const CorpusSession& session, CorpusSample& sample, const FrameShape& shape,
                 uint64_t seed, const TakeFrames& take) {
  const auto num_programs = static_cast<uint32_t>(sample.programs.size());
  const uint32_t at_once = std::max(1u, kFramesAtOnce / shape.num_frames);
  render::RenderSession renderer(
      session.device, num_programs, session.module_loader(sample.programs),
      frames::make_host_ring(session.device,
                             {at_once * shape.num_frames, shape.size_px, shape.size_px}, 1),
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
      base::Philox draws(seed, i, kMomentStage);
      for (uint32_t n = 0; n < shape.num_frames; ++n)
        requests.push_back(
            render::preview_request(i, shape.size_px,
                                    (static_cast<float>(n) + draws.uniform()) * kSeconds /
                                        static_cast<float>(shape.num_frames)));
    }
    if (requests.empty()) continue;
    render::DrawnFrames drawn = renderer.draw(requests);
    const auto n = static_cast<int64_t>(drawn_ones.size() - num_before);
    const int64_t size = shape.size_px;
    take(num_before, torch::from_blob(drawn.planes.data(), {n, shape.num_frames, 3, size, size},
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
