#pragma once
// A program as its author wrote it, with what its source tells about it.
#include <string>
#include <vector>

namespace progpretrain::corpus {

struct Program {
  std::string id;       ///< the source's id, else the file's stem; unique in a corpus
  std::string dialect;  ///< "shadertoy", "twigl:geekest_300", "sandbox", ... ; empty = to be found
  std::string source;   ///< the author's text, UTF-8
  std::string title, author, description;
  std::string family;   ///< visual family, or empty
  std::string licence;  ///< SPDX name, or empty when the source does not say
  std::string origin;   ///< where it was read: path, or archive!member
  std::vector<std::string> tags;
};

}  // namespace progpretrain::corpus
