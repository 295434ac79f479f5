// title: Fallen lobes
// family: fallen_lobes
// description: Lobed leaves with veins lie over one another on wet stone
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kLobes identity 5.0 3.0 9.0
// @param kDepth identity 0.35 0.1 0.6
// @param kWind pose 0.5 0.0 1.5
// @param kSeason palette 0.3 0.0 1.0
// @param kLitter clutter 0.8 0.2 1.0
const float kLobes = 5.0;
const float kDepth = 0.35;
const float kWind = 0.5;
const float kSeason = 0.3;
const float kLitter = 0.8;
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
float leaf(vec2 q) {                                  // a heart-shaped blade whose rim is cut into lobes
    float a = atan(q.x, q.y), lobes = abs(fract(a / 6.2832 * floor(kLobes) * 2.0) - 0.5) * 2.0;
    float rim = (0.62 + 0.38 * cos(a)) * (1.0 - kDepth * lobes) + 0.02 * sin(40.0 * a);
    return length(q) - max(rim, 0.06);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = 3.0 * p + 0.15 * iTime;
    vec3 col = vec3(0.27, 0.3, 0.33) * (0.6 + 0.8 * vnoise(g) * vnoise(4.0 * g));
    for (int k = 0; k < 18; k++) {
        vec2 id = vec2(k, 11.0), home = rnd2(id);
        if (rnd(id + 40.0) > kLitter) continue;
        vec2 c = 3.2 * fract(home + iTime * vec2(0.03, -0.045) * (0.5 + home.yx)) - 1.6;
        float size = 0.3 + 0.25 * rnd(id + 20.0);
        vec2 q = turn(6.28 * rnd(id + 30.0) + kWind * sin(iTime + 9.0 * home.x)) * (p - c) / size;
        float d = leaf(q) * size, vein = abs(q.x) - 0.025;
        float side = abs(fract(5.0 * (q.y - 0.7 * abs(q.x))) - 0.5) * 0.2;
        vein = min(vein, side - 0.015);
        vec3 blade = mix(vec3(0.75, 0.2, 0.08), vec3(0.9, 0.7, 0.15), fract(home.x + kSeason));
        blade = mix(blade, vec3(0.3, 0.5, 0.15), step(0.8, fract(home.y + kSeason))) * (0.75 + 0.3 * vnoise(12.0 * q) + 0.2 * q.x);
        col *= 1.0 - 0.5 * smoothstep(0.09, -0.03, d);
        col = mix(col, mix(blade * 0.6, blade, smoothstep(0.0, 0.03, vein)), smoothstep(0.012, -0.012, d));
    }
    fragColor = vec4(col, 1.0);
}
