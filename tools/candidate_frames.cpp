#include "tools/candidate_frames.h"

#include <torch/types.h>

#include <algorithm>
#include <future>
#include <optional>

#include "engine/base/check.h"
#include "engine/base/log.h"
#include "engine/base/philox.h"
#include "engine/corpus/text.h"
#include "engine/picture/codec.h"
#include "engine/render/batch_renderer.h"
#include "engine/render/picture_statistics.h"
#include "trainer/checkpoint.h"
#include "trainer/evaluate/resize.h"
#include "trainer/feature_function.h"

namespace progpretrain::tools {
namespace {

constexpr float kSeconds = 10, kPairGap_s = 10.0f / 32;
constexpr uint32_t kPairs = kCandidateFrames / 2;
constexpr uint32_t kProgramsPerBatch = 32, kResident = 4 * kProgramsPerBatch;
constexpr uint32_t kMomentStage = 0x6D6F6D65;  // of the draws
constexpr size_t kFrameBytes = size_t{3} * kCandidateSize_px * kCandidateSize_px;
constexpr const char* kEncoderFile = "selection_encoder.safetensors";

struct Look {
  double edge_density = 0;
  uint32_t num_faint = 0;
};

/// The pictures of some programs.
struct Batch {
  std::vector<std::optional<Look>> looks;  ///< by program; none: it could not be drawn
  std::vector<uint8_t> planes;             ///< (drawn programs, kCandidateFrames, 3, px, px)
};

Look look_of(render::Planes frames) {
  Look out;
  for (uint32_t i = 0; i < kCandidateFrames; ++i) {
    const auto frame = frames.subspan(i * kFrameBytes, kFrameBytes);
    out.num_faint += render::is_nearly_uniform(frame, kFaintStd) ? 1 : 0;
    out.edge_density += render::edge_density(frame) / kCandidateFrames;
  }
  return out;
}

class Drawer {
 public:
  Drawer(const CorpusSession& session, const std::vector<render::DrawableProgram>& programs,
         uint64_t seed)
      : pool_(session.device, static_cast<uint32_t>(programs.size()),
              session.module_loader(programs), {.capacity = kResident, .transformed = false}),
        ring_(frames::make_host_ring(
            session.device,
            {kProgramsPerBatch * kCandidateFrames, kCandidateSize_px, kCandidateSize_px}, 1)),
        renderer_(session.device, pool_, *ring_),
        seed_(seed) {}

  Batch draw(uint32_t first, uint32_t end) {
    Batch out;
    std::vector<render::FrameRequest> requests;
    for (uint32_t program = first; program < end; ++program) {
      out.looks.emplace_back();
      try {
        pool_.make_ready(program);
      } catch (const render::ProgramFailure& e) {
        log::warn(e.what());
        continue;
      }
      out.looks.back().emplace();
      base::Philox draws(seed_, program, kMomentStage);
      for (uint32_t pair = 0; pair < kPairs; ++pair) {
        const float first_s = (static_cast<float>(pair) + draws.uniform()) * kSeconds / kPairs;
        for (const float time_s : {first_s, first_s + kPairGap_s})
          requests.push_back(render::preview_request(program, kCandidateSize_px, time_s));
      }
    }
    if (requests.empty()) return out;
    const auto lease = renderer_.submit(requests, kForEver);
    PP_CHECK(lease.has_value());
    const uint8_t* pixels = lease->acquire(nullptr, kForEver);
    out.planes.assign(pixels, pixels + requests.size() * kFrameBytes);
    render::Planes rest = out.planes;
    for (auto& look : out.looks) {
      if (!look) continue;
      look = look_of(rest.first(kCandidateFrames * kFrameBytes));
      rest = rest.subspan(kCandidateFrames * kFrameBytes);
    }
    return out;
  }

 private:
  static constexpr std::chrono::hours kForEver{24};
  render::PipelinePool pool_;
  std::unique_ptr<frames::FrameRing> ring_;
  render::BatchRenderer renderer_;
  uint64_t seed_;
};

trainer::FeatureFunction selection_encoder() {
  const auto file = selection_encoder_file();
  if (!std::filesystem::exists(file))
    throw UsageError(
        file.string() +
        ": the encoder that selects is missing (tools/make_selection_encoder.sh makes it)");
  return trainer::feature_function(trainer::load_encoder(file).encoder);
}

/// Features (drawn programs * kCandidateFrames, D).
torch::Tensor features_of(const trainer::FeatureFunction& encode, Batch& batch) {
  const auto num_frames = static_cast<int64_t>(batch.planes.size() / kFrameBytes);
  const torch::Tensor images = torch::from_blob(
      batch.planes.data(), {num_frames, 3, kCandidateSize_px, kCandidateSize_px}, torch::kUInt8);
  return trainer::extract_features(encode, images, num_frames).contiguous();
}

void take(Batch& batch, uint32_t first, const trainer::FeatureFunction& encode, Faint faint,
          CandidateFrames& out) {
  if (batch.planes.empty()) {
    out.num_failed += batch.looks.size();
    return;
  }
  const torch::Tensor rows = features_of(encode, batch);
  out.features.num_features = static_cast<uint32_t>(rows.size(1));
  const size_t width = size_t{kCandidateFrames} * out.features.num_features;
  const float* values = rows.data_ptr<float>();
  for (uint32_t i = 0; i < batch.looks.size(); ++i) {
    if (!batch.looks[i]) {
      ++out.num_failed;
      continue;
    }
    if (faint == Faint::leave_out && batch.looks[i]->num_faint >= kMaxFaintFrames) {
      ++out.num_faint;
    } else {
      out.kept.push_back(first + i);
      out.edge_density.push_back(batch.looks[i]->edge_density);
      out.features.values.insert(out.features.values.end(), values, values + width);
    }
    values += width;
  }
}

}  // namespace

std::filesystem::path selection_encoder_file() {
  return programs_folder() / kEncoderFile;
}

CandidateFrames look_at(const CorpusSession& session,
                        const std::vector<render::DrawableProgram>& programs, uint64_t seed,
                        Faint faint) {
  const trainer::FeatureFunction encode = selection_encoder();
  Drawer drawer(session, programs, seed);
  const auto count = static_cast<uint32_t>(programs.size());
  const auto draw = [&](uint32_t first) {
    return drawer.draw(first, std::min(first + kProgramsPerBatch, count));
  };
  CandidateFrames out;
  out.features.num_frames = kCandidateFrames;
  log::Progress progress("looking at candidates", "programs", count);
  // One batch is drawn while the one before it is encoded.
  auto next = std::async(std::launch::async, draw, 0u);
  for (uint32_t first = 0; first < count; first += kProgramsPerBatch) {
    Batch batch = next.get();
    if (stop_flag()) throw Interrupted("interrupted; nothing was written");
    if (first + kProgramsPerBatch < count)
      next = std::async(std::launch::async, draw, first + kProgramsPerBatch);
    take(batch, first, encode, faint, out);
    progress.update(first + batch.looks.size());
  }
  return out;
}

synth::FrameFeatures look_at_pictures(const std::filesystem::path& folder) {
  namespace fs = std::filesystem;
  if (!fs::is_directory(folder)) throw UsageError(folder.string() + ": no such folder");
  std::vector<fs::path> files;
  for (const auto& entry : fs::recursive_directory_iterator(folder)) {
    const std::string extension = corpus::lower_case(entry.path().extension().string());
    if (entry.is_regular_file() &&
        (extension == ".png" || extension == ".jpg" || extension == ".jpeg"))
      files.push_back(entry.path());
  }
  if (files.empty())
    throw UsageError(folder.string() + ": holds no pictures (looked for *.png, *.jpg, *.jpeg)");
  std::sort(files.begin(), files.end());
  const trainer::FeatureFunction encode = selection_encoder();
  const size_t count = std::min(files.size(), kMaxPictures);
  synth::FrameFeatures out;
  out.num_frames = 1;
  log::Progress progress("looking at pictures", "pictures", count);
  for (size_t i = 0; i < count; ++i) {
    if (stop_flag()) throw Interrupted("interrupted; nothing was written");
    const picture::Image image = picture::read_image(files[i * files.size() / count]);
    torch::Tensor planes = torch::empty({1, 3, image.height, image.width}, torch::kUInt8);
    picture::to_planar(image, {planes.data_ptr<uint8_t>(), static_cast<size_t>(planes.numel())});
    const torch::Tensor row =
        trainer::extract_features(encode, trainer::fit_to_square(planes, kCandidateSize_px), 1)
            .contiguous();  // (1, D)
    out.num_features = static_cast<uint32_t>(row.size(1));
    out.values.insert(out.values.end(), row.data_ptr<float>(), row.data_ptr<float>() + row.size(1));
    progress.update(i + 1);
  }
  return out;
}

}  // namespace progpretrain::tools
