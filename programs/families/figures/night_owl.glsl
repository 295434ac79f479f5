// title: Night owl
// family: night_owl
// description: An owl with feathered breast and turning eyes on a branch before a moon
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kEyes identity 0.2 0.14 0.26
// @param kTilt pose 0.0 -0.4 0.4
// @param kStep pose 0.0,0.0 -0.4 0.4
// @param kMoon light 0.35 -0.8 0.8
// @param kPlumage palette 0.08 0.0 1.0
// @param kBarring texture 16.0 8.0 30.0
const float kEyes = 0.2;
const float kTilt = 0.0;
const vec2 kStep = vec2(0.0, 0.0);
const float kMoon = 0.35;
const float kPlumage = 0.08;
const float kBarring = 16.0;
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
float ellipse(vec2 q, vec2 r) { return (length(q / r) - 1.0) * min(r.x, r.y); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(0.05, 0.07, 0.18), vec3(0.15, 0.17, 0.35), 0.5 - 0.5 * p.y);
    col += smoothstep(0.93, 1.0, rnd(floor(40.0 * p))) * (0.4 + 0.4 * sin(3.0 * iTime + 40.0 * p.x));
    float moon = length(p - vec2(kMoon, 0.35)) - 0.5;
    col = mix(col, vec3(0.95, 0.9, 0.7) - 0.2 * vnoise(6.0 * p), smoothstep(0.01, -0.01, moon));
    float branch = abs(p.y + 0.62 + 0.08 * sin(2.0 * p.x)) - 0.07 - 0.02 * vnoise(8.0 * p);
    vec2 q = p - kStep - vec2(0.05 * sin(0.7 * iTime), 0.02 * sin(2.0 * iTime) - 0.05);
    q = turn(kTilt + 0.12 * sin(0.9 * iTime)) * q;
    q.x = abs(q.x);
    float body = min(ellipse(q - vec2(0.0, -0.2), vec2(0.36, 0.48)), ellipse(q - vec2(0.0, 0.28), vec2(0.36, 0.27)));
    body = min(body, ellipse(turn(-0.7) * (q - vec2(0.24, 0.5)), vec2(0.07, 0.17)));
    vec3 plume = 0.5 + 0.4 * cos(6.28 * (kPlumage + vec3(0.0, 0.08, 0.17)));
    float bars = 0.5 + 0.5 * sin(kBarring * q.y + 3.0 * cos(14.0 * q.x));
    vec3 owl = mix(plume * 0.45, mix(plume, vec3(0.95, 0.9, 0.8), bars), smoothstep(0.03, -0.05, ellipse(q - vec2(0.0, -0.25), vec2(0.22, 0.38))));
    float wing = ellipse(turn(0.25) * (q - vec2(0.33, -0.2)), vec2(0.12, 0.4));
    owl = mix(owl, plume * (0.25 + 0.25 * step(0.5, fract(8.0 * q.y + 2.0 * q.x))), smoothstep(0.01, -0.01, wing));
    col = mix(col, owl, smoothstep(0.01, -0.01, min(body, wing)));
    col = mix(col, vec3(0.25, 0.17, 0.12) * (0.5 + vnoise(vec2(4.0, 30.0) * p)), smoothstep(0.01, -0.01, branch));
    vec2 eye = q - vec2(0.16, 0.3), look = 0.35 * kEyes * vec2(sin(iTime), 0.5 * cos(1.3 * iTime));
    col = mix(col, plume * 0.8 + 0.2, smoothstep(0.01, -0.01, length(eye) - kEyes));
    col = mix(col, vec3(1.0, 0.7, 0.1), smoothstep(0.01, -0.01, length(eye) - 0.7 * kEyes));
    col = mix(col, vec3(0.02), smoothstep(0.01, -0.01, length(eye - look * 0.5) - 0.4 * kEyes * step(0.06, fract(0.23 * iTime))));
    col = mix(col, vec3(0.85, 0.5, 0.15), smoothstep(0.01, -0.01, max(q.x * 1.6 + abs(q.y - 0.14) - 0.11, q.y - 0.22)));
    fragColor = vec4(col, 1.0);
}
