// title: Automaton rows
// family: automaton_rows
// description: Rows of an elementary automaton woven downward, rule and seed changing
// tags: feedback
// dialect: shadertoy
// licence: CC0-1.0
// @param kRule identity 110.0 18.0 150.0
// @param kCell viewpoint 32.0 32.0 32.5
// @param kPace pose 6.0 2.0 14.0
// @param kHue palette 0.1 0.0 1.0
// @param kDense clutter 0.3 0.05 0.6
const float kRule = 110.0;
const float kCell = 32.0;
const float kPace = 6.0;
const float kHue = 0.1;
const float kDense = 0.3;
float rnd(vec2 c) {                                   // random number in [0, 1) of an integer cell
    uint h = uint(int(floor(c.x))) * 0x9E3779B1u + uint(int(floor(c.y))) * 0x85EBCA77u;
    h = (h ^ h >> 15) * 0xC2B2AE3Du;
    h = (h ^ h >> 13) * 0x27D4EB2Fu;
    return float((h ^ h >> 16) >> 8) / 16777216.0;
}
vec3 pal(float t) { return 0.5 + 0.5 * cos(6.2832 * (t + vec3(0.0, 0.33, 0.67))); }
uint step_(uint row, uint rule) {                     // all 32 cells of a ring at once
    uint left = row << 1 | row >> 31, right = row >> 1 | row << 31, next = 0u;
    for (uint k = 0u; k < 8u; k++) if ((rule >> k & 1u) == 1u) next |= ((k & 4u) != 0u ? left : ~left) & ((k & 2u) != 0u ? row : ~row) & ((k & 1u) != 0u ? right : ~right);
    return next;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = (p * 0.5 + 0.5) * floor(kCell);
    float time_ = kPace * iTime, first = floor(time_), y = float(32) - g.y + fract(time_), age = floor(y) + mod(first, 32.0), epoch = floor(first / 32.0);
    uint row = 0u;
    for (int k = 0; k < 32; k++) row |= rnd(vec2(float(k), epoch)) < kDense ? 1u << k : 0u;
    uint rule = uint(kRule) + uint(epoch) * 37u & 255u, before = row;
    if (rule == 0u || rule == 255u) rule = 110u;
    for (int k = 0; k < 66; k++) { if (float(k) >= age) break; before = row; row = step_(row, rule); }
    int x = int(floor(g.x)) & 31;
    float on = float(row >> x & 1u), was = float(before >> x & 1u), sides = float((row >> ((x + 1) & 31) & 1u) + (row >> ((x + 31) & 31) & 1u));
    vec2 f = abs(vec2(fract(g.x), fract(y)) - 0.5);
    vec3 thread = pal(kHue + 0.12 * sides + 0.3 * was + 0.01 * age), back = mix(vec3(0.13, 0.12, 0.17), vec3(0.2, 0.17, 0.22), was);
    vec3 col = mix(back, thread * (0.7 + 0.3 * was), on * smoothstep(0.5, 0.42, max(f.x, f.y)));
    col *= 0.8 + 0.25 * sin(3.1416 * (on > 0.5 ? fract(y) : fract(g.x)));
    fragColor = vec4(col, 1.0);
}
