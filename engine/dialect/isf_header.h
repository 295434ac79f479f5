#pragma once
// The JSON comment at the head of an Interactive Shader Format file: inputs, images and passes
// (https://github.com/mrRay/ISF_Spec, versions 1 and 2).
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"

namespace progpretrain::dialect {

struct IsfInput {
  std::string type;  ///< "float", "bool", "event", "long", "point2D", "color", "image", ...
  DeclaredParameter parameter;  ///< name, and of values kind, default and range
};

struct IsfImage {
  std::string name, path;
  bool is_cube = false;
};

struct IsfPass {
  std::string target;  ///< empty: it draws the picture
  bool is_persistent = false, is_float = false;
  std::string width, height;  ///< expressions (engine/dialect/isf_size.h); empty: the canvas's
};

struct IsfHeader {
  std::vector<IsfInput> inputs;
  std::vector<IsfImage> images;
  std::vector<IsfPass> passes;
  size_t first = 0, last = 0;  ///< the comment in the text: [first, last)
};

/// The text between the marks of the comment that is an ISF header, or nothing. It is the first
/// comment that holds an object with one of the specification's keys, or an empty one in a text that
/// uses ISF's names.
std::optional<std::string_view> find_isf_header(std::string_view source);

/// Reads it, with what hosts forgive: trailing commas, comments, line ends in strings, numbers such
/// as ".5". Refusal: unsupported when there is no header; parse_error when it is no JSON.
corpus::Result<IsfHeader> read_isf_header(std::string_view source);

}  // namespace progpretrain::dialect
