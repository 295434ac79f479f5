// title: Roof map
// family: city_blocks
// description: Streets, roofs, parks and long shadows seen from straight above
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
float tower(vec2 cell) { return rnd(cell + 12.0) < 0.18 ? 0.0 : 0.15 + 0.85 * rnd(cell + 5.0); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float STREET = 0.09;
    vec2 uv = fragCoord / iResolution.y - 0.5;
    float a = 0.2 * iTime;
    vec2 p = (4.5 + sin(0.7 * iTime)) * mat2(cos(a), sin(a), -sin(a), cos(a)) * uv + vec2(0.8 * iTime, 0.5 * iTime);
    vec2 cell = floor(p), f = p - cell;
    float in_block = min(min(f.x, 1.0 - f.x), min(f.y, 1.0 - f.y)) - STREET, h = tower(cell);
    vec3 ground = mix(vec3(0.33, 0.33, 0.36), vec3(0.75, 0.72, 0.66), smoothstep(-0.03, -0.02, in_block));
    float lane = min(abs(f.x - 0.5), abs(f.y - 0.5));
    if (lane > 0.49 && fract(8.0 * (f.x + f.y)) > 0.5) ground = vec3(0.85, 0.82, 0.6);
    vec3 roof = mix(vec3(0.65, 0.35, 0.28), vec3(0.6, 0.62, 0.66), step(0.45, rnd(cell + 31.0))) * (0.8 + 0.4 * rnd(cell + 44.0));
    vec2 part = floor(f * (2.0 + floor(3.0 * rnd(cell + 61.0))));
    roof *= 0.8 + 0.35 * rnd(part + cell * 7.0);
    if (h == 0.0) roof = vec3(0.22, 0.42, 0.18) * (0.6 + 0.8 * vnoise(14.0 * p));
    vec3 col = in_block > 0.0 ? roof : ground;
    float dark = 0.0;
    vec2 sun = vec2(-0.55, 0.35);
    for (int k = 1; k < 9; k++) {
        float reach = float(k) / 8.0;
        vec2 q = p + sun * reach, c = floor(q), g = q - c;
        float inside = min(min(g.x, 1.0 - g.x), min(g.y, 1.0 - g.y)) - STREET;
        float own = in_block > 0.0 ? h : 0.0;
        if (inside > 0.0 && tower(c) - own > reach) dark = 1.0;
    }
    fragColor = vec4(col * (1.0 - 0.55 * dark) * vec3(1.0, 0.97, 0.9), 1.0);
}
