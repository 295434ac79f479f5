// title: Brush calligraphy
// family: brush_calligraphy
// description: Dry-brush strokes build new signs on rice paper with a red seal
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kStrokes identity 6.0 3.0 9.0
// @param kWeight identity 0.1 0.05 0.16
// @param kDry texture 0.6 0.0 1.0
// @param kPace pose 0.4 0.15 0.8
// @param kHue palette 0.0 0.0 6.28
const float kStrokes = 6.0;
const float kWeight = 0.1;
const float kDry = 0.6;
const float kPace = 0.4;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 paper = vec3(0.95, 0.91, 0.82), col = paper * (0.93 + 0.06 * vnoise(vec2(90.0, 8.0) * p) + 0.05 * vnoise(vec2(6.0, 70.0) * p));
    float t = kPace * iTime, sign_ = floor(t), done = 0.5 + fract(t);
    vec2 g = p * 1.05;
    for (int k = 0; k < 9; k++) {
        if (float(k) >= floor(kStrokes)) break;
        vec2 id = vec2(float(k), sign_), a = floor(rnd2(id) * 5.0) / 2.5 - 0.8, way = rnd(id + 5.0) < 0.5 ? vec2(1.0, 0.15 * (rnd(id + 6.0) - 0.5)) : rnd(id + 7.0) < 0.6 ? vec2(0.05, -1.0) : vec2(rnd(id + 8.0) < 0.5 ? 0.7 : -0.7, -0.7);
        vec2 b = way * (0.5 + 0.7 * rnd(id + 9.0));
        a -= 0.3 * b;
        float bend = 0.25 * (rnd(id + 10.0) - 0.5), u = clamp(dot(g - a, b) / dot(b, b), 0.0, 1.0), shown = clamp(done * floor(kStrokes) - float(k), 0.0, 1.0);
        vec2 n = normalize(vec2(-b.y, b.x)), c = a + b * u + n * bend * sin(3.1416 * u);
        float press = kWeight * (0.55 + 0.7 * exp(-30.0 * u * u) + 0.5 * exp(-40.0 * (u - 0.9) * (u - 0.9))) * smoothstep(1.03, 0.9, u) * (0.9 + 0.3 * vnoise(vec2(9.0 * u, float(k))));
        float across = dot(g - c, n), d = length(g - c) - press;
        float bristle = vnoise(vec2(140.0 * across / kWeight * 0.1, 4.0 * u + 9.0 * float(k))), dry = smoothstep(0.35, 0.65, bristle + 0.9 - kDry * 1.3 * u);
        float ink = smoothstep(0.012, -0.012, d + 0.015 * vnoise(35.0 * g)) * step(u, shown - 0.001) * dry;
        col = mix(col, spin(vec3(0.1, 0.09, 0.12), kHue) * (0.7 + 0.5 * bristle), 0.93 * ink);
        col = mix(col, vec3(0.5, 0.48, 0.47), 0.18 * smoothstep(0.1, 0.0, d) * step(u, shown - 0.001));
    }
    vec2 s = p - vec2(0.72, -0.68), cell = floor(s * 22.0);
    float seal = max(abs(s.x), abs(s.y)) - 0.15 + 0.012 * vnoise(40.0 * s), mark = step(0.45, rnd(cell + 3.0 * sign_)) * step(max(abs(s.x), abs(s.y)), 0.12);
    col = mix(col, mix(spin(vec3(0.8, 0.15, 0.1), kHue), paper, mark * 0.9), 0.9 * smoothstep(0.008, -0.008, seal));
    fragColor = vec4(col, 1.0);
}
