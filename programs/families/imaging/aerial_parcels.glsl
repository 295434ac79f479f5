// title: Aerial parcels
// family: aerial_parcels
// description: Fields, roads, houses with shadows and tree rows from above, cloud shadows pass
// tags: imaging
// dialect: shadertoy
// licence: CC0-1.0
// @param kBlock viewpoint 2.2 1.2 4.0
// @param kHeading viewpoint 0.4 -1.5 1.5
// @param kSun light 0.8 -3.0 3.0
// @param kSeason palette 0.3 0.0 1.0
// @param kVillage clutter 0.3 0.05 0.7
const float kBlock = 2.2;
const float kHeading = 0.4;
const float kSun = 0.8;
const float kSeason = 0.3;
const float kVillage = 0.3;
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
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = turn(kHeading) * p * kBlock + vec2(0.3, 0.45) * iTime, c = floor(g), f = g - c;
    g.x += 0.08 * sin(1.3 * g.y);
    float split = 0.25 + 0.5 * rnd(c), upright = step(0.5, rnd(c + 3.0));
    vec2 along = upright > 0.5 ? f : f.yx;
    float part = step(split, along.x), gap = min(abs(along.x - split), min(min(f.x, f.y), min(1.0 - f.x, 1.0 - f.y)));
    vec2 id = c * 2.0 + part * vec2(1.0, 37.0);
    float kind = rnd(id + 5.0), row = dot(g, vec2(cos(3.0 * kind), sin(3.0 * kind)));
    vec3 crop = mix(mix(vec3(0.3, 0.45, 0.15), vec3(0.8, 0.7, 0.35), fract(kind * 5.0 + kSeason)), vec3(0.45, 0.32, 0.22), step(0.8, fract(kind * 9.0 + kSeason)));
    vec3 col = crop * (0.8 + 0.25 * sin(row * mix(40.0, 110.0, kind)) * step(0.3, fract(kind * 7.0)) + 0.35 * (fbm(3.0 * g) - 0.5));
    if (rnd(c + 11.0) < kVillage) {
        vec2 h = g * 4.0, hc = floor(h), q = turn(0.6 * (rnd(hc) - 0.5)) * (h - hc - 0.5), size = 0.18 + 0.16 * rnd2(hc + 3.0), s = q + 0.14 * vec2(cos(kSun), sin(kSun));
        vec3 lawn = mix(vec3(0.35, 0.5, 0.22), vec3(0.6, 0.55, 0.42), rnd(hc + 8.0)) * (0.75 + 0.4 * vnoise(30.0 * g));
        float house = max(abs(q.x) - size.x, abs(q.y) - size.y), cast = max(abs(s.x) - size.x, abs(s.y) - size.y);
        lawn *= 1.0 - 0.55 * step(cast, 0.0);
        vec3 roof = mix(vec3(0.7, 0.33, 0.22), vec3(0.5, 0.5, 0.54), step(0.65, rnd(hc + 9.0))) * (q.y * sin(kSun) + q.x * cos(kSun) * 0.4 > 0.0 ? 1.15 : 0.75);
        col = rnd(hc + 20.0) < 0.75 ? mix(lawn, roof, step(house, 0.0)) : mix(lawn, vec3(0.2, 0.6, 0.75), step(length(q * vec2(1.0, 1.5)) - 0.2, 0.0) * step(0.5, rnd(hc)));
        gap = min(gap, 0.06 * abs(fract(h.x + 0.5) - 0.5) + 0.02);
    }
    vec2 t = g * 11.0, tc = floor(t), tq = t - tc - 0.3 - 0.4 * rnd2(tc);
    float tree = step(rnd(tc + 50.0), 0.1 + 0.8 * smoothstep(0.1, 0.04, gap) * step(0.4, rnd(c + 17.0)));
    col *= 1.0 - 0.5 * tree * smoothstep(0.05, -0.05, length(tq + 0.2 * vec2(cos(kSun), sin(kSun))) - 0.32);
    vec2 border = min(f, 1.0 - f);
    float road = min(border.x, border.y) - 0.035;
    col = mix(col, vec3(0.62, 0.6, 0.57), smoothstep(0.008, -0.004, road));
    col = mix(col, vec3(0.95), smoothstep(0.008, 0.0, abs(road + 0.033)) * step(0.5, fract(9.0 * (g.x + g.y))));
    col = mix(col, mix(vec3(0.12, 0.28, 0.1), vec3(0.5, 0.35, 0.1), kSeason * rnd(tc)) * (0.8 + 1.2 * dot(tq, vec2(cos(kSun), sin(kSun)))), tree * smoothstep(0.05, -0.05, length(tq) - 0.3));
    col *= 1.0 - 0.35 * smoothstep(0.5, 0.7, fbm(0.6 * g - 0.5 * iTime + 9.0));
    fragColor = vec4(col, 1.0);
}
