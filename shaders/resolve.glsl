// Averages the n x n samples of every output pixel from the float scratch and stores the quantised pixel. Compiled after
// shaders/slot.glsl, by the batch renderer.
layout(local_size_x = 64) in;
layout(std430, set = 0, binding = PP_BINDING_SCRATCH) readonly buffer Scratch { float scratch[]; };

void main() {
  const FrameParams frame = PP_FRAME;
  const uint samples = uint(frame.frame.y);
  const uvec2 drawn = frame.target.yz, size = drawn / samples;
  const uint position = gl_GlobalInvocationID.x;
  if (position >= size.x * size.y) return;
  const uvec2 corner = uvec2(position % size.x, position / size.x) * samples;
  vec3 sum = vec3(0.0);
  for (uint y = 0u; y < samples; ++y)
    for (uint x = 0u; x < samples; ++x) {
      const uint base = 3u * (frame.layout_.w + (corner.y + y) * drawn.x + corner.x + x);
      sum += vec3(scratch[base], scratch[base + 1u], scratch[base + 2u]);
    }
  pp_store_bytes(sum / float(samples * samples), position, size.x * size.y);
}
