// title: Stairs
// family: staircase_run
// description: Flights of carpeted steps fall toward the viewer between banisters
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kSteps viewpoint 9.0 5.0 16.0
// @param kWide identity 0.65 0.35 1.0
// @param kPitch viewpoint 0.35 0.1 0.6
// @param kHue palette 0.0 0.0 1.0
// @param kSun light 0.5 -1.0 1.0
const float kSteps = 9.0;
const float kWide = 0.65;
const float kPitch = 0.35;
const float kHue = 0.0;
const float kSun = 0.5;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float depth = 1.0 / (1.25 + kPitch * p.y + 0.08 * sin(0.5 * iTime)), climb = 1.1 * iTime;
    vec2 g = vec2((p.x + 0.1 * sin(0.7 * iTime)) / depth * 0.95, 0.0);
    float v = -log(depth) * floor(kSteps) * 2.4 / max(kPitch, 0.1) * 0.35 + climb + p.y * floor(kSteps) * 0.25, stair = floor(v), f = v - stair, tread = step(0.55, f), x = p.x * (1.15 + 0.5 * kPitch * p.y);
    vec3 wood = mix(vec3(0.5, 0.32, 0.18), vec3(0.6, 0.42, 0.26), rnd(vec2(stair, 2))) * (0.75 + 0.35 * vnoise(vec2(4.0 * x + 9.0 * stair, 60.0 * f)));
    vec3 carpet = pal(kHue) * 0.5 + 0.08, gold = vec3(0.85, 0.65, 0.25);
    vec2 motif = vec2(x * 9.0, f * 3.0);
    float diamond = abs(fract(motif.x) - 0.5) + abs(fract(motif.y) - 0.5);
    carpet = mix(carpet, pal(kHue + 0.35) * 0.7, step(diamond, 0.3)) * (0.85 + 0.3 * rnd(floor(vec2(x, f) * 120.0)));
    carpet = mix(carpet, gold, step(abs(abs(x) - kWide * 0.9), 0.02));
    vec3 col = abs(x) < kWide ? carpet : wood;
    col *= mix(0.45, 1.1, tread) * (0.75 + 0.25 * smoothstep(0.0, 0.1, abs(f - 0.55)));
    col *= 1.0 - 0.45 * smoothstep(0.55, 0.35, f) * smoothstep(0.0, 0.5, f) * 0.6;
    if (abs(x) < kWide) col = mix(col, gold * 1.1, smoothstep(0.04, 0.015, abs(f - 0.03)));
    float wall = abs(x) - 1.15;
    if (wall > 0.0) { float baluster = abs(fract(v * 0.5) - 0.5); col = mix(vec3(0.75, 0.7, 0.62) * (0.8 + 0.2 * vnoise(7.0 * p)), wood * 0.8, smoothstep(0.03, -0.03, abs(wall - 0.08) - 0.06)); col = mix(col, vec3(0.95, 0.93, 0.88) * (0.5 + baluster), smoothstep(0.02, -0.02, baluster - 0.2) * step(0.16, wall)); }
    col *= 0.65 + 0.5 * smoothstep(0.3, 0.0, abs(fract(0.4 * (p.x - kSun) + 0.25 * p.y + 0.03 * iTime) - 0.5)) + 0.1 * p.y;
    fragColor = vec4(col, 1.0);
}
