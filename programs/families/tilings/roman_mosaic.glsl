// title: Roman mosaic
// family: roman_mosaic
// description: Small stones follow the outlines of a dolphin-like wave, borders of meander
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kStones texture 26.0 14.0 44.0
// @param kFigure identity 0.5 0.3 0.7
// @param kSwim pose 0.6 0.2 1.2
// @param kHue palette 0.0 0.0 6.28
// @param kGrout texture 0.13 0.05 0.25
const float kStones = 26.0;
const float kFigure = 0.5;
const float kSwim = 0.6;
const float kHue = 0.0;
const float kGrout = 0.13;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
vec3 design(vec2 q) {
    vec3 c = mix(vec3(0.9, 0.85, 0.72), vec3(0.78, 0.72, 0.6), vnoise(3.0 * q));
    float t = kSwim * iTime, wave = q.y + 0.45 + 0.1 * abs(sin(4.0 * q.x + 2.0 * t)), scroll = length(vec2(fract(2.0 * q.x + 0.5 * t) - 0.5, (q.y + 0.5) * 2.0)) - 0.3;
    c = mix(c, mix(vec3(0.15, 0.4, 0.55), vec3(0.35, 0.65, 0.7), step(0.5, fract(5.0 * q.y + sin(3.0 * q.x + t)))), step(wave, 0.0));
    c = mix(c, vec3(0.93), step(abs(scroll), 0.07));
    vec2 d = turn(0.35 * cos(2.0 * t)) * (q - vec2(0.1 * sin(t), 0.2 + 0.15 * sin(2.0 * t)));
    float spine = d.y - 0.25 * (1.0 - d.x * d.x * 2.0) + 0.1, girth = 0.24 * kFigure * 2.0 * smoothstep(-0.85, 0.1, d.x) * smoothstep(0.72, 0.3, d.x), body = abs(spine) - girth, tail = max(abs(d.x + 0.82) - 0.12, abs(abs(spine) - 0.14) - 0.1), fin = max(abs(d.x + 0.05 + 0.6 * (spine - 0.25)) - 0.1, abs(spine - 0.27) - 0.13);
    c = mix(c, vec3(0.12, 0.2, 0.35), step(min(min(body, tail), fin), 0.0));
    c = mix(c, vec3(0.75, 0.8, 0.82), step(body, -0.02) * step(spine, -0.04));
    c = mix(c, vec3(0.95, 0.9, 0.8), step(length(d - vec2(0.45, 0.08)), 0.035));
    vec2 m = abs(q);
    if (max(m.x, m.y) > 0.82) { vec2 k = fract(q * 5.0); float key = max(abs(k.x - 0.5), abs(k.y - 0.5)); c = key > 0.38 || (key < 0.26 && key > 0.14) ? vec3(0.55, 0.18, 0.12) : vec3(0.93, 0.87, 0.7); }
    return spin(c, kHue);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = p * 0.5 * kStones, bend = vec2(0.35 * sin(0.4 * g.y), 0.35 * sin(0.4 * g.x)), w = g + bend, c = floor(w), f = w - c - 0.5;
    vec2 centre = (c + 0.5 - bend) / (0.5 * kStones);
    float tilt = rnd(c + 5.0) - 0.5, gap = max(abs(f.x + 0.2 * tilt * f.y), abs(f.y - 0.2 * tilt * f.x));
    vec3 stone = design(centre) * (0.72 + 0.5 * rnd(c)) * (1.0 + 0.5 * tilt * (f.x + f.y));
    vec3 col = mix(vec3(0.42, 0.38, 0.33) * (0.8 + 0.4 * vnoise(40.0 * p)), stone, smoothstep(0.5 - 0.4 * kGrout, 0.5 - kGrout * 0.8, gap));
    col *= 0.85 + 0.25 * vnoise(vec2(2.0 * p.x + iTime * 0.5, 2.0 * p.y));
    fragColor = vec4(col, 1.0);
}
