#pragma once
// What a host promises to its programs, as data. One file per host defines its dialects; dialects()
// knows them all. A new host is a new file and one line in dialects.cpp.
#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "engine/corpus/program.h"
#include "engine/corpus/verdict.h"
#include "engine/dialect/compute_unit.h"
#include "engine/dialect/glsl_version.h"

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

/// A sampler that the host offers under a name of its own.
struct HostSampler {
  std::string_view name;
  uint32_t buffer = 0;  ///< it holds what was drawn into this buffer in the frame before
};

/// A sampler that the host fills from a medium: "music", "keyboard", "texture", ... (corpus::Input).
struct HostInput {
  std::string_view name, kind;
  std::string_view source = {};  ///< tells media of one kind apart
};

struct Dialect {
  enum class Entry {
    main_image,   ///< void mainImage(out vec4, in vec2)
    main,         ///< void main()
    main_or_body, ///< void main(), or a text that is main's body
    function      ///< vec4 `function`(`takes`), called as `call`; or void `function`(), as main(),
                  ///< where the other takes something
  };

  std::string name;
  Entry entry = Entry::main;
  std::string_view function;               ///< of Entry::function: its name
  std::vector<std::string_view> takes;     ///< and the types of its parameters
  std::string call;                        ///< and GLSL that calls it, over the names of the prelude
  std::string macros;                      ///< "#define NAME VALUE\n" lines that the program sees
  std::vector<std::string_view> preludes;  ///< files under shaders/, in order
  std::vector<Helpers> helpers;
  std::vector<std::string_view> predeclared;  ///< names that the preludes declare; the author's
                                              ///< uniforms of these names vanish
  std::vector<HostValue> values;  ///< given when the author declares them as uniform or varying;
                                  ///< of two with one name the one of the author's type, else the
                                  ///< first
  bool declares_values = false;   ///< they are there without a declaration as well
  bool declares_samplers = false; ///< so are samplers of any name: stand-in textures
  bool has_controls = false;      ///< so are values of any name that people may choose (controls.h)
  GlslVersion version{300, true};  ///< of texts that do not tell theirs
  std::string_view
      output;  ///< predeclared output variable, or empty (gl_FragColor or the author's own)
  std::string_view second_output;            ///< the same for a second render target
  uint32_t num_targets = 1;                  ///< render targets: buffers that a frame leaves behind
  std::vector<HostSampler> previous_frame;   ///< samplers that hold the frame before
  bool previous_frame_is_smooth = true;      ///< it is read with linear filtering, else nearest
  bool previous_frame_has_8_bits = false;    ///< its components are kept as bytes, else as floats
  /// GLSL: what the host clears a target to before every drawing, and a discarded pixel shows; empty:
  /// a buffer's texel stays what it was, a pixel of the picture is black.
  std::string_view cleared_to;
  bool other_samplers_read_previous = false; ///< any other sampler that the author declares reads
                                             ///< the first target as well; else a stand-in texture
  std::vector<HostInput> inputs;
  bool rows_from_top = false;                ///< of all textures: their first row is the top one
  bool has_compute_textures = false;         ///< compute_textures.h
  /// For hosts whose programs have passes of their own; nullptr: by the entry.
  corpus::Result<ComputeProgram> (*translate)(const Dialect&, const corpus::Program&) = nullptr;
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
Dialect isf_dialect();
Dialect bonzomatic_dialect();
Dialect viewer_dialect();
Dialect gl_transition_dialect();
Dialect love_dialect();
Dialect synesthesia_dialect();

}  // namespace progpretrain::dialect
