// title: Gut villi
// family: gut_villi
// description: Finger-like folds edged with column cells sway as food grains pass above them
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kFingers viewpoint 1.7 1.1 2.6
// @param kCells texture 11.0 7.0 18.0
// @param kSway pose 0.35 0.1 0.7
// @param kGoblets clutter 0.25 0.05 0.5
// @param kHue palette 0.0 0.0 6.28
const float kFingers = 1.7;
const float kCells = 11.0;
const float kSway = 0.35;
const float kGoblets = 0.25;
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
    float t = iTime, zoom = 1.0 + 0.28 * sin(0.6 * t), stain = kHue + 0.5 * sin(0.5 * t);
    vec2 q = turn(0.35 * sin(0.45 * t)) * p * zoom + vec2(0.28 * t, 0.35 * sin(0.55 * t));
    vec3 col = spin(mix(vec3(0.97, 0.94, 0.9), vec3(0.86, 0.9, 0.88), vnoise(1.5 * q)), stain);
    vec2 f = 3.2 * q + vec2(-1.3 * t, 0.3 * sin(0.8 * t + q.x)), fc = floor(f), fv = turn(6.28 * rnd(fc + 2.0) + t) * (f - fc - 0.3 - 0.4 * rnd2(fc));
    float food = length(fv * vec2(1.0, 1.0 + rnd(fc + 6.0))) - 0.12 - 0.14 * rnd(fc + 4.0) - 0.03 * sin(3.0 * atan(fv.y, fv.x));
    col = mix(col, spin(mix(vec3(0.75, 0.6, 0.25), vec3(0.4, 0.55, 0.3), rnd(fc + 8.0)), stain) * (0.8 + 0.6 * fv.y), smoothstep(0.03, -0.03, food) * step(0.5, rnd(fc + 9.0)));
    for (int layer = 0; layer < 2; layer++) {
        float z = float(layer), s = kFingers * (1.25 - 0.25 * z), best = 9.0, along = 0.0, id = 0.0, mid = 0.0;
        vec2 g = vec2(q.x * s + 0.5 * z + 0.15 * t * z, q.y * s);
        for (int k = -1; k < 2; k++) {
            float n = floor(g.x) + float(k), h = rnd(vec2(n, z)), wide = 0.29 + 0.1 * rnd(vec2(n, 4.0 + z)), high = (0.1 + 0.75 * h + 0.25 * sin(0.7 * t + 5.0 * h) + 0.25 * (1.0 - z)) * s / 1.7, up = clamp(g.y + 1.6, 0.0, 3.0);
            float x = g.x - n - 0.5 - kSway * (0.12 * up * up * sin(0.9 * t + 1.3 * n) - 0.1 * sin(2.5 * up + 6.0 * h + t)), y = g.y - high, d = y > 0.0 ? length(vec2(x, y)) - wide : abs(x) - wide - 0.05 * sin(3.5 * y + 9.0 * h);
            if (d < best) { best = d; along = y > 0.0 ? sign(x) * wide * (1.571 - atan(y, abs(x) + 0.001)) : sign(x) * (wide * 1.571 - y); id = n; mid = x; }
        }
        float base = g.y + 1.15 * s / 1.7 + 0.1 * sin(6.2832 * g.x);
        if (base < best && best > 0.0) { best = base; along = g.x; mid = 0.3; }
        float cell = floor(along * kCells), c = fract(along * kCells) - 0.5, wall = 0.15, u = -best / wall, kind = rnd(vec2(cell, id + 30.0 * z));
        vec3 flesh = spin(mix(vec3(0.92, 0.66, 0.76), vec3(0.8, 0.45, 0.62), smoothstep(0.0, 0.9, u)), stain) * (0.88 + 0.2 * vnoise(30.0 * g)) * (1.0 - 0.28 * smoothstep(0.32, 0.5, abs(c)));
        float nucleus = length(vec2(c * 1.1, (u - 0.68 + 0.16 * (kind - 0.5)) * 1.5)) - 0.3, drop = length(vec2(c * 0.8, (u - 0.28) * 1.1)) - 0.3;
        flesh = mix(flesh, spin(vec3(0.36, 0.16, 0.5), stain), 0.9 * smoothstep(0.08, -0.08, nucleus));
        if (kind < kGoblets) flesh = mix(flesh, spin(vec3(0.78, 0.9, 0.98), stain), smoothstep(0.08, -0.06, drop));
        flesh = mix(flesh, spin(vec3(0.6, 0.2, 0.42), stain), smoothstep(0.12, 0.04, u));
        vec2 w = 8.0 * g, wc = floor(w);
        float core = length(w - wc - 0.25 - 0.5 * rnd2(wc)) - 0.2, duct = abs(mid + 0.05 * sin(5.0 * g.y + t)) - 0.045;
        vec3 inner = spin(vec3(0.96, 0.78, 0.8), stain) * (0.85 + 0.25 * vnoise(vec2(14.0, 5.0) * g));
        inner = mix(inner, spin(vec3(0.42, 0.22, 0.58), stain), smoothstep(0.1, -0.1, core) * step(0.4, rnd(wc + 5.0)));
        inner = mix(inner, spin(vec3(0.9, 0.3, 0.3), stain) * (0.8 + 0.3 * sin(30.0 * g.y - 5.0 * t)), smoothstep(0.02, -0.01, duct));
        vec3 body = mix(flesh, inner, smoothstep(0.98, 1.04, u));
        col *= 1.0 - 0.25 * smoothstep(0.1, 0.0, best);
        col = mix(col, mix(body, spin(vec3(0.95, 0.88, 0.88), stain), 0.45 * (1.0 - z)), smoothstep(0.012, -0.012, best));
    }
    fragColor = vec4(col, 1.0);
}
