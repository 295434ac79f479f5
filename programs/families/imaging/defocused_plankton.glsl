// title: Microscope plankton
// family: defocused_plankton
// description: Shelled creatures at different depths, sharp in the focal plane and soft outside, hairs beating
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kFocus viewpoint 0.5 0.0 1.0
// @param kBlur viewpoint 0.18 0.05 0.35
// @param kSpokes identity 7.0 3.0 14.0
// @param kStain palette 0.1 0.0 1.0
// @param kCrowd clutter 9.0 3.0 12.0
const float kFocus = 0.5;
const float kBlur = 0.18;
const float kSpokes = 7.0;
const float kStain = 0.1;
const float kCrowd = 9.0;
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
    vec3 field = mix(vec3(0.93, 0.95, 0.85), 0.75 + 0.25 * cos(6.28 * (kStain + vec3(0.0, 0.33, 0.67))), 0.5), col = field * (0.95 - 0.05 * vnoise(6.0 * p));
    float focus = fract(kFocus + 0.5 * sin(0.5 * iTime) + 0.5);
    for (int k = 0; k < 12; k++) {
        if (float(k) >= kCrowd) break;
        vec2 id = vec2(k, 2.0), c = 2.8 * fract(rnd2(id) + 0.025 * iTime * (rnd2(id + 3.0) - 0.5) * 2.0) - 1.4;
        float z = fract(0.618 * float(k)), soft = 0.008 + kBlur * abs(z - focus), size = 0.16 + 0.22 * rnd(id + 5.0), kind = rnd(id + 6.0), n = floor(kSpokes + 3.0 * (kind - 0.5));
        vec2 q = turn(0.4 * iTime * (rnd(id + 7.0) - 0.5) + 6.0 * rnd(id + 8.0)) * (p - c) / size;
        float a = atan(q.y, q.x), r = length(q), d, inner;
        if (kind < 0.35) { d = r - 0.6 - 0.35 * pow(abs(cos(0.5 * n * a)), 8.0); inner = 0.5 + 0.5 * cos(12.0 * r) * cos(n * a); }
        else if (kind < 0.65) { d = length(q * vec2(1.0, 2.6 + 0.5 * q.x)) - 1.0; inner = step(0.4, fract(7.0 * q.x)) * step(0.06, abs(q.y)); }
        else if (kind < 0.85) { d = r - 0.8 - 0.05 * sin(24.0 * a + 9.0 * iTime); inner = smoothstep(0.05, 0.2, abs(r - 0.45)) * step(0.15, abs(fract(n * a / 6.2832) - 0.5)); }
        else { d = abs(length(q - vec2(clamp(q.x, -0.7, 0.7), 0.2 * sin(5.0 * q.x + 3.0 * iTime))) - 0.17) - 0.1; inner = 0.3 + 0.7 * rnd(floor(q * 6.0)); }
        d *= size;
        vec3 dye = 0.5 + 0.45 * cos(6.28 * (kStain + 0.35 * rnd(id + 9.0) + vec3(0.3, 0.6, 0.9)));
        float body = smoothstep(soft, -soft, d), wall = exp(-d * d / (soft * soft * 2.0 + 0.0004)), sharp = 0.02 / (0.02 + soft);
        col *= mix(vec3(1.0), dye, 0.6 * body * (1.0 - 0.5 * sharp * inner));
        col *= 1.0 - 0.6 * wall * (0.3 + 0.7 * sharp);
        col += 0.15 * exp(-pow((d - 2.2 * soft) / (soft + 0.008), 2.0)) * field;
    }
    float edge = length(p) - 0.99;
    col *= smoothstep(0.05, -0.08, edge) * (1.05 - 0.25 * dot(p, p));
    col = max(col, vec3(0.015));
    fragColor = vec4(col, 1.0);
}
