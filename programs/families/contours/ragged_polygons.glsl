// title: Ragged polygons
// family: ragged_polygons
// description: Closed outlines with dozens of random vertices, filled flat, tumbling over a pale ground
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kVertices identity 19.0 7.0 40.0
// @param kSpikes identity 0.55 0.1 0.8
// @param kTurn pose 0.4 -1.5 1.5
// @param kHue palette 0.0 0.0 6.28
// @param kCrowd clutter 0.75 0.3 1.0
const float kVertices = 19.0;
const float kSpikes = 0.55;
const float kTurn = 0.4;
const float kHue = 0.0;
const float kCrowd = 0.75;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
mat2 turn(float a) { return mat2(cos(a), sin(a), -sin(a), cos(a)); }
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float ragged(vec2 q, float id) {                      // radius of the outline in q's direction, straight edges
    float w = 6.2832 / floor(kVertices), a = atan(q.y, q.x) + 3.1416, k = floor(a / w), t = a - k * w;
    float r0 = 1.0 - kSpikes * rnd(vec2(k, id)), r1 = 1.0 - kSpikes * rnd(vec2(mod(k + 1.0, floor(kVertices)), id));
    return r0 * r1 * sin(w) / (r0 * sin(t) + r1 * sin(w - t));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.93, 0.9, 0.82) - 0.07 * step(0.5, fract(6.0 * (p.x + p.y)));
    for (int k = 0; k < 14; k++) {
        float id = float(k), size = mix(0.75, 0.25, id / 13.0);
        vec2 way = rnd2(vec2(id, 3.0)), c = 3.4 * fract(way + iTime * 0.06 * (rnd2(vec2(id, 9.0)) - 0.5)) - 1.7;
        if (rnd(vec2(id, 5.0)) > kCrowd) continue;
        vec2 q = turn(iTime * kTurn * (way.x - 0.5) * 4.0) * (p - c) / size;
        float d = (length(q) - ragged(q, id)) * size;
        vec3 ink = spin(vec3(0.85, 0.3, 0.2), kHue + 6.28 * rnd(vec2(id, 7.0))) * (0.7 + 0.5 * way.y);
        col *= 1.0 - 0.35 * smoothstep(0.08, -0.02, d);
        col = mix(col, ink, smoothstep(0.01, -0.01, d));
        col = mix(col, vec3(0.08), smoothstep(0.025, 0.01, abs(d)));
    }
    fragColor = vec4(col, 1.0);
}
