// title: Lichen on rock
// family: lichen_rock
// description: Lobed crusts of orange, grey and lime spread over cracked stone, a beetle crosses
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kPatches viewpoint 1.7 1.2 2.6
// @param kLobes identity 0.5 0.2 0.9
// @param kCups texture 9.0 6.0 15.0
// @param kGrow pose 0.55 0.3 0.9
// @param kHue palette 0.0 0.0 6.28
const float kPatches = 1.7;
const float kLobes = 0.5;
const float kCups = 9.0;
const float kGrow = 0.55;
const float kHue = 0.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 w = turn(0.1 * iTime) * p * (1.0 + 0.25 * sin(0.55 * iTime)) + vec2(0.22, 0.13) * iTime, sun = vec2(cos(0.6 * iTime), sin(0.6 * iTime));
    float rough = fbm(3.0 * w), slope = vnoise(7.0 * w) - vnoise(7.0 * w + 0.35 * sun), split = abs(fbm(1.1 * w + 0.2 * rough) - 0.48) - 0.006;
    vec3 col = mix(vec3(0.36, 0.34, 0.36), vec3(0.66, 0.6, 0.56), rough) * (0.85 + 0.9 * slope) + 0.12 * step(0.86, vnoise(40.0 * w));
    col *= 0.3 + 0.7 * smoothstep(0.0, 0.025, split);
    for (int layer = 0; layer < 2; layer++) {
        vec2 g = kPatches * w * (layer == 0 ? 0.8 : 1.25) + 11.0 * float(layer), base = floor(g);
        for (int k = 0; k < 9; k++) {
            vec2 c = base + vec2(k % 3, k / 3) - 1.0, id = c + 50.0 * float(layer), v = g - c - 0.2 - 0.6 * rnd2(id);
            float kind = rnd(id + 3.0), r = length(v), size = (0.3 + 0.38 * rnd(id + 6.0)) * (1.0 - 0.5 * kGrow + 0.5 * kGrow * sin(0.55 * iTime + 6.28 * rnd(id + 9.0)));
            if (kind < 0.25 || r > 1.1) continue;
            vec2 u = v / max(r, 0.02);
            float lobe = vnoise(3.0 * u + 9.0 * kind + 3.0) - 0.5 + 0.45 * (vnoise(6.0 * u + 3.0 * r + 30.0 * kind) - 0.5) + 0.25 * (vnoise(16.0 * v) - 0.5), d = r - size * (1.0 + kLobes * lobe);
            if (d > 0.06) continue;
            vec3 crust = kind < 0.5 ? vec3(0.88, 0.56, 0.2) : kind < 0.75 ? vec3(0.64, 0.72, 0.66) : vec3(0.74, 0.76, 0.34);
            crust = spin(crust, kHue + 0.35 * sin(0.6 * iTime + 5.0 * kind));
            vec2 o = kCups * v, oc = floor(o), of = o - oc - 0.3 - 0.4 * rnd2(oc);
            float cup = length(of) - 0.3 * smoothstep(-0.05, -0.25, d) * rnd(oc + 5.0) - 0.05;
            crust *= 0.72 + 0.5 * vnoise(vec2(12.0 * r, 0.0) + 14.0 * v) + 0.9 * dot(u, sun) * exp(14.0 * min(d, 0.0));
            crust = mix(crust, kind < 0.75 ? crust * vec3(0.75, 0.45, 0.4) : vec3(0.08, 0.08, 0.06), smoothstep(0.05, -0.05, cup) * smoothstep(0.0, -0.08, d));
            if (kind > 0.75) crust = mix(crust, vec3(0.06), smoothstep(0.05, 0.01, abs(d)));
            col *= 1.0 - 0.4 * smoothstep(0.05, 0.0, d);
            col = mix(col, crust, smoothstep(0.015, -0.015, d));
        }
    }
    vec2 b = turn(0.5 + 0.3 * sin(0.8 * iTime)) * (p - vec2(3.4 * fract(0.12 * iTime + 0.3) - 1.7, 0.5 * sin(0.8 * iTime)));
    float body = length(b * vec2(1.0, 1.25)) - 0.17, face = length(b - vec2(0.17, 0.0)) - 0.08, spot = min(min(length(abs(b) - vec2(0.07, 0.07)), length(b + vec2(0.12, 0.0))) - 0.033, abs(b.y) - 0.006);
    col *= 0.55 + 0.45 * smoothstep(0.0, 0.07, min(body, face));
    col = mix(col, vec3(0.05), smoothstep(0.01, -0.01, face));
    col = mix(col, mix(vec3(0.05), spin(vec3(0.85, 0.12, 0.08), kHue), smoothstep(0.0, 0.01, spot)) * (0.8 + 2.0 * dot(b, sun)) + 0.5 * smoothstep(0.05, 0.0, length(b - 0.08 * sun)), smoothstep(0.01, -0.01, body));
    fragColor = vec4(col, 1.0);
}
