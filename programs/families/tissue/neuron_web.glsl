// title: Neuron web
// family: neuron_web
// description: Star-shaped cells with branching arms, pulses of light run along them
// tags: tissue
// dialect: shadertoy
// licence: CC0-1.0
// @param kArms identity 6.0 3.0 9.0
// @param kWiggle identity 0.25 0.05 0.5
// @param kPulse pose 1.2 0.4 3.0
// @param kHue palette 0.45 0.0 1.0
// @param kCells viewpoint 2.0 1.4 3.2
const float kArms = 6.0;
const float kWiggle = 0.25;
const float kPulse = 1.2;
const float kHue = 0.45;
const float kCells = 2.0;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = pal(kHue + 0.55) * 0.08 + 0.06 * fbm(4.0 * p) * pal(kHue + 0.1);
    for (int layer = 0; layer < 2; layer++) {
        float z = float(layer), soft = layer == 0 ? 0.05 : 0.012;
        vec2 g = p * kCells * (0.7 + 0.35 * z) + (0.12 + 0.1 * z) * iTime + 7.0 * z, base = floor(g);
        for (int k = 0; k < 9; k++) {
            vec2 c = base + vec2(k % 3, k / 3) - 1.0, q = g - c - 0.25 - 0.5 * rnd2(c), id = c + 30.0 * z;
            float r = length(q), n = floor(kArms + 3.0 * (rnd(id) - 0.5)), bend = kWiggle * sin(5.0 * r + 6.0 * rnd(id + 3.0) + iTime * 0.6) + kWiggle * (vnoise(6.0 * q + id) - 0.5) * 2.0, a = (atan(q.y, q.x) + 6.28 * rnd(id + 4.0) + bend) / 6.2832 * n;
            float arm = floor(a), f = abs(fract(a) - 0.5), len = 0.7 + 0.5 * rnd(id + vec2(arm, 9.0)), fork = 0.13 * smoothstep(0.3, 0.75, r) * step(0.4, rnd(id + vec2(arm, 5.0)));
            float d = abs(f - fork) * 6.2832 * r / n - 0.035 * smoothstep(len, 0.05, r) - 0.004, soma = r - 0.11 - 0.03 * vnoise(9.0 * q);
            float beat = fract(kPulse * iTime * 0.5 + rnd(id + 8.0)), spark = exp(-90.0 * pow(r - 1.3 * beat, 2.0));
            vec3 dye = pal(kHue + 0.2 * rnd(id + 6.0)) * (0.45 + 0.45 * z);
            float fibre = smoothstep(soft, -0.5 * soft, d) * smoothstep(len, len - 0.1, r);
            col += dye * fibre * (0.45 + 0.25 * vnoise(40.0 * q)) + vec3(1.0, 0.9, 0.7) * fibre * spark * (0.3 + 0.7 * z);
            col = mix(col, dye * 1.4 + 0.1, smoothstep(2.0 * soft, -soft, soma) * (0.5 + 0.4 * z));
            col += 0.5 * pal(kHue + 0.6) * smoothstep(soft, -soft, r - 0.05) * z;
            col += dye * 0.08 / (0.1 + 12.0 * r * r);
        }
    }
    fragColor = vec4(col, 1.0);
}
