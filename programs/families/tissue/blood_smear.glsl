// title: Blood smear
// family: blood_smear
// description: Dimpled red cells overlap, a few white cells with lobed nuclei, platelets
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kCell viewpoint 4.5 3.0 8.0
// @param kDimple identity 0.55 0.3 0.75
// @param kLobes identity 3.0 2.0 5.0
// @param kHue palette 0.0 0.0 6.28
// @param kWhite clutter 0.12 0.02 0.3
const float kCell = 4.5;
const float kDimple = 0.55;
const float kLobes = 3.0;
const float kHue = 0.0;
const float kWhite = 0.12;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = spin(vec3(0.96, 0.92, 0.9), kHue) * (0.96 + 0.05 * vnoise(5.0 * p));
    for (int layer = 0; layer < 2; layer++) {
        vec2 g = kCell * (layer == 0 ? 0.55 : 0.62) * turn(0.7 * float(layer)) * p + vec2(0.5, 0.2) * iTime * (layer == 0 ? 1.0 : 1.4) + 9.0 * float(layer), base = floor(g);
        for (int k = 0; k < 9; k++) {
            vec2 c = base + vec2(k % 3, k / 3) - 1.0, id = c + 40.0 * float(layer), q = g - c - 0.25 - 0.5 * rnd2(id);
            float kind = rnd(id + 5.0), wob = 0.03 * sin(3.0 * atan(q.y, q.x) + 2.0 * iTime + 9.0 * kind);
            if (kind < 0.18) continue;
            if (kind > 1.0 - kWhite) {
                float d = length(q) - 0.48 - wob, nucleus = 9.0;
                for (int n = 0; n < 5; n++) if (float(n) < floor(kLobes)) { float a = 1.9 * float(n) + 9.0 * kind + 0.2 * iTime; nucleus = min(nucleus, length(q - 0.2 * vec2(cos(a), sin(a))) - 0.16); }
                col = mix(col, spin(vec3(0.86, 0.8, 0.9), kHue) * (0.85 + 0.25 * vnoise(25.0 * q)), smoothstep(0.03, -0.03, d));
                col = mix(col, spin(vec3(0.4, 0.2, 0.6), kHue) * (0.8 + 0.4 * vnoise(16.0 * q + 3.0)), smoothstep(0.05, -0.03, nucleus + 0.03 * vnoise(9.0 * q)));
            } else {
                float squash = 1.0 + 0.5 * step(0.8, fract(9.0 * kind)), r = length(turn(9.0 * kind + 0.3 * iTime) * q * vec2(1.0, squash)), d = r - 0.38 - 0.08 * rnd(id + 8.0) - wob;
                float thick = 0.35 + 0.65 * smoothstep(0.0, kDimple * 0.5, r);
                col *= mix(vec3(1.0), spin(mix(vec3(0.98, 0.8, 0.75), vec3(0.85, 0.38, 0.36), thick), kHue), smoothstep(0.03, -0.03, d));
                col *= 1.0 - 0.3 * exp(-900.0 * d * d);
            }
        }
    }
    vec2 s = 9.0 * p + vec2(1.5, 0.6) * iTime, sc = floor(s);
    float plate = length(s - sc - rnd2(sc)) - 0.16 - 0.06 * vnoise(30.0 * p);
    col = mix(col, spin(vec3(0.6, 0.4, 0.68), kHue), smoothstep(0.05, -0.05, plate) * step(0.86, rnd(sc + 3.0)));
    col *= 1.05 - 0.25 * dot(p, p);
    fragColor = vec4(col, 1.0);
}
