#include "engine/base/embedded_text.h"

#include "engine/base/check.h"

namespace progpretrain::base {

std::string_view text_named(std::span<const EmbeddedText> texts, std::string_view name) {
  for (const EmbeddedText& embedded : texts)
    if (embedded.name == name) return embedded.text;
  PP_CHECK(false, "no embedded text ", name);
  return {};
}

}  // namespace progpretrain::base
