#pragma once
// OpenMP's threads, which LibTorch computes with, spin while they wait for each other. Beside other
// busy threads (rendering on the same cores, above all) they then take the cores from those that
// have work: measured here, steps became 9 times slower.

namespace progpretrain::trainer {

/// Makes OpenMP's threads sleep while they wait. The OpenMP library reads this (OMP_WAIT_POLICY)
/// once, before main(), so the process starts itself again with the same arguments; call it first
/// in main(), before threads or files exist. Returns when there is nothing to do: the variable is
/// set already, by this function or by the user, whose word stands.
void use_passive_threads(char** arguments);

}  // namespace progpretrain::trainer
