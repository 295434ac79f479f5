#pragma once
// What candidates for a pack look like: a few frames of each, drawn small and seen by the encoder
// that selects.
#include <cstdint>
#include <filesystem>
#include <vector>

#include "engine/render/drawable_programs.h"
#include "engine/synth/select.h"
#include "tools/corpus_session.h"

namespace progpretrain::tools {

inline constexpr uint32_t kCandidateFrames = 8, kCandidateSize_px = 64;
/// A frame whose channels all deviate less than this from their means shows next to nothing.
inline constexpr double kFaintStd = 0.03;
/// A program of which so many frames are faint is no candidate.
inline constexpr uint32_t kMaxFaintFrames = 2;

struct CandidateFrames {
  std::vector<uint32_t> kept;              ///< places of the programs in the list, ascending
  synth::FrameFeatures features;           ///< of those kept, f32 [kept, kCandidateFrames, D]
  std::vector<double> edge_density;        ///< mean over the frames of those kept
  uint64_t num_faint = 0, num_failed = 0;  ///< left out: too little to see, could not be drawn
};

/// What happens to programs of which kMaxFaintFrames frames show next to nothing.
enum class Faint { leave_out, keep };

/// Draws kCandidateFrames moments of every program in about [0, 10) s: in each quarter one drawn
/// from `seed` and another 10/32 s later, for frames that lie so near should recognise each other.
/// Shows progress. Throws Interrupted when stop_flag() is set, UsageError when the
/// encoder (programs/selection_encoder.safetensors) is missing.
CandidateFrames look_at(const CorpusSession& session,
                        const std::vector<render::DrawableProgram>& programs, uint64_t seed,
                        Faint faint = Faint::leave_out);

/// Where the encoder lies with which programs are selected. Nothing that was selected by it may be
/// measured with it.
std::filesystem::path selection_encoder_file();

/// The PNG and JPEG pictures of a folder, at any depth, as programs of one frame; of many,
/// kMaxPictures evenly spread over their sorted names. Throws UsageError when there are none or one
/// cannot be read.
synth::FrameFeatures look_at_pictures(const std::filesystem::path& folder);
inline constexpr size_t kMaxPictures = 4096;

}  // namespace progpretrain::tools
