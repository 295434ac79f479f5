#include "engine/picture/npy.h"

#include "engine/base/check.h"
#include "engine/base/file.h"

namespace progpretrain::picture {

std::string npy_header(const std::vector<int64_t>& shape) {
  std::string dictionary = "{'descr': '|u1', 'fortran_order': False, 'shape': (";
  // A Python tuple, as NumPy writes it.
  for (size_t i = 0; i < shape.size(); ++i) dictionary += (i > 0 ? ", " : "") + std::to_string(shape[i]);
  dictionary += shape.size() == 1 ? ",), }" : "), }";
  constexpr size_t kPrefix = 10, kAlignment = 64;  // magic 6, version 2, length 2
  const size_t used = kPrefix + dictionary.size() + 1;
  dictionary.append((kAlignment - used % kAlignment) % kAlignment, ' ').append("\n");
  const size_t length = dictionary.size();
  PP_CHECK(length < 65536, length);
  std::string header("\x93NUMPY\x01\x00", 8);
  header += static_cast<char>(length & 0xff);
  header += static_cast<char>(length >> 8);
  return header + dictionary;
}

void write_npy(const std::filesystem::path& path, std::span<const uint8_t> data,
               const std::vector<int64_t>& shape) {
  uint64_t size = 1;
  for (const int64_t extent : shape) size *= static_cast<uint64_t>(extent);
  PP_CHECK_EQ(data.size(), size);
  std::string bytes = npy_header(shape);
  bytes.reserve(bytes.size() + data.size());
  bytes.append(reinterpret_cast<const char*>(data.data()), data.size());
  base::write_file_atomically(path, bytes);
}

}  // namespace progpretrain::picture
