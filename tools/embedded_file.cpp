#include "tools/embedded_file.h"

#include "engine/base/embedded_text.h"

namespace progpretrain::tools {

std::span<const base::EmbeddedText> embedded_files();  // generated

std::string_view embedded_file(std::string_view name) {
  return base::text_named(embedded_files(), name);
}

}  // namespace progpretrain::tools
