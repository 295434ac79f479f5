// title: Scratched metal
// family: scratched_metal
// description: Painted plate with rivets, long scratches down to rust and bright steel
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kScratches clutter 30.0 8.0 45.0
// @param kDepth texture 0.6 0.2 1.0
// @param kRivets identity 4.0 2.0 8.0
// @param kHue palette 0.55 0.0 1.0
// @param kGlare light 0.0 -3.0 3.0
const float kScratches = 30.0;
const float kDepth = 0.6;
const float kRivets = 4.0;
const float kHue = 0.55;
const float kGlare = 0.0;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = p + 0.08 * iTime;
    float wear = fbm(2.5 * g);
    vec3 paint = (pal(kHue) * 0.5 + 0.15) * (0.85 + 0.2 * vnoise(vec2(3.0, 80.0) * g)), rust = mix(vec3(0.35, 0.15, 0.07), vec3(0.65, 0.33, 0.12), fbm(9.0 * g)), steel = vec3(0.72, 0.74, 0.77) * (0.6 + 0.5 * vnoise(vec2(4.0, 140.0) * g));
    float stripe = step(0.5, fract(1.4 * (g.x + g.y))) * step(abs(g.y - floor(g.y + 0.5)), 0.16);
    paint = mix(paint, vec3(0.93, 0.75, 0.12), stripe);
    vec3 col = mix(paint, rust, smoothstep(0.6, 0.68, wear));
    col = mix(col, steel, smoothstep(0.035, 0.015, abs(wear - 0.63)) * 0.6);
    for (int k = 0; k < 45; k++) {
        if (float(k) >= kScratches) break;
        vec2 id = vec2(k, 3.0), c = 2.8 * fract(rnd2(id) + 0.03 * iTime) - 1.4;
        vec2 q = turn(0.6 * (rnd(id + 4.0) - 0.5) + step(0.8, rnd(id + 5.0)) * 1.3) * (p - c);
        q.y += 0.25 * (rnd(id + 6.0) - 0.5) * q.x * q.x + 0.01 * vnoise(vec2(25.0 * q.x, float(k)));
        float len = 0.2 + 0.8 * rnd(id + 7.0), w = 0.004 + 0.016 * pow(rnd(id + 8.0), 3.0), d = abs(q.y) - w * smoothstep(len, 0.0, abs(q.x)) * (0.5 + vnoise(vec2(30.0 * q.x, float(k))));
        col = mix(col, rnd(id + 9.0) < 0.5 ? steel * 1.15 : rust * 0.8, kDepth * smoothstep(0.006, -0.002, d) * step(abs(q.x), len));
        col += 0.15 * kDepth * smoothstep(0.012, 0.0, abs(d - 0.01)) * step(0.0, q.y) * step(abs(q.x), len);
    }
    vec2 r = fract(0.5 * floor(kRivets) * g) - 0.5;
    float rivet = length(r) - 0.09;
    col *= 1.0 - 0.5 * smoothstep(0.06, 0.0, abs(rivet - 0.01));
    col = mix(col, mix(steel, paint, 0.5) * (0.7 + 5.0 * dot(r, vec2(cos(kGlare), sin(kGlare)))), smoothstep(0.012, -0.012, rivet));
    col *= 0.75 + 0.4 * exp(-2.0 * pow(dot(p, vec2(cos(kGlare), sin(kGlare))) - 0.8 * sin(0.5 * iTime), 2.0));
    fragColor = vec4(col, 1.0);
}
