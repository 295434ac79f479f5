// A picture that looks at a shared canvas through its window: the mean over every pixel's footprint, at most 4 x 4 taps,
// linear between canvas pixels. Compiled after shaders/slot.glsl, by the batch renderer. Of the parameters, `canvas` is
// the size at which the canvas was drawn, and the window maps to its pixels; its top row comes first in the scratch.
layout(local_size_x = 64) in;
layout(std430, set = 0, binding = PP_BINDING_SCRATCH) readonly buffer Scratch { float scratch[]; };

vec3 texel(ivec2 position) {
  const uint base = 3u * (PP_FRAME.layout_.w + uint(position.y) * uint(PP_FRAME.canvas.x) + uint(position.x));
  return vec3(scratch[base], scratch[base + 1u], scratch[base + 2u]);
}

// `position`: from the top left corner.
vec3 canvas_at(vec2 position) {
  const ivec2 last = ivec2(PP_FRAME.canvas.xy) - 1;
  const vec2 from_centre = clamp(position - 0.5, vec2(0.0), vec2(last));
  const ivec2 low = ivec2(floor(from_centre)), high = min(low + 1, last);
  const vec2 weight = from_centre - vec2(low);
  return mix(mix(texel(low), texel(ivec2(high.x, low.y)), weight.x),
             mix(texel(ivec2(low.x, high.y)), texel(high), weight.x), weight.y);
}

void main() {
  const ivec2 size = ivec2(PP_FRAME.target.yz);
  const ivec2 pixel = ivec2(gl_WorkGroupID.xy * PP_TILE_PX + uvec2(gl_LocalInvocationIndex & 7u, gl_LocalInvocationIndex >> 3));
  if (any(greaterThanEqual(pixel, size))) return;
  const vec3 centre = vec3(vec2(pixel) + 0.5, 1.0);
  const vec2 position = vec2(dot(PP_FRAME.window_x.xyz, centre), PP_FRAME.canvas.y - dot(PP_FRAME.window_y.xyz, centre));
  const vec2 across = vec2(PP_FRAME.window_x.x, -PP_FRAME.window_y.x), down = vec2(PP_FRAME.window_x.y, -PP_FRAME.window_y.y);
  const ivec2 taps = ivec2(clamp(ceil(vec2(length(across), length(down)) - 0.001), 1.0, 4.0));
  vec3 sum = vec3(0.0);
  for (int y = 0; y < taps.y; ++y)
    for (int x = 0; x < taps.x; ++x) {
      const vec2 offset = (vec2(x, y) + 0.5) / vec2(taps) - 0.5;
      sum += canvas_at(position + offset.x * across + offset.y * down);
    }
  const vec4 mean = vec4(sum / float(taps.x * taps.y), 1.0);
  const vec3 shown = clamp(vec3(dot(PP_FRAME.colour_r, mean), dot(PP_FRAME.colour_g, mean), dot(PP_FRAME.colour_b, mean)), 0.0, 1.0);
  pp_store_bytes(shown, uint(pixel.y) * uint(size.x) + uint(pixel.x), uint(size.x) * uint(size.y));
}
