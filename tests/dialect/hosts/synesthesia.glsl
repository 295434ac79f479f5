// dialect: synesthesia
float ring(vec2 p) { return smoothstep(ring_width, 0.0, abs(length(_rotate(p, syn_BassTime)) - 0.3 - 0.1 * syn_BassHits)); }
vec4 renderMain(void) {
  vec2 p = _uvc + center_xy.xy * 0.1;
  float fft = texture(syn_Spectrum, _uv.x).g;
  vec3 colour = ring_color * ring(p) + syn_Level * 0.2 * _noise(vec3(_xy * 0.01, TIME));
  if (show_media > 0.5 && _exists(syn_UserImage)) colour = mix(colour, _loadUserImage().rgb, 0.3);
  return vec4(colour + fft * 0.1 + 0.01 * float(PASSINDEX), 1.0);
}
