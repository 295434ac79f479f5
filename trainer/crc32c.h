#pragma once
// CRC-32C (Castagnoli), as in RFC 3720, appendix B.4.
#include <cstdint>
#include <string_view>

namespace progpretrain::trainer {

uint32_t crc32c(std::string_view bytes);

}  // namespace progpretrain::trainer
