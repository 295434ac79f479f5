#pragma once
// Licence names as SPDX writes them (https://spdx.org/licenses), so that they can be counted and
// filtered.
#include <string>
#include <string_view>

namespace progpretrain::corpus {

/// The SPDX spelling of a licence name given in any case ("cc-by-nc-sa-3.0" -> "CC-BY-NC-SA-3.0",
/// "mit" -> "MIT"); a name that is not known stays as it is, cleaned.
std::string canonical_licence(std::string_view name);

}  // namespace progpretrain::corpus
