// title: Island charts
// family: island_charts
// description: Coastlines by a threshold of fractal noise, with depth lines, beaches and a compass grid
// tags: contours
// dialect: shadertoy
// licence: CC0-1.0
// @param kSea identity 0.5 0.42 0.58
// @param kRough identity 1.0 0.4 1.6
// @param kZoom viewpoint 1.3 0.6 3.0
// @param kInk palette 0.1 0.0 1.0
// @param kLines texture 26.0 10.0 50.0
const float kSea = 0.5;
const float kRough = 1.0;
const float kZoom = 1.3;
const float kInk = 0.1;
const float kLines = 26.0;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kZoom * p + vec2(0.22, 0.1) * iTime, w = g;
    float h = 0.0, weight = 0.5;
    for (int k = 0; k < 6; k++) { h += weight * vnoise(w); w = mat2(1.6, 1.2, -1.2, 1.6) * w + 3.0; weight *= 0.5 * mix(0.7, 1.0, kRough * 0.6); }
    float d = h - kSea + 0.01 * sin(iTime), line = abs(fract(kLines * d) - 0.5);
    vec3 sea = mix(vec3(0.62, 0.8, 0.84), vec3(0.25, 0.45, 0.62), smoothstep(0.0, 0.22, -d));
    sea = mix(sea, vec3(0.9, 0.96, 0.96), 0.5 * smoothstep(0.12, 0.04, line) * smoothstep(0.2, 0.0, -d));
    vec3 land = mix(vec3(0.93, 0.87, 0.66), mix(vec3(0.55, 0.66, 0.38), pal(kInk) * 0.8, 0.35), smoothstep(0.015, 0.06, d));
    land = mix(land, vec3(0.6, 0.48, 0.36), smoothstep(0.1, 0.2, d));
    land *= 1.0 - 0.3 * smoothstep(0.14, 0.04, line) * step(0.03, d);
    vec3 col = mix(sea, land, smoothstep(-0.002, 0.002, d));
    col = mix(col, vec3(0.2, 0.15, 0.12), smoothstep(0.008, 0.003, abs(d)));
    vec2 net = abs(fract(1.5 * g) - 0.5);
    col = mix(col, vec3(0.4, 0.3, 0.25), 0.35 * smoothstep(0.488, 0.497, max(net.x, net.y)));
    fragColor = vec4(col, 1.0);
}
