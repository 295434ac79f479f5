// dialect: love
extern number time;
extern vec2 shift = vec2(0.1, 0.0);
extern Image mask;
vec4 effect(vec4 color, Image texture, vec2 texture_coords, vec2 screen_coords) {
  vec4 c = Texel(texture, texture_coords + shift * sin(time)) * Texel(mask, texture_coords).r;
  c.rgb *= screen_coords.y / love_ScreenSize.y;
  return gammaCorrectColor(c) * color;
}
