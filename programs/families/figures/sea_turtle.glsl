// title: Sea turtle
// family: sea_turtle
// description: A turtle with a plated shell rows over a reef
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kScutes identity 5.0 3.0 8.0
// @param kStroke pose 0.6 0.1 1.0
// @param kHeading pose 0.5 -3.1 3.1
// @param kShell palette 0.1 0.0 1.0
// @param kReef clutter 0.6 0.0 1.0
const float kScutes = 5.0;
const float kStroke = 0.6;
const float kHeading = 0.5;
const float kShell = 0.1;
const float kReef = 0.6;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = 2.2 * p + vec2(0.25 * iTime, 0.4 * iTime), w = g;
    float ripple = 0.0;
    for (int k = 0; k < 3; k++) { w += 0.5 * sin(2.0 * w.yx + iTime + float(k)); ripple += 0.33 * abs(sin(w.x + w.y)); }
    vec3 col = mix(vec3(0.05, 0.35, 0.45), vec3(0.75, 0.7, 0.5), 0.35 + 0.3 * vnoise(g));
    col = mix(col, vec3(0.75, 0.35, 0.4) * (0.4 + vnoise(14.0 * g)), kReef * smoothstep(0.55, 0.65, vnoise(1.5 * g + 40.0)));
    col += 0.25 * pow(1.0 - ripple, 5.0);
    vec2 q = turn(-kHeading - 0.3 * sin(0.5 * iTime)) * (p - 0.25 * vec2(sin(0.4 * iTime), cos(0.31 * iTime)));
    float row = kStroke * sin(2.2 * iTime), d = 9.0;
    vec2 s = vec2(q.x, abs(q.y));
    vec2 fore = turn(-(0.9 + row)) * (s - vec2(0.32, 0.26)), hind = turn(-(2.3 - 0.5 * row)) * (s - vec2(-0.36, 0.2));
    d = length(vec2(fore.x - 0.28, 2.6 * fore.y + 1.2 * fore.x * fore.x)) - 0.3;
    d = min(d, length(vec2(hind.x - 0.15, 1.8 * hind.y)) - 0.17);
    d = min(d, length((s - vec2(0.62, 0.0)) * vec2(0.9, 1.25)) - 0.17);
    float shell = length(q * vec2(1.0, 1.22 + 0.25 * q.x)) - 0.52;
    float shade = min(length((q + 0.12) * vec2(1.0, 1.22)) - 0.5, d + 0.02);
    col *= 1.0 - 0.45 * smoothstep(0.1, -0.05, shade);
    float plates = vnoise(22.0 * q) ;
    vec3 skin = mix(vec3(0.25, 0.4, 0.25), vec3(0.85, 0.8, 0.55), step(0.5, plates) * 0.6);
    col = mix(col, skin * (0.8 + 0.5 * s.y), smoothstep(0.012, -0.012, d));
    vec2 c = kScutes * q, best = vec2(9.0);
    for (int k = 0; k < 9; k++) {
        vec2 cell = floor(c) + vec2(k % 3, k / 3) - 1.0;
        cell.y += 0.0;
        float e = length(cell + vec2(0.5 + 0.5 * mod(cell.y, 2.0), 0.5) + 0.2 * (rnd2(cell) - 0.5) - c);
        best = e < best.x ? vec2(e, best.x) : vec2(best.x, min(best.y, e));
    }
    vec3 horn = 0.5 + 0.4 * cos(6.28 * (kShell + 0.15 * best.x + vec3(0.0, 0.1, 0.25)));
    horn *= (0.55 + 0.5 * smoothstep(0.02, 0.12, best.y - best.x)) * (1.2 - 1.2 * dot(q, q) + 0.4 * q.x);
    col = mix(col, mix(vec3(0.3, 0.22, 0.12), horn, smoothstep(-0.03, -0.06, shell)), smoothstep(0.012, -0.012, shell));
    col = mix(col, vec3(0.02), smoothstep(0.01, -0.01, length(s - vec2(0.68, 0.09)) - 0.025));
    fragColor = vec4(col, 1.0);
}
