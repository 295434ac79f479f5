// title: Leaf skin
// family: leaf_stomata
// description: Wavy-edged skin cells like puzzle pieces with paired guard cells that open and close
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kWave identity 0.14 0.04 0.25
// @param kPores clutter 0.3 0.1 0.6
// @param kOpen pose 0.6 0.1 1.0
// @param kHue palette 0.0 0.0 6.28
// @param kZoom viewpoint 3.2 2.0 5.0
const float kWave = 0.14;
const float kPores = 0.3;
const float kOpen = 0.6;
const float kHue = 0.0;
const float kZoom = 3.2;
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
    vec2 g = kZoom * p + 0.25 * iTime, w = g + kWave * vec2(sin(5.0 * g.y + 2.0 * sin(2.0 * g.x)), sin(5.0 * g.x + 2.0 * sin(2.3 * g.y)));
    vec2 near = vec2(9.0), home, id;
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(w) + vec2(k % 3, k / 3) - 1.0, q = w - c - 0.2 - 0.6 * rnd2(c);
        float d = length(q);
        if (d < near.x) { near = vec2(d, near.x); id = c; home = q; } else near.y = min(near.y, d);
    }
    float wall = near.y - near.x;
    vec3 green = spin(mix(vec3(0.55, 0.72, 0.35), vec3(0.72, 0.85, 0.5), rnd(id)), kHue), col = green * (0.75 + 0.35 * smoothstep(0.0, 0.35, wall)) * (0.9 + 0.2 * vnoise(12.0 * g));
    vec2 dc = floor(9.0 * w), dq = 9.0 * w - dc - rnd2(dc) * 0.6 - 0.2;
    float plastid = length(dq - 0.15 * vec2(sin(iTime + 9.0 * rnd(dc)), cos(iTime + 7.0 * rnd(dc)))) - 0.24;
    col = mix(col, spin(vec3(0.15, 0.42, 0.1), kHue), 0.85 * smoothstep(0.08, -0.04, plastid) * step(0.12, wall) * step(0.55, rnd(dc + 2.0)));
    col = mix(col, spin(vec3(0.28, 0.36, 0.16), kHue), smoothstep(0.06, 0.025, wall));
    if (rnd(id + 60.0) < kPores) {
        vec2 q = turn(6.28 * rnd(id + 3.0)) * home * 1.1;
        float gap = kOpen * 0.09 * (0.5 + 0.5 * sin(1.2 * iTime + 6.28 * rnd(id + 5.0))), guard = abs(length(q * vec2(0.8, 1.0)) - 0.22 - gap) - 0.115, pore = length(vec2(q.x * 0.55, q.y)) - gap;
        col = mix(col, spin(vec3(0.4, 0.65, 0.3), kHue) * (0.8 + 2.0 * -guard) * (0.8 + 0.4 * vnoise(20.0 * q)), smoothstep(0.02, -0.02, guard));
        col = mix(col, spin(vec3(0.13, 0.22, 0.08), kHue), smoothstep(0.02, 0.0, abs(guard) - 0.012));
        col = mix(col, vec3(0.05, 0.07, 0.04), smoothstep(0.015, -0.015, pore));
        vec2 bean = vec2(abs(abs(q.x) - 0.12), abs(q.y) - 0.22 - gap);
        col = mix(col, spin(vec3(0.12, 0.38, 0.1), kHue), 0.8 * smoothstep(0.02, -0.02, length(bean) - 0.05));
    }
    col *= 1.08 - 0.2 * dot(p, p);
    fragColor = vec4(col, 1.0);
}
