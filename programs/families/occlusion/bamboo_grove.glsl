// title: Bamboo grove
// family: bamboo_grove
// description: Jointed stems and thin leaves in receding planes of mist
// tags: occlusion
// dialect: shadertoy
// licence: CC0-1.0
// @param kStems clutter 4.0 2.0 7.0
// @param kLean pose 0.15 0.0 0.4
// @param kMist light 0.8 0.2 1.0
// @param kHue palette 0.0 0.0 6.28
// @param kLeaf identity 0.3 0.15 0.5
const float kStems = 4.0;
const float kLean = 0.15;
const float kMist = 0.8;
const float kHue = 0.0;
const float kLeaf = 0.3;
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
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 mist = spin(vec3(0.82, 0.88, 0.72), kHue), col = mist * (0.8 + 0.3 * p.y);
    for (int plane = 0; plane < 5; plane++) {
        float z = float(plane) / 4.0, s = kStems * (1.7 - z), sway = kLean * sin(0.8 * iTime + 2.0 * z) * (0.5 + 0.5 * p.y);
        float g = (p.x - sway + 0.15 * iTime * (0.2 + z)) * s * 0.5 + 7.7 * z, cell = floor(g);
        float x = g - cell - 0.5 - 0.35 * (rnd(vec2(cell, z * 9.0)) - 0.5) - 0.2 * (rnd(vec2(cell, 3.0)) - 0.5) * p.y, w = 0.1 + 0.06 * rnd(vec2(cell, 8.0));
        float joint = p.y * (2.2 - 0.9 * z) + rnd(vec2(cell, 5.0)) * 4.0, f = abs(fract(joint) - 0.5), d = abs(x) - w * (1.0 + 0.12 * smoothstep(0.44, 0.5, f));
        vec3 cane = spin(mix(vec3(0.35, 0.5, 0.15), vec3(0.6, 0.6, 0.2), rnd(vec2(cell, 2.0))), kHue);
        cane *= (0.4 + 0.7 * sqrt(max(1.0 - pow(x / w - 0.25, 2.0), 0.0))) * (0.85 + 0.15 * vnoise(vec2(50.0 * x, 3.0 * p.y)));
        cane = mix(cane, vec3(0.85, 0.85, 0.65), smoothstep(0.45, 0.475, f) - smoothstep(0.485, 0.5, f));
        col = mix(col, mix(mist * 0.9, cane, mix(1.0, 0.15 + 0.85 * z, kMist)), smoothstep(0.03, -0.02, d));
        for (int k = 0; k < 5; k++) {
            vec2 knot = vec2(0.0, (floor(joint) + 0.5 * float(k) - 1.0 - rnd(vec2(cell, 5.0)) * 4.0) / (2.2 - 0.9 * z)), q = vec2(2.0 * x / s, p.y - knot.y);
            float way = rnd(vec2(cell + float(k), floor(joint) + 40.0 * z)) < 0.5 ? 1.0 : -1.0;
            q = turn(0.5 + 0.25 * sin(1.3 * iTime + float(k) + cell)) * vec2(way * q.x, q.y);
            float leaf = max(abs(q.y) - 0.05 * smoothstep(kLeaf, 0.0, q.x) * smoothstep(0.0, 0.08, q.x), -q.x);
            col = mix(col, mix(mist * 0.85, spin(vec3(0.2, 0.42, 0.1), kHue) * (0.8 + 6.0 * q.y), mix(1.0, 0.1 + 0.9 * z, kMist)), smoothstep(0.006, -0.006, leaf) * step(q.x, kLeaf));
        }
    }
    fragColor = vec4(col, 1.0);
}
