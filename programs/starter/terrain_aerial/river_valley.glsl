// title: River valley
// family: terrain_aerial
// description: A braided river, woods and hills from above
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
    vec2 p = 3.0 * fragCoord / iResolution.y + vec2(0.0, 0.6 * iTime);
    float h = fbm(p + 3.0), hx = fbm(p + vec2(0.06, 0.0) + 3.0), hy = fbm(p + vec2(0.0, 0.06) + 3.0);
    float light = clamp(0.75 + 6.0 * ((h - hx) + (hy - h)), 0.3, 1.4);
    float bed = p.x - 1.5 - 0.8 * sin(0.9 * p.y) - 0.35 * sin(2.3 * p.y + 1.0);
    float arm = bed + 0.45 * sin(1.7 * p.y + 2.0);
    float river = min(abs(bed), abs(arm) + 0.04) - 0.1 - 0.05 * vnoise(4.0 * p);
    float wood = smoothstep(0.5, 0.56, vnoise(2.2 * p + 9.0) + 0.25 * vnoise(9.0 * p));
    vec3 col = mix(vec3(0.63, 0.6, 0.36), vec3(0.45, 0.38, 0.3), smoothstep(0.45, 0.75, h));
    col = mix(col, vec3(0.13, 0.28, 0.12) * (0.7 + 0.6 * vnoise(22.0 * p)), wood * smoothstep(0.1, 0.25, river));
    col *= light;
    col = mix(col, vec3(0.83, 0.78, 0.6), smoothstep(0.12, 0.04, river));
    col = mix(col, mix(vec3(0.12, 0.32, 0.38), vec3(0.3, 0.55, 0.55), smoothstep(-0.15, 0.0, river)), smoothstep(0.02, 0.0, river));
    fragColor = vec4(col, 1.0);
}
