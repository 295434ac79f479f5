// title: Torn paper strips
// family: torn_strips
// description: Coloured papers torn by hand, white fibre edges, stacked like hills
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kStrips identity 7.0 4.0 10.0
// @param kTear identity 0.12 0.04 0.25
// @param kDrift viewpoint 0.25 0.0 0.8
// @param kHue palette 0.0 0.0 1.0
// @param kFibre texture 0.025 0.005 0.06
const float kStrips = 7.0;
const float kTear = 0.12;
const float kDrift = 0.25;
const float kHue = 0.0;
const float kFibre = 0.025;
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
float fbm(vec2 p) {                                   // five octaves of noise
    float sum = 0.0, weight = 0.5;
    for (int k = 0; k < 5; k++) { sum += weight * vnoise(p); p = mat2(1.6, 1.2, -1.2, 1.6) * p + 17.0; weight *= 0.5; }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.95, 0.86, 0.7);
    float sun = length(p - vec2(0.5 * sin(0.2 * iTime), 0.55)) - 0.25;
    col = mix(col, vec3(0.95, 0.45, 0.3), smoothstep(0.01, -0.01, sun + 0.02 * vnoise(25.0 * p)));
    float n = floor(kStrips);
    for (int k = 0; k < 10; k++) {
        float f = (float(k) + 0.5) / n;
        if (f > 1.0) break;
        float x = p.x * (1.2 - 0.4 * f) + kDrift * iTime * (0.3 + f) + 13.0 * float(k);
        float crest = 0.85 - 1.8 * f + 0.4 * (vnoise(vec2(1.3 * x, float(k))) - 0.5) + kTear * (fbm(vec2(6.0 * x, 4.0 * float(k))) - 0.5);
        float d = p.y - crest, tear = d + kFibre * (0.4 + 1.5 * vnoise(vec2(22.0 * x, float(k) + 0.5)));
        vec3 paper = 0.5 + 0.4 * cos(6.28 * (kHue + 0.55 + 0.35 * f + vec3(0.0, 0.12, 0.25)));
        paper *= 0.9 + 0.12 * vnoise(vec2(40.0 * x, 40.0 * p.y));
        col *= 1.0 - 0.4 * smoothstep(0.09, 0.0, d);
        col = mix(col, vec3(0.97, 0.95, 0.92), smoothstep(0.006, -0.006, d));
        col = mix(col, paper, smoothstep(0.006, -0.006, tear));
    }
    fragColor = vec4(col, 1.0);
}
