#include "engine/render/drawing_marks.h"

#include <algorithm>

namespace progpretrain::render {
namespace {

constexpr size_t kMarksPerBatch = 16;

}  // namespace

// Marks keep dispatches apart on some devices: few of them there.
void DrawingMarks::begin(const gpu::Device& device, size_t num_pictures) {
  const size_t per_mark =
      device.info().is_cpu ? 1 : (num_pictures + kMarksPerBatch - 1) / kMarksPerBatch;
  pictures_per_mark_ = static_cast<uint32_t>(std::max<size_t>(per_mark, 1));
  const size_t num_marks = (num_pictures + pictures_per_mark_ - 1) / pictures_per_mark_;
  while (events_.size() < num_marks) events_.emplace_back(device.handle(), vk::EventCreateInfo());
  for (const vk::raii::Event& event : events_) event.reset();
}

// Pictures of programs with buffers come after the passes of all of them.
DrawingMarks::UnderWay DrawingMarks::under_way(bool device_lost) const {
  UnderWay out;
  while (!device_lost && out.num_set * pictures_per_mark_ < recorded_.size() &&
         events_[out.num_set].getStatus() == vk::Result::eEventSet)
    ++out.num_set;
  const size_t first = out.num_set * pictures_per_mark_;
  const size_t end = device_lost ? recorded_.size() : first + pictures_per_mark_;
  for (size_t i = first; i < recorded_.size(); ++i)
    if (i < end || (recorded_[first].has_buffers && recorded_[i].has_buffers))
      out.programs.push_back(recorded_[i].program);
  return out;
}

}  // namespace progpretrain::render
