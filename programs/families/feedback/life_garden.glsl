// title: Life garden
// family: life_garden
// description: The game of life with long coloured trails, fresh seeds fall in
// tags: feedback
// dialect: twigl:geeker_300
// licence: CC0-1.0
// @param kCell viewpoint 1.0 0.6 2.0
// @param kSeeds clutter 0.33 0.15 0.5
// @param kTrail light 0.9 0.7 0.97
// @param kHue palette 0.3 0.0 1.0
const float kCell = 1.0;
const float kSeeds = 0.33;
const float kTrail = 0.9;
const float kHue = 0.3;
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
void main() {
    float size = max(floor(kCell * r.y / 42.0), 1.0);
    vec2 c = floor(gl_FragCoord.xy / size), home = (c + 0.5) * size;
    vec4 old = texelFetch(b, ivec2(home), 0);
    float alive = step(0.5, old.a), sum = 0.0;
    for (int k = 0; k < 9; k++) if (k != 4) sum += step(0.5, texelFetch(b, ivec2(mod(home + size * (vec2(k % 3, k / 3) - 1.0), r)), 0).a);
    float patch_ = smoothstep(0.35, 0.6, vnoise(c * 0.13 + 3.0 * floor(t)));
    alive = f < 1.5 ? step(rnd(c + 31.0 * floor(2.0 * t)), kSeeds * patch_ * 1.4) : step(abs(sum - 3.0), 0.5) + alive * step(abs(sum - 2.0), 0.5);
    vec3 bloom = pal(kHue + 0.03 * f + 0.1 * sum + 0.1 * t), soil = mix(vec3(0.07, 0.06, 0.1), pal(kHue + 0.5) * 0.25, vnoise(c * 0.2));
    vec3 trail = f < 1.5 ? soil : mix(soil, old.rgb, kTrail);
    vec2 u = abs(gl_FragCoord.xy / size - c - 0.5);
    vec3 col = mix(trail, bloom, alive);
    o = vec4(col, alive);
}
