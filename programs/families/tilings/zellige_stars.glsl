// title: Zellige stars
// family: zellige_stars
// description: Eight-pointed glazed stars and crosses with bevelled edges, glaze shifting
// tags: tilings
// dialect: shadertoy
// licence: CC0-1.0
// @param kPoints identity 8.0 4.0 12.0
// @param kInset identity 0.38 0.25 0.5
// @param kScale viewpoint 2.2 1.2 4.0
// @param kHue palette 0.55 0.0 1.0
// @param kSun light 0.8 -3.0 3.0
const float kPoints = 8.0;
const float kInset = 0.38;
const float kScale = 2.2;
const float kHue = 0.55;
const float kSun = 0.8;
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
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = turn(0.1 * iTime) * p * kScale + vec2(0.15 * iTime, 0.0), c = floor(g), q = abs(fract(g) - 0.5);
    if (q.y > q.x) q = q.yx;
    float n = floor(kPoints), w = 6.2832 / n, a = mod(atan(q.y, q.x) + 0.5 * w, w) - 0.5 * w, r = length(q), star = r * cos(abs(a) - 0.5 * w + 0.35) - kInset * 0.78;
    float corner = length(q - 0.5), rose = max(abs(q.x - 0.5) + abs(q.y - 0.5) - 0.22, -9.0), bar = abs(q.x - q.y * 0.42 - kInset * 0.9) - 0.012;
    float d = max(abs(star), 0.0), cell = star < 0.0 ? 0.0 : rose < 0.0 ? 2.0 : 1.0, edge = min(d, abs(rose));
    float ring = floor(r * 7.0);
    vec3 glaze = cell < 0.5 ? pal(kHue + 0.08 * ring + 0.2 * rnd(c)) * 0.8 : cell < 1.5 ? vec3(0.93, 0.9, 0.82) : pal(kHue + 0.45) * 0.75;
    glaze *= 0.85 + 0.25 * vnoise(7.0 * g) + 0.15 * sin(6.28 * rnd(c + cell) + iTime);
    float bevel = smoothstep(0.0, 0.05, edge), tilt = dot(normalize(fract(g) - 0.5 + 1e-4), vec2(cos(kSun + 0.4 * iTime), sin(kSun + 0.4 * iTime)));
    vec3 col = glaze * (0.75 + 0.25 * bevel + 0.45 * tilt * (1.0 - bevel));
    col = mix(vec3(0.3, 0.27, 0.24), col, smoothstep(0.006, 0.016, edge));
    col = mix(col, vec3(0.95, 0.75, 0.25), smoothstep(0.008, 0.0, bar) * step(cell, 0.5) * smoothstep(0.02, 0.04, edge));
    col += 0.35 * pow(max(tilt, 0.0), 8.0) * bevel * vnoise(3.0 * g + 9.0);
    fragColor = vec4(col, 1.0);
}
