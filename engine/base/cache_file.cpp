#include "engine/base/cache_file.h"

#include "engine/base/check.h"
#include "engine/base/file.h"

namespace progpretrain::base {

std::filesystem::path cache_file(const std::filesystem::path& folder, const std::string& key,
                                 std::string_view extension) {
  constexpr size_t kHashChars = 64;
  PP_CHECK(key.size() == kHashChars && key.find_first_not_of("0123456789abcdef") == key.npos,
           "not a cache key: ", key);
  return folder / key.substr(0, 2) / key.substr(2).append(extension);
}

std::optional<std::string> read_cache_file(const std::filesystem::path& path) {
  std::error_code ignored;
  if (!std::filesystem::is_regular_file(path, ignored)) return std::nullopt;
  try {
    return read_file(path);
  } catch (const UsageError&) {
    return std::nullopt;  // removed meanwhile, or unreadable
  }
}

}  // namespace progpretrain::base
