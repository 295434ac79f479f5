// title: Jellyfish
// family: jellyfish
// description: Translucent bells with banded skirts and trailing threads pulse in deep water
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kBells clutter 5.0 1.0 9.0
// @param kThreads identity 7.0 3.0 12.0
// @param kPulse pose 0.2 0.05 0.4
// @param kHue palette 0.55 0.0 1.0
// @param kGlow light 0.7 0.2 1.2
const float kBells = 5.0;
const float kThreads = 7.0;
const float kPulse = 0.2;
const float kHue = 0.55;
const float kGlow = 0.7;
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
    vec3 col = mix(vec3(0.0, 0.05, 0.14), vec3(0.03, 0.3, 0.42), 0.5 + 0.5 * p.y);
    col += 0.12 * pow(vnoise(vec2(3.0 * p.x + 0.8 * p.y + 0.3 * iTime, 0.7)), 3.0) * (0.6 + p.y);
    for (int k = 0; k < 9; k++) {
        if (float(k) >= floor(kBells)) break;
        vec2 id = vec2(k, 2.0), home = rnd2(id);
        float size = 0.22 + 0.05 * float(k), beat = sin(2.5 * iTime + 6.28 * home.x);
        vec2 c = vec2(2.4 * home.x - 1.2, 3.4 * fract(home.y + 0.05 * iTime * (0.6 + home.x)) - 1.7);
        vec2 q = turn(0.4 * sin(iTime * 0.5 + 9.0 * home.x)) * (p - c) / size;
        q.x /= 1.0 + kPulse * beat;
        float rim = 0.06 * sin(18.0 * q.x), bell = max(length(q * vec2(1.0, 1.1)) - 1.0, -q.y - 0.15 + rim);
        vec3 hue = 0.55 + 0.45 * cos(6.28 * (kHue + 0.25 * home.y + vec3(0.0, 0.33, 0.67)));
        float gut = length(vec2(abs(q.x) - 0.3, q.y - 0.25) * vec2(1.0, 1.3)) - 0.2;
        float inside = smoothstep(0.04, -0.04, bell), rimlight = smoothstep(-0.35, 0.0, bell) * inside;
        col = mix(col, hue * 0.55, 0.45 * inside);
        col += kGlow * hue * (rimlight * 0.7 + 0.4 * inside * smoothstep(0.05, -0.05, gut) + 0.15 * inside * step(0.8, cos(16.0 * q.x / max(sqrt(max(1.0 - q.y * q.y, 0.0)), 0.1))));
        float lane = q.x * 0.5 * floor(kThreads), drop = -q.y - 0.15;
        float sway = 0.35 * sin(3.0 * drop - 3.0 * iTime + floor(lane) * 1.7) * drop * 0.5;
        float strand = abs(fract(lane + sway) - 0.5), len = 1.2 + 1.5 * rnd(vec2(floor(lane + sway), float(k)));
        col += kGlow * hue * 0.5 * smoothstep(0.12, 0.02, strand) * step(0.0, drop) * smoothstep(len, 0.0, drop) * step(abs(q.x), 0.85);
    }
    fragColor = vec4(col, 1.0);
}
