// title: Thermal camera
// family: thermal_camera
// description: Warm bodies and machines in false colour, coarse pixels and a crosshair
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kPixels texture 60.0 28.0 110.0
// @param kHot clutter 3.0 1.0 6.0
// @param kRange light 1.0 0.6 1.5
// @param kScale palette 0.0 0.0 0.6
// @param kPan viewpoint 0.3 0.0 0.8
const float kPixels = 60.0;
const float kHot = 3.0;
const float kRange = 1.0;
const float kScale = 0.0;
const float kPan = 0.3;
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
vec3 scale(float t) { t = clamp(t, 0.0, 1.0); return clamp(vec3(1.5 * t + 0.5 * sin(3.1 * t), pow(t, 1.6) * 1.2 - kScale * t, 0.55 * sin(6.0 * t + kScale * 3.0) + 1.4 * pow(t, 6.0) + 0.15), 0.0, 1.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = (floor(p * 0.5 * kPixels) + 0.5) / (0.5 * kPixels), w = g + kPan * vec2(sin(0.5 * iTime), 0.1 * sin(0.8 * iTime));
    float heat = 0.22 + 0.12 * fbm(3.0 * w) + 0.06 * w.y, brick = step(0.9, max(fract(4.0 * w.x + 0.5 * floor(8.0 * w.y)), fract(8.0 * w.y)));
    heat += 0.05 * brick;
    vec2 pane = abs(fract(w * vec2(0.9, 0.8)) - 0.5);
    heat -= 0.15 * step(max(pane.x - 0.25, pane.y - 0.28), 0.0) * (0.6 + 0.4 * vnoise(5.0 * w));
    float pipe = abs(w.y + 0.3 - 0.25 * sign(sin(2.2 * w.x)) * smoothstep(0.0, 0.2, abs(sin(2.2 * w.x)))) - 0.05;
    heat += 0.3 * smoothstep(0.06, -0.02, pipe) * (0.7 + 0.3 * sin(9.0 * w.x - 5.0 * iTime));
    for (int k = 0; k < 6; k++) {
        if (float(k) >= floor(kHot)) break;
        vec2 id = vec2(k, 3.0);
        float t = 0.35 * iTime * (0.6 + rnd(id)) + 6.0 * rnd(id + 1.0), swing = 0.12 * sin(6.0 * t);
        vec2 q = (w - vec2(1.5 * sin(t), -0.35 + 0.15 * rnd(id + 2.0))) / (0.75 + 0.35 * rnd(id + 3.0));
        float head = length((q - vec2(0.0, 0.5)) * vec2(1.2, 1.0)) - 0.13, trunk = length(vec2(q.x * 1.2, max(abs(q.y - 0.12) - 0.15, 0.0))) - 0.15, leg = length(vec2(abs(q.x) - 0.08 - swing * (0.0 - q.y), max(abs(q.y + 0.35) - 0.25, 0.0))) - 0.065;
        heat = mix(heat, 0.62 + 0.1 * vnoise(9.0 * q), smoothstep(0.04, -0.03, min(trunk, leg)));
        heat = mix(heat, 0.9 - 0.25 * smoothstep(0.05, 0.0, abs(q.y - 0.53)), smoothstep(0.04, -0.03, head));
        heat += 0.12 * exp(-6.0 * max(min(head, trunk), 0.0));
    }
    heat = (heat - 0.5) * kRange + 0.5 + 0.03 * (rnd(g * 400.0 + floor(15.0 * iTime)) - 0.5);
    vec3 col = scale(heat);
    float bar = step(0.9, p.x) * step(abs(p.y), 0.8);
    col = mix(col, scale(0.5 + 0.62 * p.y), bar);
    float cross_ = min(max(abs(p.x) - 0.16, abs(p.y) - 0.012), max(abs(p.y) - 0.16, abs(p.x) - 0.012));
    col = mix(col, vec3(1.0), step(cross_, 0.0) * step(0.05, length(p)));
    fragColor = vec4(col, 1.0);
}
