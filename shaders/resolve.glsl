// Averages the n x n samples of every output pixel from the float scratch and stores the quantised pixel. Compiled after
// shaders/frame_params.h, by the batch renderer.
layout(local_size_x = 64) in;
layout(std430, set = 0, binding = PP_BINDING_SLOT) writeonly buffer Slot { uint8_t slot[]; };
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
  const uvec3 q = uvec3(floor(sum / float(samples * samples) * 255.0 + 0.5));
  const uint plane = size.x * size.y, base = 3u * frame.target.x * plane + position;
  slot[base] = uint8_t(q.r);
  slot[base + plane] = uint8_t(q.g);
  slot[base + 2u * plane] = uint8_t(q.b);
}
