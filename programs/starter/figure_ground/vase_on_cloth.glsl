// title: Vase on cloth
// family: figure_ground
// description: A banded vase of changing profile before a patterned wall
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
    float pan = 0.25 * sin(0.8 * iTime);
    vec2 w = 3.0 * (uv + vec2(0.6 * pan, 0.0)), f = fract(w) - 0.5;
    vec3 col = mix(vec3(0.55, 0.65, 0.55), vec3(0.78, 0.8, 0.65), smoothstep(0.02, -0.02, length(f) - 0.25 - 0.08 * cos(5.0 * atan(f.y, f.x + 1e-5) + iTime)));
    if (uv.y < -0.55) {
        vec2 c = vec2(uv.x + pan, 1.0) / (0.15 - 0.55 - uv.y + 0.6);
        col = mix(vec3(0.75, 0.25, 0.2), vec3(0.95, 0.9, 0.85), step(0.5, fract(2.0 * c.x)) * 0.6 + 0.4 * step(0.5, fract(3.0 * c.y)));
        col *= 0.6 + 0.4 * smoothstep(0.0, 0.5, length((uv - vec2(pan + 0.2, -0.78)) / vec2(1.2, 0.35)));
    }
    vec2 p = uv - vec2(pan, 0.0);
    float y = (p.y + 0.8) / 1.45, t = 0.9 * iTime;
    float prof = 0.26 + 0.13 * sin(4.5 * y + t) * (1.0 - y) + 0.09 * sin(9.0 * y - 1.4 * t) * y * (1.2 - y) - 0.12 * smoothstep(0.5, 0.85, y) + 0.1 * smoothstep(0.85, 1.0, y);
    float x = p.x / prof;
    if (abs(x) < 1.0 && y > 0.0 && y < 1.0) {
        float a = asin(x), lon = a * 2.5 + 1.2 * iTime, band = floor(7.0 * y), h = rnd(vec2(band, 3));
        vec2 q = vec2(lon * 1.2, fract(7.0 * y));
        float figure = h < 0.35 ? step(abs(q.y - 0.5), 0.3 * abs(sin(3.0 * q.x))) : h < 0.7 ? step(0.5, fract(q.x * 2.0 + 0.5 * step(0.5, q.y))) : step(length(vec2(fract(q.x) - 0.5, q.y - 0.5)), 0.3);
        vec3 clay = mix(vec3(0.15, 0.2, 0.45), vec3(0.95, 0.9, 0.78), figure);
        float light = 0.25 + 0.85 * max(0.0, cos(a + 0.6));
        col = clay * light + 0.4 * pow(max(cos(a + 0.7), 0.0), 30.0);
    }
    fragColor = vec4(col, 1.0);
}
