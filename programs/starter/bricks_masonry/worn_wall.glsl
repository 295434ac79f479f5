// title: Worn wall
// family: bricks_masonry
// description: Running-bond bricks with chipped mortar under a moving lamp
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
    vec2 uv = fragCoord / iResolution.y, p = uv * vec2(4.0, 9.0) + vec2(0.5 * iTime, 0.4 * iTime);
    p += 0.1 * vec2(vnoise(3.0 * p), vnoise(3.0 * p + 7.0));
    float row = floor(p.y);
    p.x += 0.5 * mod(row, 2.0);
    vec2 cell = vec2(floor(p.x), row), f = p - cell;
    vec2 b = min(f, 1.0 - f) * vec2(2.2, 1.0);
    float joint = min(b.x, b.y) - 0.05 * vnoise(20.0 * uv + 2.0 * iTime) - 0.06;
    float h = rnd(cell);
    vec3 brick = mix(vec3(0.6, 0.22, 0.15), vec3(0.78, 0.42, 0.28), h);
    if (h > 0.87) brick = vec3(0.32, 0.27, 0.28);
    brick *= 0.7 + 0.5 * fbm(4.0 * p);
    float shade = smoothstep(0.0, 0.12, joint);
    float relief = smoothstep(0.12, 0.0, f.y) * -0.25 + smoothstep(0.85, 1.0, f.y) * 0.2;
    vec3 mortar = vec3(0.72, 0.69, 0.62) * (0.65 + 0.4 * vnoise(12.0 * p));
    vec3 col = mix(mortar, brick + relief * shade, shade);
    vec2 lamp = vec2(0.5) + 0.35 * vec2(sin(0.9 * iTime), cos(0.6 * iTime));
    fragColor = vec4(col * (0.45 + 0.85 * exp(-2.5 * dot(uv - lamp, uv - lamp))), 1.0);
}
