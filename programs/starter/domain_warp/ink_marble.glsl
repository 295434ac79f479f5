// title: Ink marble
// family: domain_warp
// description: Blue, cream and rust inks pulled through each other
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
    const vec3 PAPER = vec3(0.94, 0.89, 0.78), BLUE = vec3(0.07, 0.17, 0.42), RUST = vec3(0.72, 0.25, 0.1);
    vec2 p = 2.5 * fragCoord / iResolution.y + vec2(0.22 * iTime, -0.1 * iTime);
    vec2 q = vec2(fbm(p + 0.2 * iTime), fbm(p + 5.2));
    float v = fbm(p + 4.0 * q);
    float vein = abs(fract(4.0 * v + q.x) - 0.5);
    vec3 col = mix(PAPER, BLUE, smoothstep(0.35, 0.6, v));
    col = mix(col, RUST, smoothstep(0.5, 0.75, q.y) * 0.8);
    col = mix(col, BLUE * 0.4, smoothstep(0.07, 0.02, vein));
    fragColor = vec4(col, 1.0);
}
