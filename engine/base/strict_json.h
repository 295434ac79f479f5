#pragma once
// JSON that comes from people or from the internet: errors name the file and the key, unknown keys
// are refused, depth is bounded.
#include <filesystem>
#include <initializer_list>
#include <limits>
#include <nlohmann/json.hpp>
#include <string>
#include <string_view>
#include <type_traits>
#include <utility>

namespace progpretrain::base {

using Json = nlohmann::json;

/// Parses `text`. Throws UsageError with `where` and the position on bad JSON or nesting deeper
/// than `max_depth`.
Json parse_json(std::string_view text, const std::string& where, int max_depth = 64);

/// Throws UsageError when `object` is not an object or has a key that is not in `known`; lists what
/// is accepted.
void refuse_unknown_keys(const Json& object, std::initializer_list<std::string_view> known,
                         const std::string& where);

/// object[key] as T; throws UsageError naming `where` and `key` when it is missing, of another type
/// or, for a number, not one of T's values (3.7 or true as an int, -1 as an unsigned).
template <class T>
T require(const Json& object, const char* key, const std::string& where);

/// object[key] as T, or `fallback` when the key is absent. Throws UsageError when it is of another
/// type.
template <class T>
T optional(const Json& object, const char* key, T fallback, const std::string& where);

[[noreturn]] void throw_json_error(const std::string& where, const char* key,
                                   const std::string& problem);
[[noreturn]] void throw_json_error(const std::string& where, const char* key,
                                   const Json::exception& problem);

/// Whether `value` is a number that T holds; the library would bend it to fit.
template <class T>
bool holds_number(const Json& value) {
  if constexpr (std::is_floating_point_v<T>) {
    constexpr double kMax = std::numeric_limits<T>::max();
    return value.is_number() && value.get<double>() >= -kMax && value.get<double>() <= kMax;
  } else {
    if (value.is_number_unsigned()) return std::in_range<T>(value.get<uint64_t>());
    return value.is_number_integer() && std::in_range<T>(value.get<int64_t>());
  }
}

template <class T>
inline constexpr bool kIsNumber = std::is_arithmetic_v<T> && !std::is_same_v<T, bool>;

template <class T>
T require(const Json& object, const char* key, const std::string& where) {
  const auto found = object.find(key);
  if (found == object.end()) throw_json_error(where, key, "is missing");
  if constexpr (kIsNumber<T>) {
    if (!holds_number<T>(*found))
      throw_json_error(where, key,
                       std::is_integral_v<T>
                           ? "expected an integer between " +
                                 std::to_string(std::numeric_limits<T>::min()) + " and " +
                                 std::to_string(std::numeric_limits<T>::max())
                           : std::string("expected a number"));
  }
  try {
    return found->get<T>();
  } catch (const Json::exception& e) {
    throw_json_error(where, key, e);
  }
}

template <class T>
T optional(const Json& object, const char* key, T fallback, const std::string& where) {
  return object.contains(key) ? require<T>(object, key, where) : fallback;
}

}  // namespace progpretrain::base
