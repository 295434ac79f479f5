// How a pixel of a picture is stored: three planes of bytes in the batch's slot. Compiled after shaders/frame_params.h, by
// every unit that makes pictures.
layout(std430, set = 0, binding = PP_BINDING_SLOT) writeonly buffer PpSlot { uint8_t pp_slot[]; };

// `colour` in [0, 1]; `position` of the pixel within its plane of `num_px` pixels.
void pp_store_bytes(vec3 colour, uint position, uint num_px) {
  const uvec3 q = uvec3(floor(colour * 255.0 + 0.5));
  const uint base = 3u * PP_FRAME.target.x * num_px + position;
  pp_slot[base] = uint8_t(q.r);
  pp_slot[base + num_px] = uint8_t(q.g);
  pp_slot[base + 2u * num_px] = uint8_t(q.b);
}
