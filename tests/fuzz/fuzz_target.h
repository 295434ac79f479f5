#pragma once
// A fuzz target takes arbitrary bytes and ends the process when a promise is broken. Each target is
// built in one of two ways.
//
// Everywhere (GCC, every preset): with standalone_main.cpp, which mutates the target's own seeds by
// a fixed random sequence; ctest runs each for a few seconds.
//
//   tests/fuzz/fuzz_readers --seconds 60 --seed 7       longer, another sequence
//   tests/fuzz/fuzz_readers crash-fuzz_readers          runs one input again
//   tests/fuzz/fuzz_readers --write-seeds DIR           seeds as files, for libFuzzer
//
// With clang and libFuzzer (Debian: clang, libclang-rt-14-dev), guided by coverage, for long runs:
//
//   cmake --preset fuzz && cmake --build --preset fuzz
//   build/fuzz/tests/fuzz/fuzz_readers_seeds --write-seeds seeds
//   UBSAN_OPTIONS=halt_on_error=1 build/fuzz/tests/fuzz/fuzz_readers -max_total_time=600 seeds
#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

extern "C" int LLVMFuzzerTestOneInput(const uint8_t* bytes, size_t size);

namespace progpretrain::fuzz {

/// Inputs from which mutation starts.
std::vector<std::string> seeds();

/// Ends the process with the message.
[[noreturn]] void broken(const char* promise);

inline void expect(bool holds, const char* promise) {
  if (!holds) broken(promise);
}

}  // namespace progpretrain::fuzz
