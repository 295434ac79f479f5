// title: Labyrinth coat
// family: reaction_patterns
// description: Worm-like black and yellow stripes split and join
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = 3.0 * fragCoord / iResolution.y + vec2(0.0, 0.2 * iTime);
    float sum = 0.0, weight = 0.0;
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(p) + vec2(k % 3, k / 3) - 1.0, d = p - c - rnd2(c);
        float w = exp(-2.2 * dot(d, d)), a = 6.2832 * rnd(c + 15.0) + 0.5 * iTime * (rnd(c + 25.0) - 0.5);
        sum += w * cos(11.0 * dot(d, vec2(cos(a), sin(a))) + 6.28 * rnd(c + 35.0) + 1.5 * iTime);
        weight += w * w;
    }
    float v = sum / sqrt(weight + 1e-4), bias = 1.3 * (vnoise(0.8 * p + 0.3 * iTime) - 0.5);
    float stripe = smoothstep(-0.15, 0.15, v + bias);
    vec3 pale = mix(vec3(0.95, 0.8, 0.25), vec3(0.98, 0.95, 0.85), clamp(0.5 + bias, 0.0, 1.0));
    vec3 col = mix(vec3(0.1, 0.08, 0.12), pale, stripe) * (0.85 + 0.2 * abs(v));
    fragColor = vec4(col, 1.0);
}
