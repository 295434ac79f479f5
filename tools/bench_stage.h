#pragma once
// The same few batches of requests, drawn over and over in the ways that `progpretrain bench`
// compares: bare dispatches, the renderer, and the stream that a training process reads.
#include <torch/types.h>

#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

#include "engine/render/render_session.h"
#include "engine/stream/frame_stream.h"
#include "tools/corpus_session.h"

namespace progpretrain::tools {

/// Batch i of a measurement is requests[i % requests.size()].
using BatchesOfRequests = std::vector<std::vector<render::FrameRequest>>;

class BenchStage {
 public:
  /// Batches of shape.batch requests each; images go to a training process on `reader`.
  BenchStage(const CorpusSession& session, const std::vector<render::DrawableProgram>& programs,
             const frames::SlotShape& shape, BatchesOfRequests requests, torch::Device reader);

  // Wall seconds of `num_batches` batches; the device is idle before and after.
  /// Bare dispatches: the recorded commands of the batches, submitted again back to back with
  /// nothing around them. They lie in slots of their own, drawn at the first call.
  double floor_s(uint64_t num_batches);
  /// Requests in, pixels in a slot, the next batch submitted while one is being drawn.
  double renderer_s(uint64_t num_batches);
  /// Requests in, f32 [B,3,H,W] in [0,1] on `reader` out, drawn ahead; from the first batch's
  /// delivery on.
  double stream_s(uint64_t num_batches);

  /// Mean value in [0,1] of every image of batch 0.
  std::vector<double> image_means();

  /// Batches 0, 1, ... drawn ahead until the object ends, which waits until the device is idle.
  class Live {
   public:
    explicit Live(BenchStage& stage);
    ~Live();
    Live(const Live&) = delete;
    Live& operator=(const Live&) = delete;

    stream::Batch next() { return stream_->next(); }

   private:
    BenchStage& stage_;
    std::optional<stream::FrameStream> stream_;
  };

 private:
  frames::Lease submit(const std::vector<render::FrameRequest>& requests);
  void wait_for_drawing(const frames::Lease& lease);
  void wait_until_idle();
  const std::vector<render::FrameRequest>& requests_of(uint64_t batch) const {
    return requests_[batch % requests_.size()];
  }

  const BatchesOfRequests requests_;
  const torch::Device reader_;
  render::RenderSession session_;
  std::vector<frames::Lease> recorded_;  // of the floor, one per distinct batch
};

/// The time of a host that has just read one value of `images`: its device has computed them.
void wait_for(const torch::Tensor& images);

}  // namespace progpretrain::tools
