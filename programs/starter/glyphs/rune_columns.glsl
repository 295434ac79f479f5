// title: Rune columns
// family: glyphs
// description: Random stroke signs scroll in columns on parchment
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
float stroke(vec2 p, vec2 a, vec2 b) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)); }
vec2 node(float k) { k = floor(k * 8.99); return vec2(mod(k, 3.0), floor(k / 3.0)) * vec2(0.25, 0.33) + vec2(0.25, 0.17); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float COLUMNS = 6.0;
    vec2 p = COLUMNS * fragCoord / iResolution.y;
    float column = floor(p.x);
    p.y += (0.4 + rnd(vec2(column, 2))) * iTime * (mod(column, 2.0) * 2.0 - 1.0);
    vec2 cell = floor(p), f = p - cell;
    float d = 9.0;
    for (int k = 0; k < 4; k++) {
        vec2 id = cell * 5.0 + vec2(k, 3), a = node(rnd(id)), b = node(rnd(id + 900.0));
        d = min(d, stroke(f, a, b + 0.001));
    }
    float ink = smoothstep(0.075, 0.04, d) * (0.75 + 0.25 * rnd(cell + 4.0));
    vec3 page = mix(vec3(0.85, 0.75, 0.55), vec3(0.95, 0.88, 0.7), vnoise(1.5 * p) * 0.6 + 0.4 * vnoise(9.0 * p));
    page *= 0.92 + 0.08 * step(0.06, f.x);
    vec3 tint = rnd(cell + 77.0) > 0.85 ? vec3(0.65, 0.1, 0.08) : vec3(0.15, 0.1, 0.12);
    fragColor = vec4(mix(page, tint, ink), 1.0);
}
