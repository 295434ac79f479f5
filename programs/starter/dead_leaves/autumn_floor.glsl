// title: Autumn floor
// family: dead_leaves
// description: Veined red, yellow and brown leaves blown over each other
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
    vec3 col = vec3(0.16, 0.12, 0.08) * (0.6 + 0.8 * vnoise(30.0 * uv));
    for (int k = 0; k < 26; k++) {
        vec2 id = vec2(k, 4), h = rnd2(id), g = rnd2(id + 60.0);
        vec2 c = fract(h + iTime * vec2(0.05 + 0.06 * g.x, 0.03 * g.y)) * 1.5 - 0.25;
        float a = 6.2832 * g.x + 0.6 * iTime * (g.y - 0.5), s = 0.13 + 0.1 * g.y;
        vec2 q = mat2(cos(a), sin(a), -sin(a), cos(a)) * (uv - c) / s;
        float lobe = 0.42 * (1.0 - q.x * q.x) * (1.0 + 0.22 * sin(10.0 * q.x + 8.0 * h.x)) * (1.2 - 0.4 * q.x);
        float d = abs(q.y) - lobe;
        float vein = min(abs(q.y), 0.3 * abs(fract(4.0 * q.x - 3.0 * abs(q.y)) - 0.5) + 0.03);
        vec3 leaf = mix(vec3(0.75, 0.15, 0.07), vec3(0.95, 0.7, 0.15), rnd(id + 80.0));
        leaf = mix(leaf, vec3(0.4, 0.3, 0.12), 0.7 * step(0.6, rnd(id + 90.0)));
        leaf *= 0.75 + 0.4 * vnoise(5.0 * q + 20.0 * h) - 0.25 * smoothstep(0.05, 0.0, vein) + 0.12 * sign(q.y);
        float on = smoothstep(0.03, -0.03, d) * step(abs(q.x), 1.0);
        col = mix(col * (1.0 - 0.4 * smoothstep(0.2, 0.0, d) * step(abs(q.x), 1.1)), leaf, on);
    }
    fragColor = vec4(col, 1.0);
}
