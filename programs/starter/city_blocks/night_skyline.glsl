// title: Night skyline
// family: city_blocks
// description: Rows of towers with lit windows slide past under a dusk sky
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
    vec2 uv = fragCoord / iResolution.y;
    vec3 dusk = mix(vec3(0.95, 0.5, 0.4), vec3(0.15, 0.18, 0.42), smoothstep(0.2, 1.0, uv.y)), col = dusk;
    col += 0.8 * smoothstep(0.09, 0.08, length(uv - vec2(fract(0.2 + 0.12 * iTime), 0.8)));
    for (int layer = 0; layer < 4; layer++) {
        float depth = float(layer), scale = 9.0 - 1.8 * depth;
        vec2 p = scale * uv + vec2((0.5 + 0.5 * depth) * iTime + 40.0 * depth, 0.0);
        float lot = floor(p.x), x = p.x - lot;
        float top = (0.72 - 0.14 * depth) * scale * (0.55 + 0.6 * rnd(vec2(lot, depth)));
        float crown = top + 0.1 * scale;
        if (x > 0.06 && p.y < (abs(x - 0.5) < 0.25 ? crown : top)) {
            vec2 w = vec2(x * 6.0, p.y * 5.0), cell = floor(w), f = w - cell;
            float pane = step(0.25, f.x) * step(0.3, f.y);
            float lit = step(0.55, rnd(cell + vec2(lot * 9.0, 20.0 * depth + 3.0 * floor(iTime * 0.7 + rnd(cell + lot)))));
            vec3 wall = mix(dusk * 0.8, vec3(0.07, 0.08, 0.15), 0.35 + 0.2 * depth) * (0.85 + 0.25 * x);
            vec3 glow = mix(vec3(1.0, 0.8, 0.4), vec3(0.7, 0.9, 1.0), step(0.75, rnd(cell + lot + 8.0)));
            col = mix(wall, mix(wall * 0.7, glow, lit), pane);
        }
    }
    fragColor = vec4(col, 1.0);
}
