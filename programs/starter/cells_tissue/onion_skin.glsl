// title: Onion skin
// family: cells_tissue
// description: Long walled plant cells with green grains streaming inside
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
    vec2 p = fragCoord / iResolution.y * vec2(2.3, 6.0);
    p += vec2(0.3 * iTime, 0.25 * sin(iTime)) + 0.3 * vec2(vnoise(p), vnoise(p + 8.0));
    float row = floor(p.y);
    p.x += 0.73 * row + rnd(vec2(row, 2)) + 0.1 * iTime * (rnd(vec2(row, 6)) - 0.5);
    vec2 cell = vec2(floor(p.x), row), f = p - cell;
    vec2 b = vec2(min(f.x, 1.0 - f.x) * 2.6, min(f.y, 1.0 - f.y));
    float wall = min(b.x, b.y);
    float stream = iTime * (rnd(cell) > 0.5 ? 1.0 : -1.0);
    vec3 sap = mix(vec3(0.83, 0.9, 0.72), vec3(0.7, 0.83, 0.6), rnd(cell + 3.0)) * (0.9 + 0.1 * vnoise(9.0 * p));
    for (int k = 0; k < 10; k++) {
        vec2 h = rnd2(cell * 11.0 + vec2(k, 5));
        vec2 c = vec2(fract(h.x + 0.12 * stream * (h.y + 0.4)), 0.18 + 0.64 * h.y);
        float d = length((f - c) * vec2(2.6, 1.0)) - 0.09;
        sap = mix(sap, vec3(0.2, 0.5, 0.15) - 2.0 * d * vec3(0.6, 1.5, 0.4), smoothstep(0.02, -0.02, d) * smoothstep(0.05, 0.12, wall));
    }
    vec2 core = rnd2(cell + 60.0) * 0.4 + 0.3;
    float nucleus = length((f - core) * vec2(2.6, 1.0)) - 0.2;
    sap = mix(sap, vec3(0.62, 0.45, 0.3) * (1.0 - nucleus), smoothstep(0.02, -0.02, nucleus) * 0.8);
    vec3 rim = mix(vec3(0.25, 0.38, 0.18), vec3(0.75, 0.85, 0.5), smoothstep(0.02, 0.0, wall));
    fragColor = vec4(mix(rim, sap, smoothstep(0.05, 0.1, wall)), 1.0);
}
