// title: Quasi-crystal
// family: quasi_crystal
// description: Five wave directions add to a pattern without period, coloured in bands
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kWaves identity 5.0 3.0 11.0
// @param kScale viewpoint 9.0 5.0 18.0
// @param kBands texture 3.0 1.0 6.0
// @param kPhase pose 0.8 0.2 2.0
// @param kHue palette 0.1 0.0 1.0
const float kWaves = 5.0;
const float kScale = 9.0;
const float kBands = 3.0;
const float kPhase = 0.8;
const float kHue = 0.1;
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
float field(vec2 g) { float s = 0.0, n = floor(kWaves); for (int k = 0; k < 11; k++) { if (float(k) >= n) break; float a = 3.1416 * float(k) / n; s += cos(dot(g, vec2(cos(a), sin(a))) + kPhase * iTime * (mod(float(k), 2.0) - 0.4)); } return s / sqrt(n); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = turn(0.07 * iTime) * p * kScale, e = vec2(0.08, 0.0);
    float h = field(g), v = 0.5 * kBands * h, band = floor(v), f = fract(v);
    vec2 slope = vec2(field(g + e) - field(g - e), field(g + e.yx) - field(g - e.yx)) / 0.16;
    vec3 n = normalize(vec3(-slope, 2.0)), sun = normalize(vec3(0.6, 0.7, 0.8));
    vec3 col = mix(pal(kHue + 0.17 * band), vec3(0.97, 0.93, 0.85), step(1.6, h));
    col *= 0.45 + 0.75 * max(dot(n, sun), 0.0);
    col = mix(col, vec3(0.07, 0.06, 0.1), smoothstep(0.1, 0.03, min(f, 1.0 - f) / max(length(slope) * kBands * 0.5, 0.2)));
    fragColor = vec4(col, 1.0);
}
