// Compute textures of Bonzomatic's descendants, compiled after shaders/frame.glsl with PP_SCATTERS: image k of three is
// component k of buffer 0, of which the first pass of a frame makes zeros. Whole numbers are added (maximised, ...) the same
// way in whatever order the pixels run.
bool pp_scatter_word(int image, ivec2 at, uint frame_number, out uint word) {
  const ivec2 size = ivec2(PP_FRAME.canvas.xy), inside = clamp(at, ivec2(0), size - 1);
  word = 4u * (pp_buffer_start(0u, frame_number) + uint(inside.y) * uint(size.x) + uint(inside.x)) + uint(clamp(image, 0, 2));
  return inside == at && image == clamp(image, 0, 2);
}

// Lanes outside of the canvas and discarded ones leave no trace.
#define PP_SCATTER(NAME, OPERATION)                                                             \
  void NAME(int image, ivec2 at, uint value) {                                                  \
    uint word;                                                                                  \
    const bool is_drawn = !pp_discarded && all(lessThan(pp_pixel, ivec2(PP_FRAME.canvas.xy)));  \
    if (pp_scatter_word(image, at, pp_dispatch.step, word) && is_drawn) OPERATION(pp_buffer_words[word], value); \
  }
PP_SCATTER(pp_scatter_add, atomicAdd)
PP_SCATTER(pp_scatter_max, atomicMax)
PP_SCATTER(pp_scatter_min, atomicMin)
PP_SCATTER(pp_scatter_or, atomicOr)
PP_SCATTER(pp_scatter_and, atomicAnd)
PP_SCATTER(pp_scatter_xor, atomicXor)
void pp_scatter_store(int image, ivec2 at, uvec4 value) { pp_scatter_max(image, at, value.x); }

uvec4 pp_scatter_load(int image, ivec2 at) {
  uint word;
  if (pp_dispatch.step == 0u || (PP_FRAME.layout_.z & 4u) != 0u) return uvec4(0u, 0u, 0u, 1u);
  if (!pp_scatter_word(image, at, pp_dispatch.step - 1u, word)) return uvec4(0u);
  return uvec4(pp_buffer_words[word], 0u, 0u, 1u);
}

ivec2 pp_scatter_size(int image) { return ivec2(PP_FRAME.canvas.xy); }
