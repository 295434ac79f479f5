// title: Evening sea
// family: waves_interference
// description: Choppy water under a low sun with a glitter path
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
    vec2 sun = vec2(0.5 * sin(0.5 * iTime), 0.55 + 0.2 * cos(0.7 * iTime));
    float horizon = 0.18;
    vec3 sky = mix(vec3(1.0, 0.6, 0.35), vec3(0.3, 0.3, 0.6), clamp(uv.y, 0.0, 1.0));
    vec3 col = sky + vec3(0.9, 0.6, 0.3) * exp(-9.0 * max(length(uv - sun) - 0.1, 0.0));
    col = mix(col, vec3(0.55, 0.3, 0.4), 0.6 * smoothstep(0.5, 0.75, vnoise(vec2(2.0 * uv.x + 0.5 * iTime, 9.0 * uv.y))));
    if (uv.y < horizon) {
        float depth = 1.0 / (horizon - uv.y + 0.05);
        vec2 p = vec2(uv.x * depth * 2.0, 2.5 * depth);
        float wave = 0.0, amp = 0.5;
        for (int k = 0; k < 5; k++) { wave += amp * abs(2.0 * vnoise(p + vec2(0.7 * iTime, 1.2 * iTime)) - 1.0); p = mat2(1.5, 0.9, -0.9, 1.5) * p; amp *= 0.55; }
        float path = exp(-6.0 * abs(uv.x - sun.x) / (0.3 + horizon - uv.y));
        col = mix(vec3(0.05, 0.13, 0.25), vec3(0.5, 0.4, 0.5), wave * (0.6 + 0.4 * uv.y));
        col += vec3(1.2, 0.7, 0.35) * path * smoothstep(0.35, 0.75, 1.0 - wave);
        col = mix(col, sky, smoothstep(0.12, 0.0, horizon - uv.y) * 0.5);
    }
    fragColor = vec4(col, 1.0);
}
