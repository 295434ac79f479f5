#pragma once
// A typed parameter of a program text: a named constant with the range that its head declares.
#include <string>

namespace progpretrain::synth {

/// Numbers are in hundredths, so that no text depends on how a machine rounds.
struct Parameter {
  std::string name, kind;
  int value = 0, low = 0, high = 0;
};

}  // namespace progpretrain::synth
