// title: Matrix codes
// family: matrix_codes
// description: Two-dimensional bar codes with corner squares on crumpled labels
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kCells texture 21.0 13.0 31.0
// @param kLabels viewpoint 2.0 1.0 3.0
// @param kTilt pose 0.25 -0.6 0.6
// @param kHue palette 0.6 0.0 1.0
// @param kCrease light 0.5 0.0 1.0
const float kCells = 21.0;
const float kLabels = 2.0;
const float kTilt = 0.25;
const float kHue = 0.6;
const float kCrease = 0.5;
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
    vec2 g = 0.5 * floor(kLabels) * p + vec2(0.12 * iTime, 0.07 * iTime), cell = floor(g), q = g - cell - 0.5;
    float id = rnd(cell), n = floor(kCells), change = floor(0.4 * iTime + id);
    vec3 card = mix(pal(kHue + 0.2 * id), vec3(0.75, 0.6, 0.42), 0.6), col = card * (0.75 + 0.25 * step(0.5, fract(30.0 * g.y)) * step(0.3, vnoise(3.0 * g)));
    q = turn(kTilt * (id - 0.5) * 3.0 + 0.05 * sin(iTime + 9.0 * id)) * q * 1.35;
    vec2 u = q + 0.5;
    float label = max(abs(q.x), abs(q.y)) - 0.56;
    col *= 1.0 - 0.4 * smoothstep(0.06, -0.02, max(abs(q.x - 0.03), abs(q.y + 0.03)) - 0.55);
    float crumple = vnoise(5.0 * q + 20.0 * id) + 0.5 * vnoise(11.0 * q + 9.0), light = 1.0 - 0.5 * kCrease * abs(sin(7.0 * crumple));
    vec2 k = floor(u * n), corner = min(k, n - 1.0 - k), finder = vec2(corner.x, corner.y);
    float bit = step(0.5, rnd(k + 31.0 * cell + 7.0 * change));
    bool top = k.x < n * 0.5 || k.y > n * 0.5;
    float ring = max(abs(finder.x - 3.0), abs(finder.y - 3.0));
    if (finder.x < 8.0 && finder.y < 8.0 && top) bit = ring < 1.5 || (ring > 2.5 && ring < 3.5) ? 1.0 : 0.0;
    else if (k.x == 6.0 || k.y == 6.0) bit = mod(k.x + k.y, 2.0);
    vec3 ink = id < 0.6 ? vec3(0.08) : pal(kHue + id) * 0.4, paper = vec3(0.97, 0.96, 0.92);
    float inside = step(0.0, min(min(u.x, u.y), min(1.0 - u.x, 1.0 - u.y)));
    vec3 print = mix(paper, ink, bit * inside) * light;
    col = mix(col, print, smoothstep(0.006, -0.006, label));
    fragColor = vec4(col, 1.0);
}
