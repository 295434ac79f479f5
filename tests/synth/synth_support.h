#pragma once
// The families of the source tree, and compiling a text as training would.
#include <filesystem>
#include <string>
#include <vector>

#include "engine/dialect/compute_unit.h"
#include "engine/synth/synthesise.h"

namespace progpretrain::synth_support {

struct Family {
  std::filesystem::path path;
  std::string source;
};

/// programs/families in the order of their paths.
const std::vector<Family>& families();

/// With all families that can be grafted.
const synth::Synthesiser& synthesiser();

/// Empty when the text becomes SPIR-V, else the stage, line and reason; `parameters` receives how
/// many the translator found.
std::string compile_problem(const std::string& id, const std::string& source,
                            size_t* parameters = nullptr);

/// The value of "// KEY: value" in the head of a program, or empty.
std::string head_value(const std::string& source, const std::string& key);

}  // namespace progpretrain::synth_support
