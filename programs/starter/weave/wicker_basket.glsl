// title: Wicker basket
// family: weave
// description: Round canes pass over and under upright stakes
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
    vec2 uv = fragCoord / iResolution.y;
    vec2 p = uv * vec2(5.0, 9.0) + vec2(0.4 * iTime, 0.7 * iTime);
    p.y += 0.35 * sin(1.5 * uv.x + iTime);
    float row = floor(p.y), phase = 3.14159 * (p.x + row);
    float over = cos(phase), y = (fract(p.y) - 0.5) / 0.48;
    float bulge = sqrt(max(1.0 - y * y, 0.0));
    vec3 cane = mix(vec3(0.72, 0.5, 0.26), vec3(0.45, 0.26, 0.12), step(0.72, rnd(vec2(row, 4))));
    cane *= (0.35 + 0.7 * bulge) * (0.62 + 0.38 * over) * (0.8 + 0.4 * vnoise(vec2(3.0 * p.x, 22.0 * p.y)));
    float x = (abs(fract(p.x) - 0.5)) / 0.22, stake = sqrt(max(1.0 - x * x, 0.0));
    bool front = over * sin(phase + 1.57) < 0.0 ? false : true;
    float h = rnd(vec2(floor(p.x), 9));
    vec3 post = vec3(0.82, 0.68, 0.45) * (0.3 + 0.8 * stake) * (0.8 + 0.4 * h);
    bool show_post = x < 1.0 && mod(floor(p.x) + row, 2.0) < 0.5;
    vec3 col = show_post ? post * (0.7 + 0.3 * abs(y)) : cane;
    col *= smoothstep(0.0, 0.12, bulge) * 0.8 + 0.2;
    if (front) col *= 1.08;
    fragColor = vec4(col + 0.25 * pow(max(bulge * over, 0.0), 16.0), 1.0);
}
