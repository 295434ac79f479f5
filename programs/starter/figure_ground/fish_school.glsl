// title: Fish school
// family: figure_ground
// description: Scaled fish of several sizes cross a sunlit reef
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
    vec3 col = mix(vec3(0.05, 0.2, 0.32), vec3(0.35, 0.75, 0.78), 0.5 + 0.5 * uv.y);
    col += 0.15 * smoothstep(0.5, 0.9, vnoise(vec2(5.0 * uv.x + 2.0 * uv.y + iTime, 0.6 * iTime)));
    float reef = vnoise(vec2(4.0 * uv.x + iTime, 1.0)) * 0.5 + 0.2 * vnoise(vec2(13.0 * uv.x + 3.25 * iTime, 5.0)) - 0.95;
    if (uv.y < reef) col = mix(vec3(0.5, 0.25, 0.35), vec3(0.75, 0.6, 0.4), vnoise(11.0 * uv + vec2(2.75 * iTime, 0.0)));
    for (int k = 0; k < 8; k++) {
        vec2 h = rnd2(vec2(k, 1)), g = rnd2(vec2(k, 6));
        float size = 0.2 + 0.05 * float(k) * (0.4 + 0.6 * g.x), way = h.x > 0.5 ? 1.0 : -1.0;
        float x = mod(4.0 * g.y + (0.5 + 0.5 * h.y) * iTime, 4.0) - 2.0;
        vec2 p = (uv - vec2(way * x, 1.5 * h.y - 0.6 + 0.08 * sin(2.0 * iTime + 6.0 * g.x))) * vec2(way, 1.0) / size;
        p.y += 0.1 * sin(3.0 * p.x + 8.0 * iTime + 9.0 * g.x) * smoothstep(0.4, -1.0, p.x);
        float body = abs(p.y) - 0.42 * sqrt(max(1.0 - p.x * p.x, 0.0)) * (0.75 + 0.3 * p.x) ;
        body = max(body, abs(p.x) - 1.0);
        float tail = max(max(abs(p.y) - 0.65 * (-p.x - 0.7), p.x + 0.7), -p.x - 1.4);
        vec2 s = p * 9.0; s.x += 0.5 * mod(floor(s.y), 2.0);
        float scale_ = smoothstep(0.6, 0.3, length(fract(s) - vec2(0.3, 0.5)));
        vec3 ink = mix(vec3(0.95, 0.55, 0.12), vec3(0.65, 0.7, 0.85), step(0.5, g.x));
        if (g.y > 0.6) ink = vec3(0.85, 0.2, 0.3);
        ink *= 0.55 + 0.3 * scale_ + 0.7 * p.y;
        ink = mix(ink, vec3(0.95), step(0.55, sin(8.0 * p.x * g.y + 4.0)) * 0.7);
        ink = mix(ink, vec3(0.02), smoothstep(0.11, 0.07, length(p - vec2(0.68, 0.1))));
        col = mix(col, ink, smoothstep(0.03, -0.03, min(body, tail)));
    }
    fragColor = vec4(col, 1.0);
}
