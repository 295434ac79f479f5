// title: Terraced paddies
// family: terraced_paddies
// description: Flooded steps follow the contours of hills and mirror a moving sky
// tags: terrain
// dialect: shadertoy
// licence: CC0-1.0
// @param kTerraces identity 14.0 7.0 24.0
// @param kHills identity 1.1 0.6 2.0
// @param kSky palette 0.5 0.0 1.0
// @param kSun light 0.8 -3.0 3.0
// @param kDrift viewpoint 0.15 0.05 0.4
const float kTerraces = 14.0;
const float kHills = 1.1;
const float kSky = 0.5;
const float kSun = 0.8;
const float kDrift = 0.15;
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
float hill(vec2 g) { return vnoise(kHills * g) + 0.4 * vnoise(2.1 * kHills * g + 9.0) + 0.08 * vnoise(7.0 * g); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = vec2(p.x, p.y * 1.25) + kDrift * iTime, e = vec2(0.01, 0.0);
    float h = hill(g) * floor(kTerraces) * 0.7, level = floor(h), f = h - level;
    vec2 slope = vec2(hill(g + e) - hill(g - e), hill(g + e.yx) - hill(g - e.yx)) / 0.02;
    float steep = length(slope) * floor(kTerraces) * 0.7, d = f / max(steep, 0.5), other = (1.0 - f) / max(steep, 0.5), light = dot(normalize(slope + 1e-4), vec2(cos(kSun), sin(kSun)));
    float kind = rnd(vec2(level, floor(0.8 * atan(slope.y, slope.x)))), plot = rnd(vec2(level, floor(1.5 * dot(g, vec2(-slope.y, slope.x)) / max(length(slope), 0.1))));
    vec2 m = vec2(p.x, -p.y) + 0.1 * level;
    vec3 sky = mix(mix(vec3(0.6, 0.8, 0.95), vec3(1.0, 0.65, 0.45), kSky), vec3(0.97), smoothstep(0.4, 0.75, fbm(1.8 * m + vec2(0.25 * iTime, 0.02 * level))));
    sky *= 0.8 + 0.25 * vnoise(vec2(40.0 * g.x, 9.0 * g.y + 2.0 * iTime));
    vec3 rice = mix(vec3(0.3, 0.52, 0.15), vec3(0.75, 0.72, 0.25), kind) * (0.55 + 0.7 * step(0.45, fract(16.0 * (g.x + 0.6 * g.y))) * vnoise(40.0 * g) + 0.2);
    vec3 col = plot < 0.6 ? mix(sky, rice, 0.25 * step(0.8, rnd(floor(g * 60.0)))) : rice;
    vec3 mud = vec3(0.35, 0.24, 0.15) * (0.7 + 0.5 * vnoise(25.0 * g)), grass = vec3(0.3, 0.42, 0.15) * (0.6 + 0.7 * vnoise(50.0 * g));
    col = mix(col, grass * (0.75 + 0.5 * light), smoothstep(0.035, 0.025, d));
    col = mix(col, mud * (0.7 + 0.7 * light), smoothstep(0.014, 0.008, d));
    col *= 1.0 - 0.35 * smoothstep(0.05, 0.0, other) * step(0.0, -light + 0.3);
    vec2 s = floor(5.0 * g), q = 5.0 * g - s - 0.5;
    float hut = max(abs(q.x) - 0.16, abs(q.y) - 0.12);
    if (rnd(s + 9.0) < 0.04) { col *= 1.0 - 0.5 * step(max(abs(q.x + 0.1) - 0.16, abs(q.y + 0.08) - 0.12), 0.0); if (hut < 0.0) col = mix(vec3(0.7, 0.5, 0.3), vec3(0.5, 0.3, 0.2), step(0.0, q.y)); }
    fragColor = vec4(col, 1.0);
}
