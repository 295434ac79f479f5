#pragma once
// NumPy's array file, format version 1.0 (numpy.lib.format): what numpy.load reads without pickle.
#include <cstdint>
#include <filesystem>
#include <span>
#include <string>
#include <vector>

namespace progpretrain::picture {

/// Magic, version, length and the padded dictionary for a C-ordered uint8 array; a multiple of 64
/// bytes.
std::string npy_header(const std::vector<int64_t>& shape);

/// Writes a uint8 array, e.g. frames [N,3,H,W] with row 0 = top, atomically. `data` must have the
/// shape's size.
void write_npy(const std::filesystem::path& path, std::span<const uint8_t> data,
               const std::vector<int64_t>& shape);

}  // namespace progpretrain::picture
