#pragma once
// Which host a text was written for, judged by what it declares and uses; nothing is compiled.
#include <string>

#include "engine/corpus/verdict.h"

namespace progpretrain::dialect {

struct Detection {
  std::string dialect;
  std::string reason;  ///< what in the text decided, for people
};

/// Refusal: unsupported, when the text is no shader in a known dialect.
corpus::Result<Detection> detect(std::string_view source);

}  // namespace progpretrain::dialect
