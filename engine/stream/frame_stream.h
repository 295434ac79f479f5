#pragma once
// The stream of a run: request k -> batches, drawn ahead of the reader on a thread of its own. The order is that of the
// requests, whatever the speed of either side.
#include <cstdint>
#include <functional>
#include <memory>
#include <vector>

#include "engine/frames/frame_ring.h"
#include "engine/render/batch_renderer.h"
#include "engine/render/frame_request.h"

namespace progpretrain::stream {

/// One batch: image i of `frames` shows requests[i].
struct Batch {
  frames::Lease frames;
  uint64_t number = 0;  ///< 0 for the stream's first batch
  std::vector<render::FrameRequest> requests;
};

class FrameStream {
 public:
  /// The requests of batch `number`, a pure function.
  using Requests = std::function<std::vector<render::FrameRequest>(uint64_t number)>;
  /// Starts drawing; what BatchRenderer::submit does, replaceable in tests.
  using Submit = std::function<std::optional<frames::Lease>(std::span<const render::FrameRequest>,
                                                            std::chrono::nanoseconds timeout)>;

  /// Draws batch `first_batch` and those after it, as far ahead as `depth` batches (at most the ring's slots less the one
  /// that the reader holds). `patience`: how long next() waits while the ring has no free slot.
  FrameStream(Submit submit, Requests requests, uint64_t first_batch, uint32_t depth,
              std::chrono::nanoseconds patience = std::chrono::seconds(60));
  /// Stops the thread; batches that were drawn but not read are given back.
  ~FrameStream();
  FrameStream(const FrameStream&) = delete;
  FrameStream& operator=(const FrameStream&) = delete;

  /// The next batch, in order; blocks until it has been submitted (Lease::acquire waits for its pixels). Rethrows what
  /// went wrong on the drawing thread. Throws EnvironmentError when no slot became free within the patience: whoever reads
  /// keeps all batches, and would wait for ever. It may be called again when some were given back.
  Batch next();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::stream
