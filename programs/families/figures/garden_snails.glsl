// title: Garden snails
// family: garden_snails
// description: Snails with coiled, banded shells glide over a leaf and leave wet trails
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kTurns identity 1.6 1.0 2.6
// @param kBands identity 5.0 1.0 9.0
// @param kPace pose 0.2 0.05 0.5
// @param kHue palette 0.0 0.0 6.28
// @param kRibs texture 14.0 6.0 30.0
const float kTurns = 1.6;
const float kBands = 5.0;
const float kPace = 0.2;
const float kHue = 0.0;
const float kRibs = 14.0;
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
    vec2 g = turn(0.5) * p + 0.05 * iTime;
    float rib = abs(fract(2.2 * (g.x - 0.45 * abs(fract(0.5 * g.y) - 0.5) * 2.0)) - 0.5);
    vec3 col = mix(vec3(0.25, 0.5, 0.16), vec3(0.14, 0.33, 0.1), vnoise(7.0 * g)) * (0.85 + 0.3 * rib);
    col = mix(col, vec3(0.6, 0.75, 0.35), smoothstep(0.04, 0.015, rib) + 0.5 * smoothstep(0.47, 0.49, abs(fract(0.5 * g.y) - 0.5)));
    for (int k = 0; k < 4; k++) {
        vec2 id = vec2(k, 4.0);
        float way = mod(float(k), 2.0) < 0.5 ? 1.0 : -1.0, size = 0.3 + 0.1 * rnd(id), t = kPace * iTime + 3.6 * rnd(id + 5.0);
        vec2 q = vec2(way * p.x - (mod(t, 3.6) - 1.8), p.y - 0.75 + 0.48 * float(k)) / size;
        q.y += 0.08 * sin(3.0 * q.x * size + float(k));
        col += 0.14 * step(q.x, 0.0) * smoothstep(0.3, 0.1, abs(q.y + 0.6)) * vnoise(vec2(q.x * 3.0, q.y * 9.0));
        float foot = length(vec2(max(abs(q.x - 0.1 + 0.06 * sin(3.0 * iTime)) - 0.95, 0.0), (q.y + 0.55) * 1.1)) - 0.14 - 0.1 * smoothstep(0.4, 1.2, q.x) + 0.012 * sin(22.0 * q.x - 8.0 * iTime);
        vec2 h = q - vec2(1.05, -0.42);
        float horn = abs(abs(h.x - 0.3 * h.y) - 0.22 * h.y + 0.04 * sin(2.0 * iTime + 3.0 * h.y)) - 0.035 + 9.0 * (step(h.y, 0.0) + step(0.5, h.y));
        vec3 slug = vec3(0.66, 0.56, 0.42) * (0.75 + 0.35 * vnoise(14.0 * q));
        col = mix(col, slug, smoothstep(0.03, -0.03, min(foot, horn)));
        vec2 s = q - vec2(-0.1, 0.08);
        float r = length(s), a = atan(s.y, s.x), coil = log(max(r, 0.02) * 1.5) * kTurns + a / 6.2832, whorl = fract(coil), shell = r - 0.64 - 0.05 * sin(a);
        float band = mod(floor(whorl * floor(kBands)), 2.0);
        vec3 chalk = mix(vec3(0.93, 0.82, 0.6), spin(vec3(0.55, 0.25, 0.12), kHue + float(k)), band);
        chalk *= 0.45 + 0.75 * sin(3.1416 * whorl) + 0.1 * sin(kRibs * (a + 3.0 * r)) + 0.25 * s.y;
        col *= 1.0 - 0.35 * smoothstep(0.15, -0.05, shell + 0.05) * step(shell, 0.15);
        col = mix(col, chalk, smoothstep(0.02, -0.02, shell));
    }
    fragColor = vec4(col, 1.0);
}
