// title: Dividing cells
// family: dividing_cells
// description: Round cells grow, pull their chromosomes apart and split in two
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kPace pose 0.25 0.1 0.6
// @param kSpindle identity 9.0 5.0 15.0
// @param kHue palette 0.3 0.0 1.0
// @param kGrid viewpoint 2.0 1.4 3.5
// @param kGlow light 0.8 0.3 1.2
const float kPace = 0.25;
const float kSpindle = 9.0;
const float kHue = 0.3;
const float kGrid = 2.0;
const float kGlow = 0.8;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = pal(kHue + 0.5) * 0.06 + 0.02 * vnoise(30.0 * p);
    vec2 g = kGrid * p + 0.1 * iTime;
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(g) + vec2(k % 3, k / 3) - 1.0;
        float id = rnd(c), t = fract(kPace * iTime + id), apart = 0.3 * smoothstep(0.35, 0.95, t), round_ = 0.34 + 0.1 * smoothstep(0.0, 0.35, t) - 0.13 * smoothstep(0.5, 1.0, t);
        vec2 q = turn(6.28 * rnd(c + 3.0) + 3.0 * floor(kPace * iTime + id)) * (g - c - 0.5 - 0.12 * (rnd2(c + 5.0) - 0.5));
        q *= 1.1;
        float a = length(q - vec2(apart, 0.0)), b = length(q + vec2(apart, 0.0)), h = max(0.22 - abs(a - b), 0.0), d = min(a, b) - h * h * 0.9 * smoothstep(0.98, 0.6, t) - round_ - 0.015 * sin(6.0 * atan(q.y, q.x) + 2.0 * iTime);
        vec3 membrane = pal(kHue + 0.1 * id), nuc = pal(kHue + 0.6), fibre = pal(kHue + 0.3);
        float inside = smoothstep(0.02, -0.02, d);
        col += kGlow * membrane * (0.7 * exp(-900.0 * d * d) + inside * (0.1 + 0.16 * vnoise(14.0 * q + 2.0 * iTime * id)));
        float pole = 0.05 + apart * 0.9 + 0.2 * smoothstep(0.2, 0.4, t), x = abs(q.x), u = clamp(x / pole, 0.0, 1.0), ray = abs(q.y) / max(0.2 * (1.0 - u * u), 0.01) * 0.5 * floor(kSpindle);
        float spindle = smoothstep(0.2, 0.35, t) * smoothstep(0.95, 0.7, t) * step(abs(q.y), 0.2 * (1.0 - u * u)) * smoothstep(0.3, 0.1, abs(fract(ray) - 0.5));
        col += kGlow * 0.45 * fibre * spindle * inside;
        float plate = smoothstep(0.15, 0.33, t), sep = apart * 0.75 * smoothstep(0.4, 0.6, t), loose = 1.0 - smoothstep(0.15, 0.33, t) + smoothstep(0.8, 1.0, t);
        vec2 m = vec2(x - sep, q.y), size = mix(vec2(0.035, 0.17), vec2(0.15), clamp(loose, 0.0, 1.0));
        if (t < 0.33) m.x = q.x;
        float chrom = (length(m / size) - 1.0) * min(size.x, size.y) - 0.03 * sin(26.0 * m.y + 9.0 * id) * plate + 0.05 * (vnoise(18.0 * q + id) - 0.5);
        col = mix(col, nuc * (0.7 + 0.6 * vnoise(30.0 * q)), 0.95 * kGlow * smoothstep(0.025, -0.025, chrom) * inside);
    }
    fragColor = vec4(col, 1.0);
}
