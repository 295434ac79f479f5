// title: Circuit board
// family: circuit_board
// description: Traces with 45 degree bends, pads, chips and labels under a scanning light
// tags: glyphs
// dialect: shadertoy
// licence: CC0-1.0
// @param kPitch viewpoint 7.0 4.0 12.0
// @param kTrace texture 0.12 0.06 0.2
// @param kChips clutter 0.3 0.05 0.6
// @param kHue palette 0.0 0.0 6.28
// @param kScan light 0.7 0.2 1.4
const float kPitch = 7.0;
const float kTrace = 0.12;
const float kChips = 0.3;
const float kHue = 0.0;
const float kScan = 0.7;
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
vec3 spin(vec3 c, float a) { return c * cos(a) + cross(vec3(0.577), c) * sin(a) + 0.333 * (c.r + c.g + c.b) * (1.0 - cos(a)); }
float trace(vec2 f, float kind) {                     // a wire in the cell [-0.5, 0.5]^2
    if (kind < 0.3) return abs(f.y);
    if (kind < 0.5) return abs(f.x);
    if (kind < 0.7) return abs(abs(f.x + f.y) - 0.5) * 0.707;
    if (kind < 0.9) return abs(abs(f.x - f.y) - 0.5) * 0.707;
    return min(abs(f.x), abs(f.y));
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 p = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 g = kPitch * p + vec2(0.9, 0.5) * iTime, cell = floor(g), f = g - cell - 0.5;
    vec3 board = spin(vec3(0.05, 0.3, 0.18), kHue), copper = spin(vec3(0.45, 0.75, 0.4), kHue), gold = vec3(0.95, 0.8, 0.4);
    vec3 col = board * (0.85 + 0.2 * vnoise(30.0 * g));
    float kind = rnd(cell), d = trace(f, kind) - kTrace, pad = length(f) - 0.27, hole = length(f) - 0.13, has = step(0.78, rnd(cell + 9.0));
    col = mix(col, copper * (0.75 + 0.3 * smoothstep(0.0, -kTrace, d)), smoothstep(0.03, -0.03, d));
    col = mix(col, gold, has * smoothstep(0.03, -0.03, pad));
    col = mix(col, vec3(0.08), has * smoothstep(0.03, -0.03, hole));
    vec2 block = floor(g / 4.0), q = g - 4.0 * block - 2.0;
    vec2 size = 0.9 + 0.8 * floor(2.0 * vec2(rnd(block + 3.0), rnd(block + 6.0)));
    float chip = max(abs(q.x) - size.x, abs(q.y) - size.y), there = step(rnd(block), kChips);
    float pin = max(max(abs(q.x) - size.x - 0.3, abs(q.y) - size.y + 0.1), abs(fract(2.5 * q.y) - 0.5) - 0.2);
    vec3 body = vec3(0.1, 0.1, 0.12) + 0.08 * smoothstep(0.0, 0.9, q.y / size.y);
    float letter = step(0.4, rnd(floor(q * vec2(6.0, 5.0)) + 40.0 * block)) * step(abs(q.y), 0.3) * step(abs(q.x), size.x * 0.7);
    body = mix(body, vec3(0.8), letter * 0.8);
    body = mix(body, vec3(0.5), step(length(q - size * vec2(-0.75, 0.75)), 0.1));
    col = mix(col, vec3(0.75, 0.77, 0.8), there * step(pin, 0.0));
    col *= 1.0 - 0.5 * there * smoothstep(0.3, 0.0, chip) * step(0.0, chip);
    col = mix(col, body, there * step(chip, 0.0));
    float pulse = fract(0.25 * (g.x + g.y) - 1.5 * iTime + rnd(cell.yy)), glow = smoothstep(0.12, 0.0, pulse) * step(d, 0.02);
    col += glow * spin(vec3(0.3, 1.0, 0.8), kHue) * 0.7;
    col *= 0.7 + kScan * exp(-3.0 * abs(p.x + p.y - 1.6 * sin(0.6 * iTime)));
    fragColor = vec4(col, 1.0);
}
