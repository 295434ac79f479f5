// The picture of a program whose passes all write buffers: one of them (its index comes as the number of the pass),
// resampled by the window. Stands between shaders/frame.glsl (with PP_BUFFERS) and shaders/entry.glsl; compiled by the
// pipeline pool.

vec4 pp_shown_texel(ivec2 position) {
  return pp_buffer_texel(pp_dispatch.pass, clamp(position, ivec2(0), ivec2(PP_FRAME.canvas.xy) - 1));
}

// Between texel centres, linear; at one, the texel itself: a neighbour of weight 0 is left out, since 0 * infinity is none.
vec4 pp_shown_in_row(ivec2 position, float weight) {
  const vec4 left = pp_shown_texel(position);
  return weight > 0.0 ? mix(left, pp_shown_texel(position + ivec2(1, 0)), weight) : left;
}

vec4 pp_shown_at(vec2 position) {
  const vec2 from_centre = clamp(position, vec2(0.0), PP_FRAME.canvas.xy) - 0.5;
  const vec2 low = floor(from_centre), weight = from_centre - low;
  const vec4 lower = pp_shown_in_row(ivec2(low), weight.x);
  return weight.y > 0.0 ? mix(lower, pp_shown_in_row(ivec2(low) + ivec2(0, 1), weight.x), weight.y) : lower;
}

// Where an output pixel covers several texels: the mean over its footprint, at most 4 x 4 taps. The tolerance keeps windows
// of one texel per pixel exact when their scale carries a rounding error.
vec4 pp_program_colour() {
  const vec2 across = vec2(PP_FRAME.window_x.x, PP_FRAME.window_y.x);
  const vec2 down = vec2(PP_FRAME.window_x.y, PP_FRAME.window_y.y);
  const ivec2 taps = ivec2(clamp(ceil(vec2(length(across), length(down)) - 0.001), 1.0, 4.0));
  vec4 sum = vec4(0.0);
  for (int y = 0; y < taps.y; ++y)
    for (int x = 0; x < taps.x; ++x) {
      const vec2 offset = (vec2(x, y) + 0.5) / vec2(taps) - 0.5;
      sum += pp_shown_at(pp_frag_coord.xy + offset.x * across + offset.y * down);
    }
  return sum / float(taps.x * taps.y);
}
