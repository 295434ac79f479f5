// title: Window blind
// family: window_blind
// description: A garden seen through tilting slats, strings before them
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kSlats viewpoint 9.0 5.0 16.0
// @param kTilt occlusion 0.55 0.1 0.95
// @param kTrees clutter 3.0 1.0 6.0
// @param kHue palette 0.0 0.0 6.28
// @param kDay light 0.8 0.3 1.1
const float kSlats = 9.0;
const float kTilt = 0.55;
const float kTrees = 3.0;
const float kHue = 0.0;
const float kDay = 0.8;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
vec3 garden(vec2 p) {
    vec3 c = mix(vec3(0.95, 0.9, 0.75), vec3(0.45, 0.7, 0.92), smoothstep(-0.3, 0.9, p.y));
    c = mix(c, vec3(1.0), smoothstep(0.55, 0.75, fbm(2.0 * p + vec2(0.3 * iTime, 0.0))));
    float g = p.x * kTrees * 0.4 + 0.15 * iTime, cell = floor(g);
    vec2 q = vec2(g - cell - 0.5, p.y - 0.05 - 0.3 * rnd(vec2(cell, 1)));
    float crown = length(q * vec2(1.6, 1.1)) - 0.45 - 0.12 * vnoise(9.0 * q + cell), trunk = abs(q.x) - 0.05 + step(0.0, q.y);
    c = mix(c, vec3(0.35, 0.22, 0.15), step(trunk, 0.0));
    c = mix(c, spin(vec3(0.25, 0.5, 0.15), kHue + 1.2 * rnd(vec2(cell, 4))) * (0.5 + vnoise(20.0 * q) + 0.5 * q.y), smoothstep(0.02, -0.02, crown));
    return mix(c, mix(vec3(0.3, 0.5, 0.2), vec3(0.85, 0.5, 0.55), step(0.8, rnd(floor(p * 20.0)))) * (0.7 + 0.4 * vnoise(30.0 * p)), smoothstep(-0.5, -0.55, p.y + 0.1 * vnoise(vec2(2.0 * g, 7))));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float open_ = clamp(kTilt + 0.35 * sin(0.6 * iTime), 0.04, 0.97);
    vec3 col = garden(p) * kDay;
    float g = p.y * 0.5 * floor(kSlats) + 0.02 * sin(3.0 * p.x + iTime), f = fract(g), slat = abs(f - 0.5) - 0.5 * (1.0 - open_);
    vec3 paint = mix(vec3(0.93, 0.9, 0.84), vec3(0.55, 0.5, 0.5), smoothstep(0.5 * open_, 1.0 - 0.5 * open_, 1.0 - f)) * (0.85 + 0.15 * sin(2.0 * p.x + floor(g)));
    paint = mix(paint, garden(vec2(p.x, -p.y)), 0.12);
    col *= 0.6 + 0.4 * smoothstep(0.0, 0.25, slat);
    col = mix(col, paint, smoothstep(0.03, -0.03, slat));
    float cord = abs(abs(p.x + 0.02 * sin(iTime)) - 0.65) - 0.012;
    col = mix(col, vec3(0.8, 0.75, 0.6) * (0.7 + 0.3 * sin(80.0 * p.y + 200.0 * p.x)), smoothstep(0.008, -0.004, cord));
    fragColor = vec4(col, 1.0);
}
