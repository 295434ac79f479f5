// title: Wind ripples
// family: sand_dunes
// description: Rippled sand over broad dunes with sharp shaded crests
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
float height(vec2 p) {
    float broad = vnoise(0.8 * p + vec2(0.1 * iTime, 3.0)) + 0.3 * vnoise(1.9 * p);
    float crest = 1.0 - abs(2.0 * fract(1.6 * broad + 0.1 * iTime) - 1.0);
    float bend = p.x + 0.4 * p.y + 0.5 * vnoise(1.3 * p) + 1.2 * broad;
    return 0.55 * crest + 0.012 * sin(34.0 * bend - 2.0 * iTime) * (0.3 + crest);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 2.2 * fragCoord / iResolution.y + vec2(0.5 * iTime, 0.2 * iTime);
    float h = height(p);
    vec2 slope = vec2(height(p + vec2(0.03, 0.0)) - h, height(p + vec2(0.0, 0.03)) - h) / 0.03;
    float a = 0.5 + 0.3 * iTime;
    vec3 n = normalize(vec3(-slope, 1.0)), lamp = normalize(vec3(cos(a), sin(a), 0.7));
    float light = max(dot(n, lamp), 0.0);
    vec3 col = mix(vec3(0.32, 0.2, 0.22), vec3(1.0, 0.82, 0.52), light) * (0.9 + 0.15 * vnoise(40.0 * p));
    fragColor = vec4(col, 1.0);
}
