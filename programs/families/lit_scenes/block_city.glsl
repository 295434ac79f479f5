// title: Block city
// family: block_city
// description: Towers with lit windows under a flying camera
// tags: lit_scenes
// dialect: shadertoy
// licence: CC0-1.0
// @param kTall identity 1.6 0.6 3.0
// @param kHeading viewpoint 0.4 -3.0 3.0
// @param kAltitude viewpoint 2.6 2.0 4.0
// @param kDusk light 0.5 0.0 1.0
// @param kHue palette 0.0 0.0 6.28
// @param kWindows texture 7.0 3.0 12.0
const float kTall = 1.6;
const float kHeading = 0.4;
const float kAltitude = 2.6;
const float kDusk = 0.5;
const float kHue = 0.0;
const float kWindows = 7.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float height(vec2 c) { return 0.15 + kTall * rnd(c) * rnd(c + 9.0) * step(0.12, rnd(c + 30.0)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float a = kHeading + 0.15 * iTime;
    vec3 ro = vec3(0.8 * iTime, kAltitude, 0.5 * iTime), f = normalize(vec3(cos(a), -0.65, sin(a))), r = normalize(cross(f, vec3(0, 1, 0))), rd = normalize(p.x * r + p.y * cross(r, f) + 1.3 * f);
    vec2 cell = floor(ro.xz), way = sign(rd.xz), inv = 1.0 / rd.xz;
    float t = 0.0, far = 99.0;
    vec3 n = vec3(0.0);
    vec3 sky = mix(vec3(0.9, 0.75, 0.6), vec3(0.3, 0.25, 0.45), kDusk), col = sky * (1.0 + 0.4 * rd.y);
    for (int k = 0; k < 40 && far > 90.0; k++) {      // walk from block to block
        vec3 half_ = vec3(0.36, height(cell), 0.36), o = ro - vec3(cell.x + 0.5, 0.0, cell.y + 0.5), m = 1.0 / rd, near = -m * o - abs(m) * half_, leave = -m * o + abs(m) * half_;
        float in_ = max(near.x, max(near.y, near.z)), out_ = min(leave.x, min(leave.y, leave.z));
        if (in_ < out_ && out_ > 0.0 && half_.y > 0.16) { far = in_; n = -sign(rd) * step(near.yzx, near.xyz) * step(near.zxy, near.xyz); break; }
        vec2 side = (cell + 0.5 + 0.5 * way - ro.xz) * inv;
        t = min(side.x, side.y);
        if (ro.y + t * rd.y < 0.0) { far = -ro.y / rd.y; n = vec3(0, 1, 0); cell = vec2(-999.0); break; }
        cell += side.x < side.y ? vec2(way.x, 0.0) : vec2(0.0, way.y);
    }
    if (far < 90.0) {
        vec3 q = ro + far * rd, wall = spin(vec3(0.75, 0.55, 0.45), kHue + 2.5 * rnd(cell + 3.0)) * (0.6 + 0.5 * rnd(cell + 5.0));
        vec2 w = kWindows * vec2(abs(n.x) > 0.5 ? q.z : q.x, q.y), pane = abs(fract(w) - 0.5);
        float lit = step(0.35, rnd(floor(w) + 20.0 * cell.yx + floor(0.7 * iTime + rnd(floor(w)))));
        if (abs(n.y) < 0.5 && max(pane.x, pane.y) < 0.3) wall = mix(vec3(0.15, 0.2, 0.28), mix(vec3(0.2, 0.25, 0.3), vec3(1.6, 1.2, 0.5), kDusk), lit * step(0.3, kDusk));
        vec2 street = abs(fract(q.xz) - 0.5);
        if (cell.x < -900.0) wall = max(street.x, street.y) > 0.4 ? vec3(0.18) + 0.6 * step(0.49, max(street.x, street.y)) * step(0.5, fract(6.0 * (q.x + q.z))) : vec3(0.25, 0.4, 0.2) * (0.7 + 0.5 * vnoise(14.0 * q.xz));
        else if (n.y > 0.5) wall *= 0.8 + 0.4 * step(0.8, rnd(floor(9.0 * q.xz)));
        float shade = 0.35 + 0.65 * max(dot(n, normalize(vec3(0.5, 0.8, -0.4))), 0.0);
        col = mix(wall * mix(shade, shade * 0.8 + 0.15, kDusk), sky, smoothstep(3.0, 16.0, far));
    }
    fragColor = vec4(col, 1.0);
}
