#pragma once
// Samplers become values (shaders/textures.glsl): their types and the calls that read them are
// rewritten, and every sampler that the program reads is bound to something.
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/dialect/author_program.h"

namespace progpretrain::dialect {

enum class SamplerType { two_dimensional, cube, three_dimensional };

/// What a sampler reads.
struct SamplerBinding {
  std::string name;                 ///< the author's name for it
  std::optional<SamplerType> type;  ///< nullopt: nothing is bound, the program's use decides
  std::string value;                ///< GLSL: the arguments of the constructor of its type
  std::string size = "vec3(0.0)";   ///< GLSL: vec3, width, height, depth in px
  bool is_mipmapped = false;        ///< reading it may need derivatives
  bool varies = false;              ///< the value differs from pass to pass: no constant
  int32_t buffer = -1;              ///< index of the buffer that it reads, or -1
  std::string note;                 ///< for people: "iChannel0: stand-in for a texture"; or empty
};

/// What a sampler reads that the author declares and the host does not know.
using OtherSamplers = std::function<SamplerBinding(const std::string& name, SamplerType type)>;

/// Edits that wait until names are settled (rename_identifiers()): indices of tokens stay valid.
struct SamplerPlan {
  struct Edit {
    size_t token = 0;
    std::string text;
  };
  struct Sampler {
    size_t token = 0;  ///< an occurrence of its name
    SamplerBinding binding;
  };
  std::vector<Edit> edits;
  std::vector<Sampler> samplers;   ///< those that the program reads
  bool reads_textures = false;     ///< the unit needs shaders/textures.glsl
  bool needs_derivatives = false;  ///< a mipmap level is chosen by the neighbours' coordinates

  bool reads_buffers() const;
};

/// Elements of arrays of samplers that nobody declares, sTD2DInputs[0], become samplers of their own:
/// sTD2DInputs_0. An index that is no number counts as 0.
void split_host_sampler_arrays(AuthorProgram& program);

/// Finds them. `bound`: what the host offers; of several with one name the one of the type that the
/// program's use tells is taken, else the first. `other`: the rest, or
/// empty: they read nothing. `host_declares`: what nobody declares and only texture functions read is
/// one of the rest. Refusal (unsupported, with the line): a
/// sampler of integers, of arrays or for shadows that is read, an array of samplers, a texture
/// function without a counterpart.
corpus::Result<SamplerPlan> plan_samplers(const AuthorProgram& program,
                                          const std::vector<SamplerBinding>& bound,
                                          const OtherSamplers& other, bool host_declares);

/// Edits the tokens.
void apply_samplers(AuthorProgram& program, const SamplerPlan& plan);

/// Declarations of the samplers that are read, after apply_samplers() and rename_identifiers().
std::string sampler_declarations(const AuthorProgram& program, const SamplerPlan& plan);

/// "texture2DLodEXT" -> "pp_textureLod"; nullopt: not known.
std::optional<std::string_view> texture_function(std::string_view name);

}  // namespace progpretrain::dialect
