// title: Crop mosaic
// family: terrain_aerial
// description: Ploughed fields, hedges and a road seen from a plane
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
    vec2 p = 3.0 * (fragCoord - 0.5 * iResolution.xy) / iResolution.y;
    float a = 0.3 + 0.15 * iTime;
    p = mat2(cos(a), sin(a), -sin(a), cos(a)) * p + vec2(0.7 * iTime, 0.3 * iTime);
    p += 0.12 * vec2(vnoise(1.5 * p), vnoise(1.5 * p + 40.0));
    vec2 cell = floor(p), f = p - cell;
    float split = 0.3 + 0.4 * rnd(cell + 3.0);
    bool across = rnd(cell + 8.0) > 0.5;
    float s = across ? f.x : f.y, border = min(min(f.x, 1.0 - f.x), min(f.y, 1.0 - f.y));
    vec2 id = cell * 2.0 + (s > split ? vec2(1, 0) : vec2(0, 0));
    border = min(border, abs(s - split));
    float kind = rnd(id + 17.0), way = 3.1416 * rnd(id + 29.0);
    float furrow = sin((across ? 60.0 : 75.0) * dot(p, vec2(cos(way), sin(way))));
    vec3 soil = kind < 0.25 ? vec3(0.48, 0.33, 0.22) : kind < 0.5 ? vec3(0.8, 0.7, 0.35) : kind < 0.75 ? vec3(0.35, 0.52, 0.2) : vec3(0.6, 0.66, 0.32);
    soil *= 0.85 + 0.1 * furrow + 0.25 * (vnoise(6.0 * p) - 0.5);
    vec3 hedge = vec3(0.12, 0.22, 0.1) * (0.6 + 0.8 * vnoise(30.0 * p));
    vec3 col = mix(hedge, soil, smoothstep(0.02, 0.05, border - 0.03 * vnoise(14.0 * p)));
    float road = abs(mod(p.x + 0.4 * sin(p.y), 3.0) - 1.5);
    col = mix(vec3(0.72, 0.7, 0.68), col, smoothstep(0.05, 0.065, road));
    fragColor = vec4(col, 1.0);
}
