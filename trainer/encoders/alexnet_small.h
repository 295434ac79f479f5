#pragma once
// The small AlexNet of the program and noise studies (Baradad et al., "Learning to See by Looking
// at Noise", NeurIPS 2021, and "Procedural Image Programs for Representation Learning", NeurIPS
// 2022): convolutions 96-192-384-384-192 of 3x3 with batch normalisation, three overlapping max
// poolings, then fully connected 4096-4096. Their last layer, 4096 -> 128, is the contrastive
// projector and belongs to the method (projector_hidden = 0). Names as torchvision's: features.N,
// classifier.N.
//
// The feature is the output of the second fully connected layer after its ReLU (4096 numbers).
#include <memory>

namespace progpretrain::trainer {

class Encoder;

/// Made for 64 px, where the last pooling leaves 7x7; other sizes are pooled to 7x7 as
/// torchvision's AlexNet pools to 6x6.
std::shared_ptr<Encoder> make_alexnet_small();

}  // namespace progpretrain::trainer
