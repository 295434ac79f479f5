#pragma once
// How far the device has come with one recorded batch: events that it sets between the pictures.
#include <cstdint>
#include <span>
#include <vector>

#include "engine/gpu/device.h"
#include "engine/render/batch_recorder.h"

namespace progpretrain::render {

class DrawingMarks {
 public:
  /// Before a recording of `num_pictures` parts (of the result, see RecordTarget): no mark is set.
  void begin(const gpu::Device& device, size_t num_pictures);
  std::span<const vk::raii::Event> events() const { return events_; }
  uint32_t pictures_per_mark() const { return pictures_per_mark_; }
  /// What was recorded with these marks; nothing: no batch.
  void end(std::vector<RecordedPictures> recorded) { recorded_ = std::move(recorded); }

  struct UnderWay {
    uint64_t num_set = 0;            ///< marks that the device has passed
    std::vector<uint32_t> programs;  ///< one of them is being drawn; empty: all pictures are
  };
  /// Of a batch that has been submitted and has not ended. A lost device tells nothing: it may be
  /// any of the batch's programs.
  UnderWay under_way(bool device_lost) const;

 private:
  std::vector<vk::raii::Event> events_;
  std::vector<RecordedPictures> recorded_;
  uint32_t pictures_per_mark_ = 1;
};

}  // namespace progpretrain::render
