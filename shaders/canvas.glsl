// The canvas as the small hosts describe it: GLSL Sandbox, TwiGL, The Book of Shaders.
vec2 pp_resolution = PP_FRAME.canvas.xy;
vec2 pp_mouse = PP_FRAME.pointer.xy / PP_FRAME.canvas.xy;
float pp_time = pp_time_s;
// TwiGL counts drawn frames, as a float, from 1.
float pp_frame_count = float(pp_frame_number + 1);
vec2 pp_unit_position = pp_frag_coord.xy / pp_resolution;
// GLSL Sandbox's zoomable surface in its first state: one unit high, centred.
vec2 pp_surface_size = vec2(pp_resolution.x / pp_resolution.y, 1.0);
vec2 pp_surface_position = (pp_unit_position - 0.5) * pp_surface_size;
