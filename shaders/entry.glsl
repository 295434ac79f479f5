// Last part of every compute unit: runs the program for one pixel. The dialect's part before this defines
// `vec4 pp_program_colour()`, and PP_SECOND_COLOUR when the program has a second render target.
void main() {
#ifdef PP_SIZED_BUFFERS
  // Workgroups cover the canvas; those beside a smaller buffer have nothing to do.
  if (pp_is_beside_pass) return;
#endif
  const vec4 colour = pp_program_colour();
#ifdef PP_BUFFERS
  if (pp_draws_buffer) {
    pp_store_buffer(0u, colour);
#ifdef PP_SECOND_COLOUR
    if (pp_dispatch.num_buffers > 1u) pp_store_buffer(1u, PP_SECOND_COLOUR);
#endif
    return;
  }
#endif
  pp_store(colour);
}
