// title: Ribbon braid
// family: ribbon_braid
// description: Satin ribbons plait over and under in endless braids
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kStrands identity 3.0 2.0 4.0
// @param kWidth identity 0.42 0.25 0.5
// @param kBraids viewpoint 2.0 1.0 4.0
// @param kHue palette 0.0 0.0 1.0
// @param kSatin light 0.6 0.1 1.0
const float kStrands = 3.0;
const float kWidth = 0.42;
const float kBraids = 2.0;
const float kHue = 0.0;
const float kSatin = 0.6;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = vec2(p.x * 0.5 * floor(kBraids), p.y * floor(kBraids) + 0.9 * iTime);
    float cell = floor(g.x + 0.5), x = 2.4 * (g.x - cell), near = -9.0;
    vec3 col = mix(vec3(0.15, 0.1, 0.16), vec3(0.25, 0.18, 0.22), step(0.5, fract(3.0 * (p.x + p.y)))) * (1.0 - 0.4 * smoothstep(1.1, 0.6, abs(x)));
    for (int k = 0; k < 4; k++) {
        if (float(k) >= floor(kStrands)) break;
        float t = 2.2 * g.y + 6.2832 * float(k) / floor(kStrands), y = 0.6 * sin(t), depth = floor(kStrands) < 2.5 ? cos(t) * sin(0.5 * t) : cos(2.0 * t), slope = 0.6 * 2.2 * cos(t) * 1.2;
        float d = (x - y) / sqrt(1.0 + slope * slope), u = d / kWidth * 1.4;
        if (abs(u) > 1.15 || depth < near) continue;
        float edge = smoothstep(1.0, 0.95, abs(u)), fold = 0.5 + 0.5 * depth;
        vec3 silk = pal(kHue + 0.27 * float(k) + 0.13 * cell);
        silk = mix(silk, vec3(0.97, 0.93, 0.85), step(0.72, abs(u)) * step(abs(u), 0.86));
        silk *= 0.35 + 0.5 * fold + kSatin * pow(max(cos(1.6 * u + slope * 0.8), 0.0), 6.0) * fold + 0.06 * sin(90.0 * u);
        col = mix(col * (1.0 - 0.7 * smoothstep(1.15, 1.0, abs(u))), silk, edge);
        if (edge > 0.5) near = depth;
    }
    fragColor = vec4(col, 1.0);
}
