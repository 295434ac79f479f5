// title: Pasted cards
// family: dead_leaves
// description: Striped and plain rectangles pasted at odd angles
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y;
    vec3 col = vec3(0.85, 0.84, 0.8);
    for (int k = 0; k < 24; k++) {
        float life = 0.2 * iTime + rnd(vec2(k, 2)), gen = floor(life);
        vec2 id = vec2(float(k) + 40.0 * gen, 9.0), c = rnd2(id) * 1.2 - 0.1, size = 0.05 + 0.16 * rnd2(id + 30.0);
        float a = 3.1416 * rnd(id + 50.0) + 0.8 * fract(life);
        vec2 q = mat2(cos(a), sin(a), -sin(a), cos(a)) * (uv - c), b = abs(q) - size * (1.2 - 0.4 * fract(life));
        float d = max(b.x, b.y), kind = rnd(id + 70.0), hue = rnd(id + 77.0);
        vec3 ink = clamp(abs(fract(hue + vec3(0.0, 0.67, 0.33)) * 6.0 - 3.0) - 1.0, 0.0, 1.0);
        ink = mix(vec3(0.9, 0.88, 0.82), ink, 0.25 + 0.6 * rnd(id + 81.0)) * (0.35 + 0.65 * rnd(id + 83.0));
        float stripe = step(0.5, fract((10.0 + 30.0 * hue) * (kind > 0.7 ? q.x : q.y)));
        if (kind > 0.45) ink = mix(ink, 1.0 - ink, 0.7 * stripe);
        col *= 1.0 - 0.35 * smoothstep(0.025, 0.0, d);
        col = mix(col, ink, smoothstep(0.003, -0.003, d));
    }
    fragColor = vec4(col, 1.0);
}
