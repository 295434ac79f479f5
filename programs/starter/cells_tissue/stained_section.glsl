// title: Stained section
// family: cells_tissue
// description: Pink tissue with violet nuclei and pale gland openings
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
    vec2 p = 6.5 * fragCoord / iResolution.y + vec2(0.6 * iTime, 0.35 * iTime);
    float fibre = vnoise(vec2(2.0 * p.x + 3.0 * vnoise(0.6 * p), 8.0 * p.y + 9.0 * vnoise(0.4 * p)));
    vec3 col = mix(vec3(0.9, 0.62, 0.75), vec3(0.98, 0.84, 0.88), fibre);
    float first = 9.0, second = 9.0;
    vec2 owner = vec2(0.0), at = vec2(0.0);
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(p) + vec2(k % 3, k / 3) - 1.0, d = c + 0.5 + 0.35 * sin(6.28 * rnd2(c) + 0.8 * iTime) - p;
        float l = length(d);
        if (l < first) { second = first; first = l; owner = c; at = d; } else second = min(second, l);
    }
    col = mix(vec3(0.78, 0.42, 0.62), col, smoothstep(0.02, 0.12, second - first));
    vec2 stretch = 0.7 + 0.6 * rnd2(owner + 50.0);
    float nucleus = length(at * stretch + 0.06 * (vnoise(5.0 * at + owner) - 0.5)) - 0.15 - 0.1 * rnd(owner + 5.0);
    vec3 violet = mix(vec3(0.3, 0.15, 0.5), vec3(0.5, 0.3, 0.65), vnoise(14.0 * p));
    col = mix(col, violet, smoothstep(0.03, -0.03, nucleus));
    float gland = vnoise(0.45 * p + 20.0);
    col = mix(col, vec3(0.96, 0.93, 0.95), smoothstep(0.66, 0.7, gland));
    col = mix(col, vec3(0.55, 0.3, 0.6), 0.7 * smoothstep(0.04, 0.0, abs(gland - 0.65)));
    fragColor = vec4(col, 1.0);
}
