// title: Cartoon clouds
// family: cartoon_clouds
// description: Scalloped cloud banks with thick outlines pass in three planes
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kPuffs identity 7.0 4.0 11.0
// @param kSwell identity 0.3 0.15 0.45
// @param kWind pose 0.35 0.1 1.0
// @param kDay palette 0.3 0.0 1.0
// @param kLine texture 0.022 0.008 0.04
const float kPuffs = 7.0;
const float kSwell = 0.3;
const float kWind = 0.35;
const float kDay = 0.3;
const float kLine = 0.022;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float bank(vec2 q, float id) {                        // union of circles on a flat base
    float d = 9.0;
    for (int k = 0; k < 11; k++) {
        float f = (float(k) + 0.5) / floor(kPuffs);
        if (f > 1.0) break;
        float r = kSwell * (0.45 + 0.55 * rnd(vec2(k, id))) * (0.4 + 1.2 * f * (1.0 - f) * 2.0);
        d = min(d, length(q - vec2(1.7 * f - 0.85, 0.6 * r + 0.06 * sin(2.0 * iTime + float(k)))) - r);
    }
    return max(d, -q.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = mix(mix(vec3(0.98, 0.8, 0.6), vec3(0.7, 0.9, 0.98), kDay), mix(vec3(0.6, 0.3, 0.5), vec3(0.2, 0.5, 0.85), kDay), 0.5 + 0.5 * p.y);
    float rays = step(0.5, fract(8.0 * atan(p.y + 0.2, p.x - 0.6) / 3.1416 + 0.1 * iTime));
    col = mix(col, col * 1.1 + 0.03, rays);
    for (int row = 0; row < 5; row++) {
        float z = float(row), scale = 1.5 - 0.22 * z;
        vec2 g = vec2(p.x * scale + kWind * iTime * (0.4 + 0.3 * z) + 3.7 * z, (p.y - 0.7 + 0.38 * z) * scale);
        float cell = floor(g.x / 2.0);
        vec2 q = vec2(g.x - 2.0 * cell - 1.0, g.y - 0.2 * rnd(vec2(cell, z)));
        float d = bank(q, cell + 17.0 * z) / scale;
        vec3 puff = mix(vec3(1.0), vec3(0.75, 0.8, 0.95), smoothstep(0.2, 0.0, q.y) + 0.3 * smoothstep(-0.06, -0.02, d));
        puff = mix(puff, vec3(1.0, 0.75, 0.65), 0.3 * (1.0 - kDay));
        col = mix(col, puff, smoothstep(0.006, -0.006, d));
        col = mix(col, vec3(0.16, 0.18, 0.35), smoothstep(kLine, kLine - 0.01, abs(d)));
    }
    fragColor = vec4(col, 1.0);
}
