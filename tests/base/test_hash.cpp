#include <doctest/doctest.h>

#include <string>

#include "engine/base/hash.h"

using namespace progpretrain::base;

// FIPS 180-4 examples as published by NIST ("SHA256.pdf", cryptographic standards, example values).
TEST_CASE("hash: SHA-256 agrees with NIST's examples") {
  CHECK(sha256_hex("") == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
  CHECK(sha256_hex("abc") == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(sha256_hex("abcdbcdecdefdefgefghfghighijhijkijkljklmklmnlmnomnopnopq") ==
        "248d6a61d20638b8e5c026930c3e6039a33ce45964ff2167f6ecedd419db06c1");
  CHECK(sha256_hex(std::string(1'000'000, 'a')) ==
        "cdc76e5c9914fb9281a1c7e284d73e67f1809a48a497200e046d39ccc7112cd0");
}

TEST_CASE("hash: the digest does not depend on how the bytes arrive") {
  const std::string text(1000, 'x');
  Sha256 pieces;
  for (size_t at = 0; at < text.size(); at += 7)
    pieces.update(std::string_view(text).substr(at, 7));
  CHECK(pieces.hex() == sha256_hex(text));
}

TEST_CASE("hash: fields keep their borders") {
  const auto fields = [](std::string_view a, std::string_view b) {
    return Sha256().update_field(a).update_field(b).hex();
  };
  CHECK(fields("ab", "c") != fields("a", "bc"));
  CHECK(fields("", "abc") != fields("abc", ""));
  CHECK(fields("1:a", "") != fields("", "1:a"));
  CHECK(fields("ab", "c") == fields("ab", "c"));
}

TEST_CASE("hash: NUL bytes count") {
  CHECK(sha256_hex(std::string_view("a\0b", 3)) != sha256_hex(std::string_view("a\0c", 3)));
}
