// title: Harbour daubs
// family: paint_strokes
// description: Broad brush daubs build a boat on water, painted over and over
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
vec3 subject(vec2 p) {
    float t = 0.6 * iTime;
    vec3 c = p.y > 0.1 ? mix(vec3(0.95, 0.75, 0.45), vec3(0.4, 0.55, 0.8), 1.2 * p.y + 0.2 * sin(3.0 * p.x + t)) : mix(vec3(0.15, 0.35, 0.45), vec3(0.7, 0.65, 0.5), 0.5 + 0.5 * sin(12.0 * p.y + 4.0 * sin(2.0 * p.x + t)));
    vec2 b = p - vec2(0.55 * sin(t), 0.05);
    if (abs(b.y + 0.1) < 0.13 && abs(b.x) < 0.45 + 0.8 * (b.y + 0.1)) c = vec3(0.55, 0.12, 0.1);
    if (b.y > 0.05 && b.x > -0.3 && b.x < 0.3 - 0.55 * b.y && b.y < 0.75) c = vec3(0.96, 0.93, 0.85);
    return c;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.8, 0.75, 0.65);
    for (int layer = 0; layer < 3; layer++) {
        float scale = 4.0 + 3.0 * float(layer);
        for (int k = 0; k < 9; k++) {
            vec2 g = scale * uv + 0.37 * float(layer), cell = floor(g) + vec2(k % 3, k / 3) - 1.0;
            vec2 id = cell + 100.0 * float(layer) + 37.0 * floor(1.5 * iTime + rnd(cell + 3.0));
            vec2 c = cell + rnd2(id);
            float a = 0.5 * sin(1.5 * c.x / scale + iTime) + 0.9 * (rnd(id + 7.0) - 0.5), w = 0.25 + 0.12 * rnd(id + 9.0);
            vec2 q = mat2(cos(a), -sin(a), sin(a), cos(a)) * (g - c);
            float hair = vnoise(vec2(2.0 * q.x, 22.0 * q.y) + 50.0 * rnd(id));
            float d = max(abs(q.x) - 0.8 - 0.3 * hair, abs(q.y) - w);
            vec3 ink = subject((c - 0.37 * float(layer)) / scale) * (0.78 + 0.4 * hair) + 0.12 * (rnd(id + 20.0) - 0.5);
            col = mix(col, ink, smoothstep(0.06, -0.06, d));
        }
    }
    fragColor = vec4(col, 1.0);
}
