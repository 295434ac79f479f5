// The one-letter names of TwiGL's geeker and geekest modes; there is no sound.
vec2 r = pp_resolution;
vec2 m = pp_mouse;
float t = pp_time;
float f = pp_frame_count;
float s = 0.0;
