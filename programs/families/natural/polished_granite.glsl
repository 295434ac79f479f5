// title: Polished granite
// family: polished_granite
// description: Crystals of four minerals at several sizes with a soft window reflection
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kGrain viewpoint 6.0 3.0 12.0
// @param kMix identity 0.5 0.1 0.9
// @param kHue palette 0.0 0.0 6.28
// @param kGloss light 0.5 0.0 1.0
const float kGrain = 6.0;
const float kMix = 0.5;
const float kHue = 0.0;
const float kGloss = 0.5;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {                                // smooth value noise in [0, 1)
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kGrain * p + vec2(0.8, 0.5) * iTime;
    vec3 col = vec3(0.5);
    for (int layer = 0; layer < 3; layer++) {
        float s = exp2(float(layer));
        vec2 w = g * s * 0.6 + 0.3 * vec2(vnoise(3.0 * g * s), vnoise(3.0 * g * s + 20.0)), best = vec2(9.0), id = vec2(0.0);
        for (int k = 0; k < 9; k++) { vec2 n = floor(w) + vec2(k % 3, k / 3) - 1.0; float d = length((n + rnd2(n + 50.0 * s) - w) * vec2(1.0, 0.7 + 0.6 * rnd(n))); if (d < best.x) { best = vec2(d, best.x); id = n; } else best.y = min(best.y, d); }
        float kind = rnd(id + 9.0 * s), flake = fract(7.0 * kind), there = layer == 0 ? 1.0 : step(kind, layer == 1 ? 0.55 * kMix + 0.15 : 0.3);
        vec3 mineral = kind < 0.25 * (1.0 - kMix) + 0.12 ? vec3(0.08, 0.08, 0.09) + 0.1 * flake : flake < 0.4 ? vec3(0.75, 0.48, 0.42) : flake < 0.75 ? vec3(0.85, 0.82, 0.78) : vec3(0.5, 0.52, 0.55);
        if (layer == 2) mineral = mix(vec3(0.06), vec3(0.95), step(0.18, kind));
        mineral *= 0.8 + 0.35 * vnoise(vec2(4.0, 18.0) * w + 9.0 * kind) + 0.15 * smoothstep(0.0, 0.2, best.y - best.x);
        float glint = step(0.97, sin(40.0 * kind + 2.0 * iTime));
        col = mix(col, mineral + 0.3 * glint, there);
    }
    col = spin(col, kHue) * (0.9 + 0.2 * fbm(0.5 * g));
    vec2 w = (p - vec2(0.5 * sin(0.4 * iTime), 0.3)) * mat2(1.0, 0.25, -0.35, 1.0), pane = abs(w) - vec2(0.45, 0.5);
    float window = smoothstep(0.06, -0.06, max(pane.x, pane.y)) * smoothstep(0.02, 0.06, min(abs(w.x), abs(w.y)));
    col += kGloss * 0.4 * window * (0.7 + 0.3 * w.y);
    fragColor = vec4(col, 1.0);
}
