// title: Bone between crossed polarisers
// family: bone_osteons
// description: Ringed columns with dark canals and star-shaped holes overlap, bright crosses turn in them
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kColumns viewpoint 2.0 1.4 3.0
// @param kLayers texture 8.0 5.0 13.0
// @param kCross light 0.6 0.2 0.95
// @param kHue palette 0.1 0.0 1.0
// @param kOld clutter 0.35 0.1 0.7
const float kColumns = 2.0;
const float kLayers = 8.0;
const float kCross = 0.6;
const float kHue = 0.1;
const float kOld = 0.35;
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
vec3 dye(float h) {                                   // a colour whose strength and depth change with its hue
    vec3 c = 0.5 + 0.5 * cos(6.2832 * (h + vec3(0.0, 0.33, 0.67)));
    return mix(vec3(dot(c, vec3(0.3, 0.5, 0.2))), c, 0.5 + 0.4 * fract(5.0 * h)) * (0.95 + 0.25 * cos(18.85 * h + 1.0));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kColumns * (1.0 + 0.3 * sin(0.6 * iTime)) * (turn(0.1 * iTime) * p) + vec2(0.35, 0.22) * iTime, base = floor(g), u = turn(0.5) * g;
    float polar = 0.45 * iTime, hue = kHue + 0.14 * sin(0.55 * iTime), sheet = 3.5 * u.y + 1.2 * vnoise(1.3 * u);
    vec3 pale = mix(vec3(0.9, 0.85, 0.75), dye(hue + 0.1), 0.5);
    vec3 col = pale * (0.45 + 0.22 * sin(6.2832 * sheet) + 0.2 * sin(2.0 * polar + 3.0 * u.x)) * (0.8 + 0.3 * vnoise(20.0 * g));
    vec2 o = vec2(2.2 * u.x + 0.5 * mod(floor(sheet), 2.0), fract(sheet) - 0.5), oc = vec2(floor(o.x), floor(sheet));
    o.x = fract(o.x) - 0.5 + 0.5 * (rnd(oc) - 0.5);
    col = mix(col, vec3(0.1, 0.06, 0.05), 0.8 * smoothstep(0.03, -0.02, length(o * vec2(0.6, 0.4)) - 0.07) * step(0.35, rnd(oc + 4.0)));
    float top = -1.0;
    for (int k = 0; k < 9; k++) {
        vec2 c = base + vec2(k % 3, k / 3) - 1.0, v = g - c - 0.2 - 0.6 * rnd2(c);
        float rank = rnd(c + 3.0), a = atan(v.y, v.x), r = length(v * (1.0 + 0.18 * vec2(sin(9.0 * rank), cos(7.0 * rank)))) * (1.0 + 0.06 * sin(3.0 * a + 20.0 * rank)), size = 0.5 + 0.22 * rnd(c + 6.0);
        if (r > size + 0.03 || rank < top || rank < kOld * 0.5) continue;
        top = rank;
        float canal = 0.08 + 0.07 * rnd(c + 9.0) * (1.0 + 0.4 * sin(0.8 * iTime + 9.0 * rank)), ring = (r - canal) / (size - canal) * kLayers * (0.7 + 0.5 * rank), layer = floor(ring);
        float cross_ = 0.5 - 0.5 * cos(4.0 * (a - polar - rank)), band = 0.5 + 0.5 * cos(6.2832 * ring);
        vec3 lamella = mix(pale, dye(hue + 0.35 * rank + 0.04 * ring), 0.55) * (1.0 - kCross + kCross * 1.35 * cross_) * (0.6 + 0.4 * band) * (0.85 + 0.2 * vnoise(30.0 * v));
        float n = 5.0 + 2.0 * max(layer, 0.0), at = a / 6.2832 * n + rnd(vec2(layer, 40.0 * rank)), hole = fract(at) - 0.5;
        vec2 h = vec2(hole * 6.2832 * r / n, (fract(ring) - 0.5) * (size - canal) / kLayers);
        float spot = length(h * vec2(0.65, 1.4)) - 0.02, hair = smoothstep(0.006, 0.0, abs(h.x - 0.15 * h.y)) * smoothstep(0.07, 0.02, abs(h.y));
        lamella = mix(lamella, vec3(0.08, 0.05, 0.06), max(smoothstep(0.012, -0.004, spot), 0.5 * hair) * step(0.3, rnd(vec2(floor(at), layer) + 60.0 * rank)));
        vec3 blood = dye(hue + 0.5 + 0.1 * rank) * 0.5;
        vec3 tube = mix(vec3(0.05, 0.03, 0.04), blood, smoothstep(0.02, -0.02, length(v - 0.3 * canal * vec2(cos(iTime + 9.0 * rank), sin(iTime + 9.0 * rank))) - 0.5 * canal));
        lamella = mix(lamella, tube, smoothstep(0.012, -0.012, r - canal));
        lamella *= 0.45 + 0.55 * smoothstep(0.0, 0.025, abs(r - size + 0.01));
        col = mix(col, lamella, smoothstep(0.015, -0.015, r - size));
    }
    fragColor = vec4(col, 1.0);
}
