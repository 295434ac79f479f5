#pragma once
// What a host promises to its programs, as data. One file per host defines its dialects; dialects()
// knows them all. A new host is a new file and one line in dialects.cpp.
#include <string>
#include <string_view>
#include <vector>

namespace progpretrain::dialect {

/// A value that the host writes into a uniform or varying, read as `expression` (GLSL, float types
/// only).
struct HostValue {
  std::string_view name;        ///< the author's name for it
  std::string_view type;        ///< "float", "vec2", ...
  std::string_view expression;  ///< over the names of the prelude
};

/// A prelude that is included only when the program uses one of its names.
struct Helpers {
  std::string_view file;  ///< under shaders/
  std::vector<std::string_view> names;
};

struct Dialect {
  enum class Entry {
    main_image,   ///< void mainImage(out vec4, in vec2)
    main,         ///< void main()
    main_or_body  ///< void main(), or a text that is main's body
  };

  std::string name;
  Entry entry = Entry::main;
  std::string macros;                      ///< "#define NAME VALUE\n" lines that the program sees
  std::vector<std::string_view> preludes;  ///< files under shaders/, in order
  std::vector<Helpers> helpers;
  std::vector<std::string_view> predeclared;  ///< names that the preludes declare; the author's
                                              ///< uniforms of these names vanish
  std::vector<HostValue> values;  ///< given when the author declares them as uniform or varying
  std::string_view
      output;  ///< predeclared output variable, or empty (gl_FragColor or the author's own)
  std::vector<std::string_view> previous_frame;  ///< samplers that hold the frame before
};

/// Every dialect this build knows.
const std::vector<Dialect>& dialects();
/// nullptr when unknown.
const Dialect* find_dialect(std::string_view name);
/// "shadertoy, twigl:classic, ..."
std::string known_dialects();

Dialect shadertoy_dialect();
std::vector<Dialect> twigl_dialects();
Dialect sandbox_dialect();

}  // namespace progpretrain::dialect
