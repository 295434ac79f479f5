// title: Picket fence
// family: picket_fence
// description: A painted fence passes before a field of sunflowers and a barn
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kPales viewpoint 5.0 3.0 9.0
// @param kGap occlusion 0.35 0.1 0.6
// @param kTop identity 1.0 0.2 2.0
// @param kScroll pose 0.5 0.2 1.2
// @param kPaint palette 0.0 0.0 6.28
const float kPales = 5.0;
const float kGap = 0.35;
const float kTop = 1.0;
const float kScroll = 0.5;
const float kPaint = 0.0;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float walk = kScroll * iTime;
    vec3 col = mix(vec3(0.98, 0.9, 0.75), vec3(0.4, 0.65, 0.9), smoothstep(-0.2, 1.0, p.y));
    vec2 b = vec2(mod(p.x + 0.15 * walk + 1.5, 4.0) - 2.0, p.y - 0.1), roof = vec2(abs(b.x), b.y - 0.35);
    if (max(roof.x - 0.5, b.y - 0.35) < 0.0 || (roof.y > 0.0 && roof.x + 1.4 * roof.y < 0.55)) col = roof.y > 0.0 ? vec3(0.35, 0.3, 0.3) * (0.7 + 0.5 * step(0.3, fract(14.0 * roof.y))) : vec3(0.65, 0.18, 0.12) * (0.75 + 0.3 * step(0.15, fract(10.0 * b.x)));
    if (max(abs(b.x) - 0.15, b.y - 0.15) < 0.0) col = vec3(0.2, 0.1, 0.08) + 0.5 * step(abs(abs(b.x) - abs(b.y)), 0.02);
    for (int row = 0; row < 4; row++) {
        float z = float(row), s = 3.6 - 0.6 * z, gx = (p.x + walk * (0.25 + 0.12 * z)) * s + 0.37 * z, cell = floor(gx);
        vec2 c = vec2(gx - cell - 0.5 - 0.03 * s * sin(iTime + cell), (p.y + 0.03 + 0.24 * z - 0.12 * rnd(vec2(cell, z))) * s);
        float a = atan(c.y, c.x), r = length(c), petal = r - 0.33 - 0.11 * abs(sin(6.0 * a + cell));
        col = mix(col, vec3(0.15, 0.35, 0.1) * (0.7 + 0.6 * vnoise(vec2(9.0 * gx, 8.0 * c.y))), smoothstep(0.0, -0.1, c.y + 0.25 - 0.25 * vnoise(vec2(3.0 * gx, z))));
        col = mix(col, mix(vec3(0.95, 0.65, 0.05), vec3(1.0, 0.85, 0.2), r * 2.0), smoothstep(0.02, -0.02, petal));
        col = mix(col, vec3(0.28, 0.15, 0.05) * (0.6 + 0.8 * vnoise(30.0 * c)), smoothstep(0.02, -0.02, r - 0.2));
    }
    float g = p.x * 0.5 * kPales + walk * 1.6, pale = floor(g), f = abs(fract(g) - 0.5), width = 0.5 * (1.0 - kGap), y = p.y - 0.45 - 0.05 * rnd(vec2(pale, 5));
    float d = max(f - width, y + kTop * f * 2.0 / kPales), rail = min(abs(p.y - 0.1), abs(p.y + 0.65)) - 0.06;
    vec3 paint = spin(vec3(0.95, 0.93, 0.88), 0.0) * mix(vec3(1.0), spin(vec3(1.0, 0.75, 0.6), kPaint), 0.5) * (0.8 + 0.2 * vnoise(vec2(60.0 * p.x + 60.0 * walk, 5.0 * p.y)));
    col = mix(col, paint * 0.65 * (0.7 + 0.3 * smoothstep(width, width + 0.15, f)), smoothstep(0.01, -0.01, rail));
    col = mix(col, paint * (0.7 + 0.4 * smoothstep(width, 0.0, f)), smoothstep(0.02, -0.02, d));
    col = mix(col, vec3(0.3), smoothstep(0.03, 0.015, length(vec2(f * 2.0 / kPales, rail + 0.06))));
    fragColor = vec4(col, 1.0);
}
