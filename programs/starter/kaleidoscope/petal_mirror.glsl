// title: Petal mirror
// family: kaleidoscope
// description: Tumbling petals and leaves seen in eight mirrors
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const float WEDGE = 0.785398;
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    float r = length(uv), a = atan(uv.y, uv.x + 1e-6) + 0.1 * iTime;
    a = abs(a - WEDGE * floor(a / WEDGE + 0.5));
    vec2 p = r * vec2(cos(a), sin(a));
    vec3 col = mix(vec3(0.08, 0.1, 0.22), vec3(0.25, 0.1, 0.3), r);
    for (int k = 0; k < 14; k++) {
        vec2 h = rnd2(vec2(k, 3)), g = rnd2(vec2(k, 8));
        vec2 c = vec2(0.15 + 1.1 * fract(h.x + 0.07 * iTime), 0.5 * h.y + 0.1 * sin(iTime + 6.0 * g.x));
        float spin = 6.0 * g.x + iTime * (g.y - 0.5) * 2.0;
        vec2 q = mat2(cos(spin), sin(spin), -sin(spin), cos(spin)) * (p - c);
        float size = 0.12 + 0.14 * g.x, d = length(vec2(abs(q.x) + 0.5 * size, q.y * 1.0)) - size;
        vec3 petal = 0.55 + 0.45 * cos(6.2832 * g.y + vec3(0.0, 1.6, 4.2) + 0.4 * iTime);
        petal *= 0.65 + 0.35 * cos(9.0 * q.y / size) * exp(-20.0 * abs(q.x)) - 0.9 * q.x;
        col = mix(col, petal, smoothstep(0.012, -0.012, d));
    }
    fragColor = vec4(col, 1.0);
}
