// title: Paper discs
// family: dead_leaves
// description: Cut paper discs of power-law sizes dropped on each other
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
    vec3 col = vec3(0.5, 0.48, 0.45);
    for (int k = 0; k < 40; k++) {
        float age = float(k) / 40.0, life = iTime * 0.25 + rnd(vec2(k, 1)), gen = floor(life);
        vec2 id = vec2(float(k), gen * 7.0), c = rnd2(id) * 1.3 - 0.15 + 0.15 * (fract(life) - 0.5) * (rnd2(id + 5.0) - 0.5);
        float size = 0.05 + 0.035 / (0.1 + rnd(id + 20.0)) * (1.1 - 0.6 * age);
        float d = length(uv - c) - size * smoothstep(0.0, 0.1, fract(life)) * smoothstep(1.0, 0.9, fract(life));
        vec3 ink = vec3(rnd(id + 31.0), rnd(id + 47.0), rnd(id + 63.0));
        ink = mix(vec3(dot(ink, vec3(0.33))), ink, 0.75) * (0.88 + 0.2 * vnoise(40.0 * (uv - c)));
        col *= 1.0 - 0.45 * smoothstep(0.03, -0.01, d);
        col = mix(col, ink * (1.0 - 0.25 * (uv.y - c.y) / size), smoothstep(0.004, -0.004, d));
    }
    fragColor = vec4(col, 1.0);
}
