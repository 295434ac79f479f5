#pragma once
// Loads the programs of samples that are yet to be drawn, on a thread of its own, so that the
// drawing finds them resident.
#include <cstdint>
#include <functional>
#include <memory>

namespace progpretrain::stream {

class LoadAhead {
 public:
  using ProgramOfSample = std::function<uint32_t(uint64_t sample)>;  ///< a pure function
  using Load = std::function<void(uint32_t program)>;  ///< returns soon when it is resident

  /// Goes through the samples from `first_sample` on, at most `num_ahead` of them beyond what
  /// reach() said. A program that cannot be loaded is left to whoever draws it, which reports it in
  /// its turn.
  LoadAhead(ProgramOfSample program_of_sample, Load load, uint64_t first_sample,
            uint64_t num_ahead);
  /// Stops after the program in hand.
  ~LoadAhead();
  LoadAhead(const LoadAhead&) = delete;
  LoadAhead& operator=(const LoadAhead&) = delete;

  /// The drawing has come to `sample`: what lies before it is not worth loading any more.
  void reach(uint64_t sample);

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace progpretrain::stream
