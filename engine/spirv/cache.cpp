#include <bit>
#include <cstring>

#include "engine/base/check.h"
#include "engine/base/file.h"
#include "engine/base/hash.h"
#include "engine/spirv/build.h"

namespace progpretrain::spirv {
namespace {

static_assert(std::endian::native == std::endian::little);

constexpr std::string_view kMagic = "PPSPIRV\n";
constexpr uint32_t kFileVersion = 1;
constexpr size_t kHashChars = 64;

// What follows magic and hash; the hash covers all of it, so that a load trusts nothing that was
// not written whole.
struct Header {
  uint32_t version = kFileVersion;
  uint32_t uses_derivatives = 0, num_instructions = 0, num_loops = 0;
  uint64_t num_words = 0;
};
static_assert(sizeof(Header) == 24);

}  // namespace

ModuleCache::ModuleCache(std::filesystem::path folder) : folder_(std::move(folder)) {}

std::filesystem::path ModuleCache::path_of(const std::string& key) const {
  PP_CHECK(
      key.size() == kHashChars && key.find_first_not_of("0123456789abcdef") == std::string::npos,
      "not a cache key: ", key);
  return folder_ / key.substr(0, 2) / (key.substr(2) + ".spv");
}

std::optional<Module> ModuleCache::load(const std::string& key) const {
  const std::filesystem::path path = path_of(key);
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
  std::string bytes;
  try {
    bytes = base::read_file(path);
  } catch (const UsageError&) {
    return std::nullopt;  // removed or unreadable: built again
  }
  const std::string_view view = bytes;
  if (view.size() < kMagic.size() + kHashChars + sizeof(Header) ||
      view.substr(0, kMagic.size()) != kMagic)
    return std::nullopt;
  const std::string_view content = view.substr(kMagic.size() + kHashChars);
  if (base::sha256_hex(content) != view.substr(kMagic.size(), kHashChars)) return std::nullopt;
  Header header;
  std::memcpy(&header, content.data(), sizeof(header));
  if (header.version != kFileVersion ||
      header.num_words != (content.size() - sizeof(header)) / sizeof(uint32_t))
    return std::nullopt;
  Module module;
  module.uses_derivatives = header.uses_derivatives != 0;
  module.num_instructions = header.num_instructions;
  module.num_loops = header.num_loops;
  module.words.resize(header.num_words);
  std::memcpy(module.words.data(), content.data() + sizeof(header),
              header.num_words * sizeof(uint32_t));
  return module;
}

void ModuleCache::save(const std::string& key, const Module& module) const {
  Header header;
  header.uses_derivatives = module.uses_derivatives;
  header.num_instructions = module.num_instructions;
  header.num_loops = module.num_loops;
  header.num_words = module.words.size();
  std::string content(reinterpret_cast<const char*>(&header), sizeof(header));
  content.append(reinterpret_cast<const char*>(module.words.data()),
                 module.words.size() * sizeof(uint32_t));
  base::write_file_atomically(path_of(key),
                              std::string(kMagic) + base::sha256_hex(content) + content);
}

}  // namespace progpretrain::spirv
