// title: Ember bed
// family: domain_warp
// description: Glowing coals breathing under a dark crust
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
float fbm(vec2 p) {
    float sum = 0.0, amp = 0.5;
    for (int k = 0; k < 4; k++) { sum += amp * vnoise(p); amp *= 0.5; p = mat2(1.6, 1.2, -1.2, 1.6) * p + 3.7; }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 4.0 * fragCoord / iResolution.y;
    float drift = 0.35 * iTime;
    vec2 bend = vec2(fbm(p + vec2(0.0, drift)), fbm(p.yx + vec2(drift, 9.0))) - 0.5;
    float crust = abs(2.0 * fbm(p + 2.2 * bend + vec2(0.3 * iTime, 0.0)) - 0.95);
    float heat = exp(-9.0 * crust) + 0.35 * vnoise(p * 0.7 - drift);
    vec3 col = vec3(1.6, 0.55, 0.12) * heat + vec3(0.8, 0.7, 0.3) * pow(heat, 4.0);
    col += vec3(0.10, 0.08, 0.09) * vnoise(18.0 * p) * (1.0 - heat);
    fragColor = vec4(col, 1.0);
}
