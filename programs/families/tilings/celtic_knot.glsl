// title: Celtic knot
// family: celtic_knot
// description: Interlaced bands weave over and under on a diagonal grid with breaks
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kGrid viewpoint 3.2 2.0 6.0
// @param kBand identity 0.17 0.09 0.22
// @param kBreaks identity 0.35 0.0 0.7
// @param kHue palette 0.35 0.0 1.0
// @param kGold light 0.7 0.0 1.0
const float kGrid = 3.2;
const float kBand = 0.17;
const float kBreaks = 0.35;
const float kHue = 0.35;
const float kGold = 0.7;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = turn(0.785 + 0.05 * iTime) * p * kGrid + 0.25 * iTime, c = floor(g), f = g - c - 0.5;
    float kind = rnd(c + 3.0), over = mod(c.x + c.y, 2.0), d1, d2, along;
    bool crossing = kind > kBreaks;
    if (crossing) { d1 = abs(over < 0.5 ? f.x : f.y); d2 = abs(over < 0.5 ? f.y : f.x); along = over < 0.5 ? f.y : f.x; }
    else { if (kind < 0.5 * kBreaks) f.x = -f.x; d1 = abs(length(f - vec2(0.5, 0.5)) - 0.5); d2 = abs(length(f + vec2(0.5, 0.5)) - 0.5); along = 0.5; d1 = min(d1, d2); d2 = 9.0; }
    vec3 ground = mix(pal(kHue + 0.5) * 0.25, vec3(0.9, 0.84, 0.7), 0.15 + 0.25 * vnoise(5.0 * g)) ;
    vec2 dots = fract(g * 4.0) - 0.5;
    vec3 col = mix(ground, pal(kHue + 0.2) * 0.8, smoothstep(0.2, 0.1, length(dots)) * step(kBand * 1.7, min(d1, d2)));
    vec3 gold = mix(pal(kHue), vec3(0.95, 0.75, 0.3), kGold);
    for (int k = 0; k < 2; k++) {                     // the lower band first
        float d = k == 0 ? d2 : d1, u = d / kBand;
        float lift = k == 1 && crossing ? 1.0 : 0.75;
        vec3 strip = mix(gold * (0.55 + 0.5 * sqrt(max(1.0 - u * u, 0.0))) * lift, pal(kHue + 0.55) * 0.7 * lift, smoothstep(0.4, 0.35, u) * 0.9);
        strip = mix(strip, vec3(0.08, 0.05, 0.05), smoothstep(0.8, 0.95, u));
        strip *= 0.9 + 0.15 * sin(3.0 * iTime + 5.0 * (c.x + f.x) - 3.0 * (c.y + f.y));
        col *= k == 1 ? 1.0 - 0.6 * smoothstep(kBand * 1.8, kBand, d) * step(kBand, d) : 1.0;
        col = mix(col, strip, smoothstep(1.04, 0.98, u));
    }
    fragColor = vec4(col, 1.0);
}
