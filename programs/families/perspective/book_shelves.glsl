// title: Book shelves
// family: book_shelves
// description: Rows of spines with titles recede along a library wall
// tags: perspective
// dialect: shadertoy
// licence: CC0-1.0
// @param kShelves viewpoint 4.0 2.0 7.0
// @param kAngle viewpoint 0.6 -0.9 0.9
// @param kThick identity 0.35 0.15 0.6
// @param kHue palette 0.0 0.0 1.0
// @param kLamp light 0.5 -1.0 1.0
const float kShelves = 4.0;
const float kAngle = 0.6;
const float kThick = 0.35;
const float kHue = 0.0;
const float kLamp = 0.5;
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
    float swing = kAngle * sin(0.35 * iTime + 0.6), depth = 1.0 / (1.0 + swing * p.x * 0.7);
    vec2 g = vec2(p.x * depth * 1.2 + 0.4 * iTime, p.y * depth) * 0.5 * kShelves;
    float row = floor(g.y), y = g.y - row, board = 0.1;
    float x = g.x * 5.0 + 13.0 * rnd(vec2(row, 1)), cell = floor(x), a = cell + kThick * (rnd(vec2(cell, row)) - 0.5), b = cell + 1.0 + kThick * (rnd(vec2(cell + 1.0, row)) - 0.5);
    if (x < a) { b = a; cell -= 1.0; a = cell + kThick * (rnd(vec2(cell, row)) - 0.5); }
    else if (x > b) { a = b; cell += 1.0; b = cell + 1.0 + kThick * (rnd(vec2(cell + 1.0, row)) - 0.5); }
    vec2 id = vec2(cell, row);
    float u = (x - a) / (b - a), tall = board + 0.5 + 0.34 * rnd(id + 5.0), v = (y - board) / (tall - board), gone = step(rnd(id + 70.0), 0.06);
    vec3 col = vec3(0.12, 0.08, 0.06) * (0.6 + 0.8 * (1.0 - y));
    if (y < board) col = vec3(0.45, 0.28, 0.15) * (0.7 + 0.4 * vnoise(vec2(3.0, 40.0) * g)) * (0.8 + 3.0 * y);
    else if (v < 1.0 && gone < 0.5) {
        vec3 leather = mix(pal(kHue + rnd(id + 9.0)) * 0.65, vec3(0.85, 0.78, 0.6), 0.6 * rnd(id + 11.0)), gold = vec3(0.95, 0.8, 0.4);
        float bands = step(0.8, rnd(id + 3.0)) < 0.5 ? step(abs(abs(v - 0.5) - 0.36), 0.012) : step(fract(6.0 * v), 0.12);
        float letters = step(abs(v - 0.5), 0.22) * step(abs(u - 0.5), 0.22) * step(0.35, rnd(floor(vec2(u * 6.0, v * 24.0)) + 31.0 * id));
        float label = step(abs(v - 0.75), 0.1) * step(abs(u - 0.5), 0.36) * step(0.6, rnd(id + 15.0));
        leather = mix(leather, leather * 0.4, label);
        col = mix(leather, gold, max(bands, letters * step(0.3, rnd(id + 17.0))));
        col *= (0.35 + 0.75 * sin(3.1416 * clamp(u, 0.03, 0.97))) * (0.85 + 0.25 * vnoise(vec2(30.0, 90.0) * g));
    }
    col *= 0.55 + 0.7 * exp(-1.2 * pow(p.x - kLamp - 0.8 * sin(0.5 * iTime), 2.0)) * smoothstep(-1.6, 0.6, p.y);
    col *= 0.6 + 0.4 * smoothstep(0.0, 0.25, 1.0 - y) + 0.1;
    fragColor = vec4(col, 1.0);
}
