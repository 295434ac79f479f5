// title: Typed page
// family: glyphs
// description: Lines of pretend print with headings and a picture box, scrolling
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
float vnoise(vec2 p) {
    vec2 i = floor(p), f = p - i;
    f = f * f * (3.0 - 2.0 * f);
    return mix(mix(rnd(i), rnd(i + vec2(1, 0)), f.x), mix(rnd(i + vec2(0, 1)), rnd(i + vec2(1, 1)), f.x), f.y);
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y, p = uv * vec2(34.0, 15.0) + vec2(0.0, -1.6 * iTime);
    float tilt = 0.05 * sin(0.9 * iTime);
    p += vec2(-15.0, 34.0) * tilt * (uv.yx - 0.5);
    float line = floor(p.y), block = floor(line / 6.0);
    bool heading = line - 6.0 * block == 5.0;
    float letter_w = heading ? 2.0 : 1.0;
    vec2 cell = vec2(floor(p.x / letter_w), line), f = vec2(fract(p.x / letter_w), fract(p.y));
    float margin = 2.0 + 3.0 * step(0.6, rnd(vec2(block, 5))), end = 31.0 - 9.0 * rnd(vec2(line, 8)) * step(0.5, rnd(vec2(line, 9)));
    bool gap = rnd(floor(cell / vec2(1, 1)) + 40.0) < 0.17;
    vec2 dots = floor(f * vec2(4.0, 6.0));
    bool pen = rnd(dots + 4.0 * floor(26.0 * rnd(cell)) + 11.0) < 0.55 && dots.x < 3.0 && dots.y > 0.0 && dots.y < 5.0;
    if (p.x < margin || p.x > (heading ? 20.0 : end) || gap) pen = false;
    vec3 paper = vec3(0.96, 0.95, 0.91) * (0.93 + 0.07 * vnoise(3.0 * uv));
    vec3 ink = heading ? vec3(0.6, 0.1, 0.15) : vec3(0.1, 0.1, 0.14);
    vec3 col = mix(paper, ink, pen ? 0.9 : 0.0);
    if (rnd(vec2(block, 21)) < 0.4 && p.x > 18.0 && p.x < 31.0 && !heading) {
        float scene = vnoise(vec2(0.5 * p.x + 5.0 * block, 3.0)) * 4.0 + 1.0;
        vec3 tint = 0.5 + 0.4 * cos(6.28 * rnd(vec2(block, 3)) + vec3(0, 2, 4));
        col = p.y - 6.0 * block < scene ? tint * 0.5 : mix(tint, vec3(1.0), 0.5);
    }
    fragColor = vec4(col, 1.0);
}
