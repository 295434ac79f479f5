// title: Mikado sticks
// family: mikado_sticks
// description: Banded sticks thrown over each other cast shadows on felt
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kSticks clutter 16.0 6.0 24.0
// @param kSpread pose 1.0 0.4 1.6
// @param kBands identity 4.0 1.0 7.0
// @param kHue palette 0.0 0.0 1.0
// @param kThick identity 0.045 0.025 0.08
const float kSticks = 16.0;
const float kSpread = 1.0;
const float kBands = 4.0;
const float kHue = 0.0;
const float kThick = 0.045;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.12, 0.3, 0.2) * (0.75 + 0.3 * vnoise(p * vec2(90.0, 40.0)) + 0.2 * vnoise(3.0 * p));
    for (int k = 0; k < 24; k++) {
        if (float(k) >= kSticks) break;
        vec2 id = vec2(k, 2.0), c = kSpread * (2.2 * rnd2(id) - 1.1);
        float age = floor(iTime * 0.35 + rnd(id + 4.0)), a = kSpread * 3.0 * rnd(id + age) + 0.3 * sin(0.5 * iTime + float(k));
        vec2 q = turn(-a) * (p - c - 0.1 * vec2(sin(iTime * 0.6 + float(k)), cos(iTime * 0.7 - float(k))));
        float len = 0.8 + 0.5 * rnd(id + 8.0), d = max(abs(q.y) - kThick * smoothstep(len, len - 0.15, abs(q.x)), abs(q.x) - len);
        vec2 s = turn(-a) * (p - c + vec2(-0.05, 0.06));
        col *= 1.0 - 0.5 * smoothstep(0.05, -0.02, max(abs(s.y) - kThick, abs(s.x) - len));
        float band = floor(kBands * (1.0 - abs(q.x) / len));
        vec3 wood = vec3(0.9, 0.75, 0.5) * (0.85 + 0.2 * vnoise(q * vec2(8.0, 90.0)));
        wood = mix(pal(kHue + 0.23 * band + 0.11 * float(k)) * 0.85, wood, step(1.5, mod(band, 3.0)));
        wood *= 0.45 + 0.65 * sqrt(max(1.0 - pow(q.y / kThick - 0.3, 2.0), 0.0));
        col = mix(col, wood, smoothstep(0.008, -0.008, d));
    }
    fragColor = vec4(col, 1.0);
}
