#include "trainer/safetensors.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>
#include <limits>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/strict_json.h"

namespace progpretrain::trainer {
namespace {
using base::Json;

static_assert(std::endian::native == std::endian::little,
              "tensor bytes are written as they lie in memory");

struct TypeName {
  const char* name;
  torch::ScalarType type;
};
constexpr std::array kTypes = {TypeName{"F32", torch::kFloat}, TypeName{"F64", torch::kDouble},
                               TypeName{"F16", torch::kHalf},  TypeName{"BF16", torch::kBFloat16},
                               TypeName{"I64", torch::kLong},  TypeName{"I32", torch::kInt},
                               TypeName{"I16", torch::kShort}, TypeName{"I8", torch::kChar},
                               TypeName{"U8", torch::kByte},   TypeName{"BOOL", torch::kBool}};

constexpr size_t kLengthBytes = 8;
constexpr size_t kMaxHeaderBytes = 100'000'000;  // the reference implementation's limit

const char* type_name(torch::ScalarType type) {
  for (const TypeName& known : kTypes)
    if (known.type == type) return known.name;
  PP_CHECK(false, "safetensors has no name for ", type);
  return nullptr;
}

torch::ScalarType named_type(const std::string& name, const std::string& where) {
  std::string accepted;
  for (const TypeName& known : kTypes) {
    if (name == known.name) return known.type;
    accepted += (accepted.empty() ? "" : ", ") + std::string(known.name);
  }
  throw UsageError(where + ": dtype '" + name + "' (accepted: " + accepted + ")");
}

struct Range {
  uint64_t begin, end;
};

/// One header entry as a tensor over a copy of its bytes.
torch::Tensor decode_tensor(const Json& entry, std::string_view data, const std::string& where,
                            Range& range) {
  base::refuse_unknown_keys(entry, {"dtype", "shape", "data_offsets"}, where);
  const torch::ScalarType type =
      named_type(base::require<std::string>(entry, "dtype", where), where);
  const auto is_count = [](const Json& value) { return value.is_number_unsigned(); };
  const Json shape_json = base::require<Json>(entry, "shape", where);
  const Json offsets = base::require<Json>(entry, "data_offsets", where);
  if (!shape_json.is_array() || !std::all_of(shape_json.begin(), shape_json.end(), is_count))
    throw UsageError(where + ": key 'shape': expected an array of sizes");
  if (!offsets.is_array() || offsets.size() != 2 ||
      !std::all_of(offsets.begin(), offsets.end(), is_count))
    throw UsageError(where + ": key 'data_offsets': expected [begin, end]");
  range = {offsets[0].get<uint64_t>(), offsets[1].get<uint64_t>()};
  if (range.begin > range.end || range.end > data.size())
    throw UsageError(where + ": key 'data_offsets': [" + std::to_string(range.begin) + ", " +
                     std::to_string(range.end) + "] does not lie in the " +
                     std::to_string(data.size()) + " bytes of data");
  std::vector<int64_t> shape;
  uint64_t num_bytes = torch::elementSize(type);
  for (const Json& size : shape_json) {
    const auto value = size.get<uint64_t>();
    if (value > static_cast<uint64_t>(std::numeric_limits<int64_t>::max()) ||
        __builtin_mul_overflow(num_bytes, value, &num_bytes))
      throw UsageError(where + ": key 'shape': too large");
    shape.push_back(static_cast<int64_t>(value));
  }
  if (num_bytes != range.end - range.begin)
    throw UsageError(where + ": shape and dtype need " + std::to_string(num_bytes) +
                     " bytes, data_offsets span " + std::to_string(range.end - range.begin));
  torch::Tensor tensor = torch::empty(shape, type);
  if (num_bytes > 0) std::memcpy(tensor.data_ptr(), data.data() + range.begin, num_bytes);
  return tensor;
}

}  // namespace

std::string encode_safetensors(const NamedTensors& tensors,
                               const std::map<std::string, std::string>& metadata) {
  nlohmann::ordered_json header = nlohmann::ordered_json::object();
  if (!metadata.empty()) header["__metadata__"] = metadata;
  uint64_t offset = 0;
  for (const auto& [name, tensor] : tensors) {
    PP_CHECK(!header.contains(name), "tensor '", name, "' twice");
    const uint64_t end = offset + tensor.nbytes();
    header[name] = {{"dtype", type_name(tensor.scalar_type())},
                    {"shape", std::vector<int64_t>(tensor.sizes().begin(), tensor.sizes().end())},
                    {"data_offsets", {offset, end}}};
    offset = end;
  }
  std::string text = header.dump();
  text.append((8 - text.size() % 8) % 8,
              ' ');  // data starts aligned, so that readers may map the file
  const uint64_t length = text.size();
  std::string bytes(kLengthBytes, '\0');
  std::memcpy(bytes.data(), &length, kLengthBytes);
  bytes.reserve(kLengthBytes + text.size() + offset);
  bytes += text;
  for (const auto& [name, tensor] : tensors) {
    const torch::Tensor flat = tensor.detach().to(torch::kCPU).contiguous();
    if (flat.nbytes() > 0) bytes.append(static_cast<const char*>(flat.data_ptr()), flat.nbytes());
  }
  return bytes;
}

void write_safetensors(const std::filesystem::path& path, const NamedTensors& tensors,
                       const std::map<std::string, std::string>& metadata) {
  base::write_file_atomically(path, encode_safetensors(tensors, metadata));
}

SafetensorsFile read_safetensors(const std::filesystem::path& path) {
  return decode_safetensors(base::read_file(path), path.string());
}

SafetensorsFile decode_safetensors(std::string_view bytes, const std::string& where) {
  uint64_t length = 0;
  if (bytes.size() < kLengthBytes) throw UsageError(where + ": too short for a safetensors file");
  std::memcpy(&length, bytes.data(), kLengthBytes);
  if (length > kMaxHeaderBytes || length > bytes.size() - kLengthBytes)
    throw UsageError(where + ": not a safetensors file, or cut off: its header would have " +
                     std::to_string(length) + " bytes");
  const std::string_view text = bytes.substr(kLengthBytes, length),
                         data = bytes.substr(kLengthBytes + length);
  if (text.empty() || text.front() != '{')
    throw UsageError(where + ": the safetensors header is not a JSON object");
  const Json header = base::parse_json(text, where, /*max_depth=*/4);

  SafetensorsFile file;
  std::vector<Range> ranges;
  for (const auto& [name, entry] : header.items()) {
    if (name == "__metadata__") {
      file.metadata =
          base::require<std::map<std::string, std::string>>(header, "__metadata__", where);
      continue;
    }
    file.tensors[name] =
        decode_tensor(entry, data, where + ": tensor '" + name + "'", ranges.emplace_back());
  }
  // The tensors must tile the data: neither holes, where anything could hide, nor overlaps.
  std::sort(ranges.begin(), ranges.end(), [](const Range& a, const Range& b) {
    return a.begin != b.begin ? a.begin < b.begin : a.end < b.end;
  });
  uint64_t covered = 0;
  for (const Range& range : ranges) {
    if (range.begin != covered)
      throw UsageError(where + ": tensors leave a gap or overlap at byte " +
                       std::to_string(covered) + " of the data");
    covered = range.end;
  }
  if (covered != data.size())
    throw UsageError(where + ": " + std::to_string(data.size() - covered) +
                     " bytes belong to no tensor");
  return file;
}

}  // namespace progpretrain::trainer
