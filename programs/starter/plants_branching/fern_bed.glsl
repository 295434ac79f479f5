// title: Fern bed
// family: plants_branching
// description: Feathered fronds unroll and overlap in the shade
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
    vec3 col = mix(vec3(0.06, 0.07, 0.05), vec3(0.28, 0.24, 0.15), vnoise(7.0 * uv) * vnoise(21.0 * uv));
    for (int k = 0; k < 11; k++) {
        vec2 h = rnd2(vec2(k, 3)), g = rnd2(vec2(k, 7));
        vec2 root = vec2(1.4 * fract(h.x + 0.03 * iTime * (g.x + 0.5)) - 0.2, 0.7 * h.y - 0.15);
        float a = 1.57 + 1.6 * (g.x - 0.5) + 0.35 * sin(1.1 * iTime + 6.0 * g.y), size = 0.45 + 0.3 * g.y;
        vec2 q = uv - root;
        q = vec2(dot(q, vec2(cos(a), sin(a))), dot(q, vec2(-sin(a), cos(a)))) / size;
        q.y += (0.35 * sin(0.9 * iTime + 9.0 * h.x)) * q.x * q.x;
        float taper = 0.34 * (1.0 - q.x) * smoothstep(-0.05, 0.2, q.x) * step(0.0, q.x);
        float s = 17.0 * (q.x - 0.4 * abs(q.y)), tooth = abs(fract(s) - 0.5);
        float leaf = max(abs(q.y) - taper, (tooth - 0.36) * 0.05);
        float rib = max(abs(q.y) - 0.012, abs(q.x - 0.45) - 0.5);
        vec3 green = mix(vec3(0.12, 0.35, 0.1), vec3(0.55, 0.72, 0.2), 0.25 * g.x + 0.06 * float(k)) * (0.6 + 1.1 * (0.5 - tooth) + 0.3 * sign(q.y) * 0.5);
        col = mix(col, col * 0.6, smoothstep(0.06, 0.0, max(abs(q.y) - taper, -q.x)));
        col = mix(col, green, smoothstep(0.006, -0.006, leaf));
        col = mix(col, vec3(0.45, 0.3, 0.12), smoothstep(0.006, -0.006, rib));
    }
    fragColor = vec4(col, 1.0);
}
