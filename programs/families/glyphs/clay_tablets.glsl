// title: Clay tablets
// family: clay_tablets
// description: Wedge marks in ruled rows pressed into cracked clay under raking light
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kRows viewpoint 7.0 4.0 12.0
// @param kWedge identity 0.55 0.3 0.8
// @param kRake light 0.8 -3.0 3.0
// @param kHue palette 0.0 0.0 6.28
// @param kCracks clutter 0.5 0.0 1.0
const float kRows = 7.0;
const float kWedge = 0.55;
const float kRake = 0.8;
const float kHue = 0.0;
const float kCracks = 0.5;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float height(vec2 g) {
    vec2 cell = floor(g), f = g - cell - 0.5;
    float h = 0.25 * fbm(1.5 * g) + 0.05 * vnoise(14.0 * g);
    for (int k = 0; k < 4; k++) {
        vec2 id = cell + 17.0 * float(k), c = 0.5 * (rnd2(id) - 0.5);
        if (rnd(id + 5.0) < 0.35) continue;
        vec2 q = turn(1.5708 * floor(3.0 * rnd(id + 8.0)) - 0.785 * step(0.7, rnd(id + 9.0))) * (f - c);
        float d = max(abs(q.x) - 0.16 * kWedge * (0.5 - q.y) * 1.6, abs(q.y) - 0.42 * kWedge);
        h -= 0.35 * smoothstep(0.05, -0.1, d) * (0.4 + q.y + 0.2);
    }
    h -= 0.15 * smoothstep(0.06, 0.0, 0.5 - abs(f.y)) + kCracks * 0.3 * smoothstep(0.025, 0.0, abs(vnoise(0.6 * g + 3.0) - 0.5));
    return h;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = 0.5 * kRows * p + vec2(0.0, 0.6 * iTime), e = vec2(0.03, 0.0);
    float h = height(g), a = kRake + 0.7 * iTime;
    vec2 slope = vec2(height(g + e) - height(g - e), height(g + e.yx) - height(g - e.yx)) / 0.06;
    vec3 n = normalize(vec3(-slope, 1.3)), sun = normalize(vec3(cos(a), sin(a), 0.55));
    vec3 clay = spin(mix(vec3(0.62, 0.42, 0.28), vec3(0.8, 0.62, 0.44), fbm(0.8 * g + 9.0)), kHue);
    vec3 col = clay * (0.3 + 0.95 * max(dot(n, sun), 0.0)) + 0.08 * h;
    fragColor = vec4(col, 1.0);
}
