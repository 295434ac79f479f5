#include "engine/dialect/glsl_version.h"

#include <algorithm>
#include <charconv>

#include "engine/dialect/token.h"

namespace progpretrain::dialect {

GlslVersion glsl_version(std::string_view text, GlslVersion otherwise) {
  static constexpr std::string_view kDirective = "version";
  for (size_t at = text.find('#'); at != text.npos; at = text.find('#', at + 1)) {
    const size_t name = text.find_first_not_of(" \t", at + 1);
    if (name == text.npos || text.substr(name, kDirective.size()) != kDirective) continue;
    const std::string_view rest =
        text.substr(name + kDirective.size(), text.find('\n', name) - name - kDirective.size());
    const Tokens tokens = tokenise(rest.substr(0, std::min<size_t>(rest.size(), 80)));
    GlslVersion version;
    if (tokens.empty()) continue;
    const std::string& number = tokens[0].text;
    if (std::from_chars(number.data(), number.data() + number.size(), version.number).ec !=
        std::errc())
      continue;
    version.is_es = version.number == 100 || (tokens.size() > 1 && tokens[1].is("es"));
    version.is_told = true;
    return version;
  }
  return otherwise;
}

std::string with_version_number(std::string text, const GlslVersion& version) {
  static constexpr std::string_view kName = "__VERSION__";
  for (size_t at = text.find(kName); at != text.npos; at = text.find(kName, at))
    text.replace(at, kName.size(), std::to_string(version.number));
  return text;
}

std::string version_macros(const GlslVersion& version) {
  if (version.is_es) return "";
  std::string macros = "#undef GL_ES\n#undef GL_FRAGMENT_PRECISION_HIGH\n";
  // Qualifiers that change nothing here.
  if (version.number >= 130) macros += "#define noperspective\n#define precise\n";
  if (version.number >= 150) macros += "#define GL_core_profile 1\n";
  return macros;
}

}  // namespace progpretrain::dialect
