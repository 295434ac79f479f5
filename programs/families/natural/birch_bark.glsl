// title: Birch bark
// family: birch_bark
// description: White bark with dark lenses, peeling curls and horizontal dashes
// tags: natural
// dialect: shadertoy
// licence: CC0-1.0
// @param kCurl clutter 0.5 0.0 1.0
// @param kEyes texture 1.6 0.8 3.0
// @param kLight light 0.5 -1.0 1.0
// @param kHue palette 0.0 0.0 6.28
// @param kClimb viewpoint 0.3 0.1 0.7
const float kCurl = 0.5;
const float kEyes = 1.6;
const float kLight = 0.5;
const float kHue = 0.0;
const float kClimb = 0.3;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float u = asin(clamp(p.x / 1.15, -1.0, 1.0));
    vec2 g = vec2(u * 1.6, 1.3 * p.y + kClimb * iTime);
    float tone = fbm(vec2(1.2 * g.x, 3.5 * g.y)), dash = vnoise(vec2(3.0 * g.x + 9.0 * rnd(vec2(floor(24.0 * g.y), 2)), floor(24.0 * g.y)));
    vec3 col = mix(vec3(0.97, 0.94, 0.88), vec3(0.82, 0.72, 0.6), smoothstep(0.4, 0.75, tone)) * (0.92 + 0.1 * vnoise(vec2(3.0, 70.0) * g));
    col = mix(col, vec3(0.3, 0.22, 0.18), 0.75 * smoothstep(0.68, 0.78, dash) * smoothstep(0.5, 0.25, abs(fract(24.0 * g.y) - 0.5)));
    vec2 c = floor(g * kEyes), q = g * kEyes - c - 0.3 - 0.4 * rnd2(c);
    float lens = length(q * vec2(0.9, 2.4 + 1.5 * abs(q.x))) - 0.22 - 0.12 * rnd(c + 3.0) + 0.12 * (fbm(9.0 * g) - 0.5);
    if (rnd(c + 5.0) < 0.6) { col = mix(col, vec3(0.12, 0.1, 0.1) + 0.2 * abs(sin(30.0 * length(q * vec2(0.8, 2.0)))) * (1.0 - tone), smoothstep(0.05, -0.02, lens)); col = mix(col, col * 0.6, smoothstep(0.2, 0.0, abs(lens))); }
    float peel = fbm(vec2(0.9 * g.x + 5.0, 1.6 * g.y)) - 0.56 + 0.03 * sin(iTime + 2.0 * g.y), inner = smoothstep(0.0, 0.02, peel);
    col = mix(col, vec3(0.85, 0.55, 0.35) * (0.7 + 0.4 * vnoise(vec2(4.0, 60.0) * g)), kCurl * inner);
    col *= 1.0 - 0.6 * kCurl * smoothstep(0.05, 0.0, peel) * inner;
    col += 0.3 * kCurl * smoothstep(-0.015, 0.0, peel) * (1.0 - inner);
    float side = kLight + 0.4 * sin(0.5 * iTime);
    col = spin(col, kHue) * (0.35 + 0.75 * max(cos(u - side), 0.0));
    col = mix(col, vec3(0.2, 0.3, 0.2) * (0.5 + vnoise(4.0 * p)), smoothstep(1.1, 1.14, abs(p.x)));
    fragColor = vec4(col, 1.0);
}
