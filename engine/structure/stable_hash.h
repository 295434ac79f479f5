#pragma once
// 64-bit hashes that are the same on every machine and in every version of the standard library.
#include <cstdint>
#include <string_view>

namespace progpretrain::structure {

/// The finaliser of SplitMix64 (Steele, Lea, Flood 2014).
constexpr uint64_t mix(uint64_t x) {
  x += 0x9e3779b97f4a7c15u;
  x = (x ^ (x >> 30)) * 0xbf58476d1ce4e5b9u;
  x = (x ^ (x >> 27)) * 0x94d049bb133111ebu;
  return x ^ (x >> 31);
}

/// Of a sequence: start with any number and take in one after the other.
constexpr uint64_t mix(uint64_t hash, uint64_t next) {
  return mix(hash ^ (next + 0x9e3779b97f4a7c15u + (hash << 6) + (hash >> 2)));
}

/// FNV-1a.
constexpr uint64_t hash_text(std::string_view text) {
  uint64_t hash = 0xcbf29ce484222325u;
  for (const char c : text) hash = (hash ^ static_cast<unsigned char>(c)) * 0x100000001b3u;
  return hash;
}

}  // namespace progpretrain::structure
