// title: Sheet music
// family: sheet_music
// description: Staves with notes, beams, bar lines and clefs scroll past
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kStaves viewpoint 2.0 1.0 4.0
// @param kDensity clutter 0.75 0.3 1.0
// @param kScroll pose 0.45 0.1 1.0
// @param kAge palette 0.4 0.0 1.0
// @param kLean viewpoint 0.0 -0.3 0.3
const float kStaves = 2.0;
const float kDensity = 0.75;
const float kScroll = 0.45;
const float kAge = 0.4;
const float kLean = 0.0;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    p = turn(kLean + 0.04 * sin(0.6 * iTime)) * p;
    vec3 paper = mix(vec3(0.97, 0.95, 0.9), vec3(0.88, 0.75, 0.52), kAge), col = paper * (0.92 + 0.1 * vnoise(4.0 * p) + 0.04 * vnoise(40.0 * p));
    float n = floor(kStaves), row = floor(p.y * 0.5 * n), y = (fract(p.y * 0.5 * n) - 0.5) * 2.0 / n * 8.0 * 0.5 * n, x = p.x * 3.2 + kScroll * iTime * 4.0 * (mod(row, 2.0) < 0.5 ? 1.0 : -0.6) + 40.0 * rnd(vec2(row, 2));
    float ink = smoothstep(0.08, 0.02, abs(fract(y + 0.5) - 0.5)) * step(abs(y), 2.2);
    ink = max(ink, smoothstep(0.05, 0.02, abs(fract(x / 4.0) - 0.5) * 4.0) * step(abs(y), 2.05));
    float red = 0.0;
    for (int k = -1; k < 3; k++) {
        float beat = floor(x) + float(k), id = rnd(vec2(beat, row)), pair = floor(beat / 2.0);
        if (id > kDensity) continue;
        float pitch = floor(9.0 * rnd(vec2(beat, row + 50.0))) * 0.5 - 2.0, up = rnd(vec2(pair, row + 9.0)) < 0.5 ? 1.0 : -1.0, hollow = step(0.75, rnd(vec2(beat, row + 70.0)));
        vec2 q = vec2(x - beat - 0.5, y - pitch), h = turn(0.35) * q * vec2(3.2, 3.2) * vec2(0.75, 1.05);
        float head = length(h) - 0.55, stem = max(abs(q.x - 0.2 * up) - 0.03, abs(q.y - 1.4 * up) - 1.4), flag = max(abs(q.y - up * (2.7 - 0.5 * q.x * up) ) - 0.14, abs(q.x - 0.2 * up - 0.25) - 0.25);
        float mark = smoothstep(0.08, -0.02, head) * (1.0 - hollow * smoothstep(-0.1, -0.3, head));
        ink = max(ink, max(mark, smoothstep(0.03, 0.0, stem)));
        if (rnd(vec2(pair, row + 30.0)) < 0.5) ink = max(ink, smoothstep(0.05, -0.02, flag) * (1.0 - hollow));
        float sharp = min(min(abs(q.x + 0.4), abs(q.x + 0.55)), min(abs(q.y + 0.15 - 0.2 * q.x), abs(q.y - 0.15 - 0.2 * q.x)));
        if (rnd(vec2(beat, row + 90.0)) < 0.2 && abs(q.x + 0.475) < 0.2 && abs(q.y) < 0.5) ink = max(ink, smoothstep(0.05, 0.02, sharp));
        red = max(red, step(0.93, rnd(vec2(beat, row + 120.0))) * smoothstep(0.05, 0.0, abs(length(q * vec2(1.0, 0.8)) - 0.75) - 0.02));
    }
    col = mix(col, vec3(0.1, 0.08, 0.1), ink * (0.8 + 0.2 * vnoise(60.0 * p)));
    col = mix(col, vec3(0.8, 0.15, 0.12), red);
    float sweep = x - floor(x / 16.0) * 16.0 - mod(iTime * 3.0, 16.0);
    col *= mix(vec3(1.0), vec3(1.0, 0.93, 0.55), smoothstep(0.8, 0.4, abs(sweep)) * step(abs(y), 3.0));
    fragColor = vec4(col, 1.0);
}
