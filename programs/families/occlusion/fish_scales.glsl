// title: Fish scales
// family: fish_scales
// description: Overlapping scales with pearly gradients ripple over a flank
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kScale viewpoint 5.0 3.0 10.0
// @param kRound identity 1.0 0.5 1.5
// @param kRings texture 22.0 6.0 40.0
// @param kHue palette 0.5 0.0 1.0
// @param kGleam light 0.6 0.0 1.0
const float kScale = 5.0;
const float kRound = 1.0;
const float kRings = 22.0;
const float kHue = 0.5;
const float kGleam = 0.6;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kScale * p + vec2(0.5 * iTime, 0.4 * sin(1.5 * p.x + iTime));
    vec3 col = vec3(0.05);
    for (int k = 0; k < 8; k++) {                     // rows from the back to the front
        float row = floor(g.y * 2.0) + 3.0 - float(k), shift = 0.5 * mod(row, 2.0), cell = floor(g.x + shift);
        vec2 id = vec2(cell, row), q = vec2(g.x + shift - cell - 0.5, g.y - 0.5 * row);
        float rim = q.y < 0.0 ? length(q * vec2(1.0, 1.0 / kRound)) : abs(q.x), d = rim - 0.53 - 0.03 * (rnd(id) - 0.5);
        vec3 pearl = mix(pal(kHue + 0.08 * row + 0.2 * rnd(id) + 0.25 * q.y), vec3(0.75, 0.85, 0.8), 0.35);
        float wave = 0.5 + 0.5 * sin(0.6 * row - 2.0 * iTime + 0.5 * cell);
        pearl *= 0.35 + 0.9 * smoothstep(0.55, 0.0, rim) + kGleam * pow(wave, 4.0) * smoothstep(0.0, -0.3, q.y);
        pearl *= 0.88 + 0.12 * sin(kRings * length(q - vec2(0.0, 0.1)));
        if (q.y > 0.6) continue;
        col *= 1.0 - 0.6 * smoothstep(0.16, 0.0, d);
        col = mix(col, pearl, smoothstep(0.015, -0.015, d));
    }
    fragColor = vec4(col, 1.0);
}
