// title: Snakes
// family: snakes
// description: Patterned bodies wind over leaf litter, heads weaving
// tags: articulated
// dialect: shadertoy
// licence: CC0-1.0
// @param kSnakes clutter 3.0 1.0 4.0
// @param kAmplitude pose 0.3 0.1 0.5
// @param kGirth identity 0.1 0.06 0.15
// @param kPattern identity 1.5 0.0 3.9
// @param kHue palette 0.0 0.0 6.28
const float kSnakes = 3.0;
const float kAmplitude = 0.3;
const float kGirth = 0.1;
const float kPattern = 1.5;
const float kHue = 0.0;
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
    vec2 l = 7.0 * p, cell = floor(l);
    vec3 col = vec3(0.25, 0.18, 0.1) * (0.6 + vnoise(4.0 * l));
    for (int k = 0; k < 9; k++) {
        vec2 c = cell + vec2(k % 3, k / 3) - 1.0, q = turn(6.28 * rnd(c)) * (l - c - rnd2(c));
        float d = length(vec2(q.x, 2.2 * q.y + 0.5 * q.x * q.x)) - 0.75;
        col = mix(col, mix(vec3(0.45, 0.3, 0.12), vec3(0.6, 0.42, 0.2), rnd(c + 5.0)) * (0.5 + 0.5 * rnd(c + 8.0)) * (1.0 - 0.3 * step(abs(q.y), 0.05)), smoothstep(0.1, -0.05, d));
    }
    for (int k = 0; k < 4; k++) {
        if (float(k) >= floor(kSnakes)) break;
        float id = rnd(vec2(k, 31)), w = 3.0 + 2.0 * id, t = iTime * (0.5 + 0.5 * id), head = mod(0.5 * t + 4.0 * id, 4.6) - 1.6;
        vec2 q = turn(6.28 * id + float(k)) * p + vec2(0.0, 0.5 * (id - 0.5));
        float y = kAmplitude * sin(w * (q.x - head) + 3.0 * t) + 0.1 * sin(1.3 * q.x + t), slope = kAmplitude * w * cos(w * (q.x - head) + 3.0 * t) + 0.13 * cos(1.3 * q.x + t);
        float tail = (head - q.x) / 2.4, girth = kGirth * sqrt(clamp(1.0 - tail, 0.0, 1.0)) * (1.0 + 0.35 * smoothstep(0.1, 0.05, tail)) * sqrt(clamp(tail * 14.0, 0.0, 1.0));
        float d = (q.y - y) / sqrt(1.0 + slope * slope), u = d / max(girth, 0.001), s = tail * 26.0;
        vec2 scale = vec2(2.5 * s, 4.0 * u + 0.5 * mod(floor(2.5 * s), 2.0));
        float mark = kPattern < 1.0 ? step(0.5, fract(0.5 * s)) : kPattern < 2.0 ? step(abs(fract(0.4 * s) - 0.5) * 2.0 + abs(u), 0.9) : kPattern < 3.0 ? step(abs(u + 0.35 * sin(1.5 * s)), 0.3) : step(0.55, vnoise(vec2(s, 2.0 * u)));
        vec3 base = spin(vec3(0.55, 0.5, 0.15), kHue + 2.1 * float(k)), skin = mix(base, base * 0.25, mark) * (0.8 + 0.3 * rnd(floor(scale)));
        skin *= 0.35 + 0.75 * sqrt(max(1.0 - u * u, 0.0)) + 0.2 * smoothstep(0.3, 0.0, abs(u - 0.4));
        float body = abs(d) - girth;
        col *= 1.0 - 0.5 * smoothstep(0.07, -0.02, body) * step(0.001, girth);
        col = mix(col, skin, smoothstep(0.01, -0.005, body) * step(0.002, girth));
        col = mix(col, vec3(0.98, 0.85, 0.2), smoothstep(0.015, 0.0, length(vec2(tail * 2.4 - 0.1, abs(d) - 0.6 * girth)) - 0.018));
    }
    fragColor = vec4(col, 1.0);
}
