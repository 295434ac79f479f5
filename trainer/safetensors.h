#pragma once
// The safetensors format (https://huggingface.co/docs/safetensors, "Format"): 8 bytes little-endian
// length of the header, a JSON header {name: {dtype, shape, data_offsets}}, then the bytes of all
// tensors without gaps, row-major, little-endian. Nothing in such a file is executed, which is why
// weights travel in it.
#include <torch/types.h>

#include <filesystem>
#include <map>
#include <string>
#include <string_view>

#include "trainer/named_tensors.h"

namespace progpretrain::trainer {

struct SafetensorsFile {
  TensorMap tensors;                            ///< on the CPU, contiguous
  std::map<std::string, std::string> metadata;  ///< the header's "__metadata__"
};

/// The bytes of a file that holds `tensors` (any device and layout) in the given order. Names must
/// be unique. Types: f32, f64, f16, bf16, i64, i32, i16, i8, u8, bool.
std::string encode_safetensors(const NamedTensors& tensors,
                               const std::map<std::string, std::string>& metadata);

/// Writes encode_safetensors() under a temporary name, synced and renamed. Throws EnvironmentError
/// (disk full, ...).
void write_safetensors(const std::filesystem::path& path, const NamedTensors& tensors,
                       const std::map<std::string, std::string>& metadata);

/// Checks every length, offset, shape and type against the file before it touches data: throws
/// UsageError "FILE: ..." otherwise.
SafetensorsFile read_safetensors(const std::filesystem::path& path);

/// The same for bytes in memory; `where` names them in errors.
SafetensorsFile decode_safetensors(std::string_view bytes, const std::string& where);

}  // namespace progpretrain::trainer
