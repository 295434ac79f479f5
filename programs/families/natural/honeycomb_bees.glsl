// title: Honeycomb
// family: honeycomb_bees
// description: Wax cells hold honey, grubs or lids, bees walk across and the comb tilts to the light
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kCells viewpoint 3.4 2.4 5.0
// @param kBees clutter 4.0 2.0 6.0
// @param kHoney identity 0.55 0.25 0.85
// @param kTilt light 0.6 0.2 1.0
// @param kHue palette 0.0 0.0 6.28
const float kCells = 3.4;
const float kBees = 4.0;
const float kHoney = 0.55;
const float kTilt = 0.6;
const float kHue = 0.0;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float lit = 0.6 * iTime;
    vec2 sun = vec2(cos(lit), sin(lit)), g = kCells * (1.0 + 0.28 * sin(0.6 * iTime)) * (turn(0.09 * iTime) * p) + vec2(0.6, 0.35) * iTime, s = vec2(1.0, 1.732);
    vec2 a = mod(g, s) - 0.5 * s, b = mod(g + 0.5 * s, s) - 0.5 * s, v = dot(a, a) < dot(b, b) ? a : b, id = floor((g - v) * 2.0 + 0.5);
    float e = 0.5 - max(abs(v.x), abs(0.5 * v.x) + 0.866 * abs(v.y)), field = vnoise(0.12 * id + 0.08 * iTime), kind = rnd(id), wall = smoothstep(0.09, 0.05, e);
    vec3 wax = vec3(0.82, 0.58, 0.22) * (0.75 + 0.3 * vnoise(5.0 * g)), floor_ = vec3(0.22, 0.11, 0.03) * (0.6 + 1.2 * clamp(dot(v, sun) + 0.35, 0.0, 1.0));
    float level = smoothstep(0.0, 0.35, kHoney + 0.5 * sin(0.55 * iTime + 6.28 * kind) - 0.2 - 0.3 * kind), r = length(v);
    vec3 honey = mix(vec3(0.75, 0.35, 0.03), vec3(1.0, 0.72, 0.15), clamp(0.5 + 1.2 * dot(v, sun), 0.0, 1.0)), inner = mix(floor_, honey, level);
    inner += level * 0.9 * smoothstep(0.12, 0.05, length((v - 0.22 * sun) * vec2(1.0, 1.4))) + 0.25 * level * smoothstep(0.05, 0.0, abs(r - 0.3)) * step(0.0, -dot(v, sun));
    if (field > 0.58) { float crumple = vnoise(9.0 * g) - vnoise(9.0 * g + 0.35 * sun); inner = vec3(0.86, 0.66, 0.36) * (0.85 + 0.25 * fract(7.0 * kind) + 0.8 * crumple + 0.5 * dot(v, sun)); }
    else if (field < 0.34) { vec2 u = turn(6.28 * kind + 0.3 * iTime) * v; float grub = abs(length(u) - 0.2) - 0.085; grub = atan(u.y, u.x) > 2.2 ? length(u - 0.2 * vec2(cos(2.2), sin(2.2))) - 0.085 : grub; inner = mix(floor_, vec3(0.95, 0.92, 0.82) * (0.8 + 0.2 * sin(24.0 * atan(u.y, u.x) * 0.6) + 0.4 * dot(v, sun)), smoothstep(0.02, -0.02, grub)); }
    inner *= 0.55 + 0.45 * smoothstep(0.05, 0.2, e - 0.15 * dot(v, sun));
    vec3 col = mix(inner, wax * (0.8 + kTilt * 0.9 * dot(normalize(v + 0.001), -sun)) + 0.25 * smoothstep(0.03, 0.0, e), wall);
    col = spin(col, kHue + 0.3 * sin(0.5 * iTime));
    for (int k = 0; k < 6; k++) {
        if (float(k) >= floor(kBees)) break;
        float f = float(k), way = 2.4 * f + 0.5 * sin(0.7 * iTime + 2.0 * f), go = 4.0 * fract(0.07 * iTime + 0.07 * iTime * rnd(vec2(f, 2)) + 0.31 * f) - 2.0;
        vec2 dir = vec2(cos(2.4 * f), sin(2.4 * f)), at = dir * go + vec2(-dir.y, dir.x) * (0.9 * sin(3.7 * f) + 0.15 * sin(1.2 * iTime + f)), q = turn(way) * (p - at) / 0.95;
        if (dot(q, q) > 0.25) continue;
        float tail = length((q + vec2(0.13, 0.0)) * vec2(0.6, 1.15)) - 0.105, chest = length(q - vec2(0.08, 0.0)) - 0.09, head = length((q - vec2(0.19, 0.0)) * vec2(1.2, 0.9)) - 0.06;
        float step_ = 0.04 * sin(9.0 * iTime + 40.0 * q.x), legs = max(abs(fract(9.0 * q.x + 0.3 + step_ * 3.0) - 0.5) * 0.11 - 0.01, abs(q.y) - 0.2) + step(0.12, abs(q.x - 0.06));
        vec2 w = turn(0.5 + 0.12 * sin(5.0 * iTime + f)) * vec2(q.x + 0.0, abs(q.y) - 0.05);
        float wing = length((w + vec2(0.17, -0.02)) * vec2(0.55, 1.35)) - 0.1;
        col *= 0.6 + 0.4 * smoothstep(-0.02, 0.07, min(tail, min(chest, head)) );
        col = mix(col, vec3(0.08, 0.05, 0.03), smoothstep(0.01, -0.01, min(legs, head)));
        vec3 coat = mix(vec3(0.12, 0.07, 0.03), spin(vec3(0.95, 0.68, 0.15), kHue), smoothstep(-0.25, 0.25, sin(46.0 * q.x)));
        col = mix(col, coat * (0.75 + 3.0 * (0.1 - abs(q.y))), smoothstep(0.01, -0.01, tail));
        col = mix(col, vec3(0.6, 0.42, 0.16) * (0.6 + 0.6 * vnoise(60.0 * q)), smoothstep(0.012, -0.012, chest));
        col = mix(col, vec3(0.85, 0.88, 0.92) + 0.15 * sin(50.0 * w.y), 0.5 * smoothstep(0.012, -0.012, wing));
    }
    fragColor = vec4(col, 1.0);
}
