#pragma once
// SHA-256 as the one content hash: programs, SPIR-V, corpora, caches.
#include <array>
#include <cstdint>
#include <span>
#include <string>
#include <string_view>

namespace progpretrain::base {

/// Incremental SHA-256 (FIPS 180-4, by OpenSSL).
class Sha256 {
 public:
  Sha256();
  ~Sha256();
  Sha256(const Sha256&) = delete;
  Sha256& operator=(const Sha256&) = delete;

  Sha256& update(std::string_view bytes);
  /// Adds the length first, so that ("ab","c") and ("a","bc") differ.
  Sha256& update_field(std::string_view bytes);
  /// 64 lower-case hexadecimal digits. Call once.
  std::string hex();

 private:
  void* context_;
};

/// 64 lower-case hexadecimal digits of the SHA-256 of `bytes`.
std::string sha256_hex(std::string_view bytes);

}  // namespace progpretrain::base
