#pragma once
// How many programs a corpus counts for: the exponential of the information that a frame's features
// hold about the program that drew it.
#include <torch/types.h>

#include <cstdint>
#include <vector>

#include "trainer/evaluate/bootstrap.h"

namespace progpretrain::trainer {

struct EffectiveNumber {
  Interval programs;       ///< in [1,P]
  double temperature = 0;  ///< of the posterior; infinity: nothing could be recognised
};

/// A lower bound on exp(I(program; features)) of P >= 2 programs that are equally likely, features
/// f32 [P,F,D] on the scale of feature_scale.h and F >= 4.
///
/// Frames 0, 2, ... of each program are the gallery, the others are queries. For any distribution q
/// of programs given a frame, I >= log P + mean over the queries of log q(their program) (D. Barber
/// and F. Agakov, "The IM Algorithm", NIPS 2003). Here q(p | x) is proportional to the mean over
/// p's gallery frames g of exp(-|x - g|^2 / (2 t)), the soft nearest-neighbour posterior (J.
/// Goldberger et al., "Neighbourhood Components Analysis", NIPS 2004). The temperature t, to an
/// eighth of an octave, is the one that lets gallery frames recognise each other best, so that the
/// queries were never looked at before. P equal programs give 1, P programs that share no picture
/// give P, and no corpus more than P. The interval is that of the mean over programs, in the
/// logarithm.
EffectiveNumber effective_number(const torch::Tensor& features, uint64_t seed);

/// The mean of log q(its program) over the queries of each program: P values.
std::vector<float> log_posteriors(const torch::Tensor& gallery, const torch::Tensor& queries,
                                  double temperature);

}  // namespace progpretrain::trainer
