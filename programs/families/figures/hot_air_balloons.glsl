// title: Hot air balloons
// family: hot_air_balloons
// description: Gored balloons with baskets rise over fields in the morning
// tags: figures
// dialect: shadertoy
// licence: CC0-1.0
// @param kGores identity 8.0 4.0 14.0
// @param kBalloons clutter 6.0 2.0 10.0
// @param kRise pose 0.06 0.02 0.2
// @param kHue palette 0.1 0.0 1.0
// @param kSun light 0.7 -1.0 1.0
const float kGores = 8.0;
const float kBalloons = 6.0;
const float kRise = 0.06;
const float kHue = 0.1;
const float kSun = 0.7;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(vec3(1.0, 0.83, 0.6), vec3(0.4, 0.65, 0.9), smoothstep(-0.4, 0.9, p.y));
    float hill = p.y + 0.55 - 0.12 * sin(1.3 * p.x + 0.1 * iTime) - 0.1 * vnoise(vec2(2.5 * p.x + 0.2 * iTime, 1));
    vec2 field = floor(vec2(5.0 * p.x / (1.2 - p.y) + 0.4 * iTime, 6.0 / (0.4 - p.y)));
    col = mix(col, mix(vec3(0.35, 0.5, 0.2), vec3(0.8, 0.68, 0.3), rnd(field)) * (0.8 + 0.3 * vnoise(40.0 * p)), smoothstep(0.01, -0.01, hill));
    for (int k = 0; k < 10; k++) {
        if (float(k) >= floor(kBalloons)) break;
        vec2 id = vec2(k, 5.0), home = rnd2(id);
        float size = 0.14 + 0.034 * float(k), bob = 0.03 * sin(iTime + float(k));
        vec2 c = vec2(2.6 * fract(home.x + 0.012 * iTime * (1.0 + home.y)) - 1.3, 3.4 * fract(home.y + kRise * iTime * (0.5 + home.x)) - 1.4 + bob);
        vec2 q = (p - c) / size;
        float taper = 1.0 + 0.55 * smoothstep(0.0, -1.2, q.y), d = max(length(q * vec2(taper, 0.9)) - 1.0, -q.y - 1.1);
        float half_ = sqrt(max(1.0 - 0.81 * q.y * q.y, 0.01)) / taper, u = asin(clamp(q.x / half_, -1.0, 1.0)) / 3.1416 + 0.08 * iTime * (home.x - 0.5);
        float gore = floor(u * floor(kGores)), band = floor(4.0 * q.y);
        float mark = home.y < 0.4 ? mod(gore, 2.0) : home.y < 0.7 ? mod(gore + band, 2.0) : mod(band, 2.0);
        vec3 silk = mix(pal(kHue + home.x), mix(vec3(0.97, 0.94, 0.86), pal(kHue + home.x + 0.4), home.y), mark);
        silk *= 0.75 + 0.25 * smoothstep(0.0, 0.12, abs(fract(u * floor(kGores)) - 0.5)) + 0.4 * kSun * q.x * half_;
        float basket = max(abs(q.x) - 0.17, abs(q.y + 1.6) - 0.14), rope = max(abs(abs(q.x) - 0.16 - 0.12 * (q.y + 1.45)) - 0.02, abs(q.y + 1.28) - 0.2);
        col = mix(col, vec3(0.2, 0.14, 0.1), smoothstep(0.04, 0.0, rope));
        col = mix(col, vec3(0.5, 0.3, 0.14) * (0.7 + 0.5 * step(0.5, fract(14.0 * q.y))), smoothstep(0.04, 0.0, basket));
        col = mix(col, silk, smoothstep(0.03, -0.01, d));
    }
    fragColor = vec4(col, 1.0);
}
