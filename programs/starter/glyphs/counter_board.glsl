// title: Counter board
// family: glyphs
// description: A board of seven-segment digits counting at different rates
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const int LIT[10] = int[10](119, 18, 93, 91, 58, 107, 111, 82, 127, 123);
    vec2 p = fragCoord / iResolution.y * vec2(5.0, 3.2) + vec2(0.25 * iTime, 0.0);
    vec2 cell = floor(p), f = (p - cell - 0.5) * vec2(1.25, 2.2);
    int digit = int(mod(floor(iTime * (0.5 + 4.0 * rnd(cell)) + 10.0 * rnd(cell + 7.0)), 10.0));
    f.x -= 0.08 * f.y;
    float glow = 0.0, dim = 0.0;
    for (int k = 0; k < 7; k++) {
        bool flat_bar = k % 3 == 0;
        vec2 c = flat_bar ? vec2(0.0, 0.7 * float(1 - k / 3)) : vec2((k % 3 == 1) ? -0.33 : 0.33, k < 3 ? 0.35 : -0.35);
        vec2 q = abs(f - c);
        if (!flat_bar) q = q.yx;
        float d = length(vec2(max(q.x - 0.22, 0.0), q.y)) - 0.075;
        float on = smoothstep(0.03, -0.03, d);
        if (((LIT[digit] >> (6 - k)) & 1) == 1) glow = max(glow, on + 0.3 * exp(-7.0 * max(d, 0.0))); else dim = max(dim, on);
    }
    vec3 lamp = rnd(cell + 31.0) < 0.5 ? vec3(1.0, 0.3, 0.15) : vec3(0.25, 1.0, 0.5);
    float frame_ = step(max(abs(f.x) / 0.6, abs(f.y) / 1.0), 1.0);
    vec3 col = mix(vec3(0.42, 0.44, 0.47), vec3(0.1, 0.1, 0.11), frame_) * (0.8 + 0.2 * fragCoord.y / iResolution.y);
    fragColor = vec4(col + 0.12 * dim * lamp + glow * lamp * frame_, 1.0);
}
