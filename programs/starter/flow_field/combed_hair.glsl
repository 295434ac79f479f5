// title: Combed hair
// family: flow_field
// description: Streaks of blonde and brown that follow a turning field
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
vec2 flow(vec2 p) {
    float a = 5.0 * vnoise(1.1 * p + vec2(0.25 * iTime, 4.0)) + 0.3 * iTime;
    return vec2(cos(a), sin(a));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 3.0 * fragCoord / iResolution.y, q = p;
    float strand = 0.0;
    for (int k = 0; k < 9; k++) { strand += vnoise(16.0 * q); q += 0.055 * flow(q); }
    q = p;
    for (int k = 0; k < 7; k++) { q -= 0.055 * flow(q); strand += vnoise(16.0 * q); }
    float v = clamp((strand / 16.0 - 0.5) * 3.2 + 0.5, 0.0, 1.0);
    vec2 d = flow(p);
    float gleam = pow(abs(dot(d, vec2(0.6, 0.8))), 8.0);
    vec3 col = mix(vec3(0.2, 0.09, 0.03), vec3(0.9, 0.68, 0.35), v);
    fragColor = vec4(col * (0.65 + 0.7 * gleam), 1.0);
}
