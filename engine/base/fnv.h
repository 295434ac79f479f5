#pragma once
// FNV-1a, 32 bits (Fowler, Noll, Vo): a number from a name, the same on every machine.
#include <cstdint>
#include <string_view>

namespace progpretrain::base {

constexpr uint32_t fnv1a_32(std::string_view text) {
  uint32_t hash = 2166136261u;
  for (const char c : text) hash = (hash ^ static_cast<uint8_t>(c)) * 16777619u;
  return hash;
}

}  // namespace progpretrain::base
