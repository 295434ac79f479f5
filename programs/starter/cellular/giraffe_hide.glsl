// title: Giraffe hide
// family: cellular
// description: Rounded brown patches parted by cream lines, with short fur
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
    const vec3 CREAM = vec3(0.91, 0.82, 0.62), BROWN = vec3(0.55, 0.28, 0.1);
    vec2 p = 3.6 * fragCoord / iResolution.y + vec2(0.35 * iTime, 0.15 * iTime);
    p += 0.25 * vec2(vnoise(2.0 * p + iTime * 0.4), vnoise(2.0 * p + 31.0));
    float first = 9.0, second = 9.0, tone = 0.0;
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(p) + vec2(k % 3, k / 3) - 1.0;
        float d = length(c + 0.2 + 0.6 * rnd2(c) - p);
        if (d < first) { second = first; first = d; tone = rnd(c + 70.0); } else second = min(second, d);
    }
    float body = smoothstep(0.08, 0.16, second - first);
    float fur = vnoise(vec2(p.x * 40.0 + 6.0 * p.y, p.y * 9.0));
    vec3 spot = BROWN * (0.7 + 0.6 * tone) * (1.25 - 0.6 * first);
    fragColor = vec4(mix(CREAM, spot, body) * (0.75 + 0.4 * fur), 1.0);
}
