// title: Rain on glass
// family: rain_window
// description: Drops sit and slide on a pane, each shows the street upside down
// tags: optics
// dialect: shadertoy
// licence: CC0-1.0
// @param kDrops viewpoint 5.0 3.0 9.0
// @param kSlide pose 0.5 0.1 1.2
// @param kLens identity 0.6 0.2 1.0
// @param kHue palette 0.05 0.0 1.0
// @param kWet clutter 0.6 0.1 1.0
const float kDrops = 5.0;
const float kSlide = 0.5;
const float kLens = 0.6;
const float kHue = 0.05;
const float kWet = 0.6;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
vec3 street(vec2 q, float soft) {
    vec3 c = mix(vec3(0.1, 0.12, 0.2), vec3(0.3, 0.3, 0.42), smoothstep(-0.8, 0.9, q.y));
    float x = 3.0 * q.x + 0.4 * iTime, cell = floor(x), tall = 0.2 + 0.7 * rnd(vec2(cell, 2)), lit = step(0.72, rnd(floor(vec2(14.0 * q.x + 1.866 * iTime, 11.0 * q.y))));
    c = mix(c, mix(vec3(0.1, 0.09, 0.14), vec3(0.9, 0.7, 0.4), lit * 0.5), smoothstep(soft, -soft, q.y - tall + 0.3) * 0.9);
    for (int k = 0; k < 5; k++) {
        vec2 o = q - vec2(3.0 * fract(0.37 * float(k) + 0.06 * iTime * (mod(float(k), 2.0) - 0.5)) - 1.5, -0.35 - 0.1 * mod(float(k), 3.0));
        c += pal(kHue + 0.29 * float(k)) * 0.8 * smoothstep(0.13 + soft, 0.13 - soft, length(o));
    }
    return c;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = street(p, 0.12);
    for (int layer = 0; layer < 3; layer++) {
        float z = float(layer), s = kDrops * (0.6 + 0.7 * z), column = floor(p.x * s);
        vec2 g = vec2(p.x, p.y + (layer == 0 ? kSlide * iTime * (0.3 + rnd(vec2(column, 7))) : 0.0)) * s + 17.0 * z, c = floor(g), q = g - c - 0.3 - 0.4 * rnd2(c);
        float r = (0.12 + 0.2 * rnd(c + 3.0)) * (layer == 0 ? 1.0 : smoothstep(0.0, 0.3, fract(0.15 * iTime + rnd(c + 6.0)))), d = length(q * vec2(1.0, q.y > 0.0 && layer == 0 ? 0.6 : 0.95)) - r;
        if (rnd(c + 9.0) > kWet) continue;
        vec2 n = q / max(r, 0.01);
        vec3 drop = street(p - n * kLens * 1.3, 0.02) * (0.75 + 0.4 * n.y);
        drop += 0.7 * smoothstep(0.35, 0.1, length(n - vec2(-0.35, 0.45)));
        drop *= 1.0 - 0.6 * smoothstep(0.75, 1.0, length(n));
        col = mix(col, drop, smoothstep(0.04, -0.02, d));
        if (layer == 0) col = mix(col, street(p, 0.05) * 1.1, 0.5 * smoothstep(r, r * 0.7, abs(q.x)) * step(0.0, q.y) * smoothstep(0.7, 0.1, q.y));
    }
    fragColor = vec4(col, 1.0);
}
