#include "engine/corpus/verdict.h"

#include <algorithm>
#include <array>

#include "engine/base/check.h"

namespace progpretrain::corpus {
namespace {

constexpr std::array<std::string_view, 8> kNames{
    "ok",           "parse_error",   "unsupported", "compile_timeout", "compiler_crash",
    "draw_timeout", "out_of_memory", "device_lost"};
static_assert(static_cast<size_t>(Verdict::device_lost) + 1 == kNames.size());

}  // namespace

std::string_view to_string(Verdict verdict) {
  const auto index = static_cast<size_t>(verdict);
  PP_CHECK(index < kNames.size(), "verdict ", index);
  return kNames[index];
}

std::optional<Verdict> verdict_from_string(std::string_view name) {
  const auto found = std::find(kNames.begin(), kNames.end(), name);
  if (found == kNames.end()) return std::nullopt;
  return static_cast<Verdict>(found - kNames.begin());
}

}  // namespace progpretrain::corpus
