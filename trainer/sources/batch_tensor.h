#pragma once
// From a batch that the renderer drew to a tensor, without a copy: the tensor views the slot.
#include <torch/types.h>

#include "engine/frames/frame_ring.h"

namespace progpretrain::trainer {

/// u8 [B,3,H,W] on the slot's own memory. Waits for the drawing. The tensor owns the lease: the
/// slot is given back when the last tensor that shares this storage is gone. `stream`: see
/// frames::Lease.
torch::Tensor view_of(frames::Lease lease, void* stream = nullptr);

/// f32 [B,3,H,W] in [0,1], a fresh tensor on `reader`; the slot is given back before this returns. A host ring's bytes go
/// to a GPU before they become floats.
torch::Tensor take_as_float(frames::Lease lease, torch::Device reader = torch::kCPU);

}  // namespace progpretrain::trainer
