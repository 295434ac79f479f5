// title: Engraved globe
// family: halftone
// description: Banknote lines swell to shade a turning globe
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
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec2 c = vec2(0.3 * sin(0.8 * iTime), 0.15 * cos(iTime));
    vec2 q = (uv - c) / 0.72;
    float inside = dot(q, q), z = sqrt(max(1.0 - inside, 0.0));
    float lon = atan(q.x, z + 0.001) + 0.7 * iTime, lat = asin(clamp(q.y, -1.0, 1.0));
    float land = smoothstep(0.45, 0.55, vnoise(vec2(2.0 * lon, 2.5 * lat)) * 0.7 + 0.3 * vnoise(vec2(6.0 * lon, 7.0 * lat)));
    float light = clamp(dot(vec3(q, z), vec3(-0.5, 0.6, 0.62)), 0.0, 1.0);
    float tone = inside < 1.0 ? 0.15 + 0.7 * (1.0 - light) - 0.35 * land * light : 0.35 + 0.2 * sin(2.0 * uv.x + iTime);
    float coord = inside < 1.0 ? 9.0 * lat + 0.5 * z : 12.0 * (uv.x + uv.y) + 0.6 * sin(5.0 * uv.x - iTime);
    float line = abs(fract(coord) - 0.5) * 2.0;
    float ink = smoothstep(-0.12, 0.12, tone - line);
    ink = max(ink, smoothstep(0.05, 0.02, abs(inside - 1.0)));
    fragColor = vec4(mix(vec3(0.9, 0.93, 0.84), vec3(0.05, 0.23, 0.17), ink), 1.0);
}
