// title: Fair weather
// family: clouds
// description: Heaped white clouds pass over a deep blue sky
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
float puff(vec2 p) {
    float sum = 0.0, amp = 0.5;
    for (int k = 0; k < 5; k++) { sum += amp * (1.0 - abs(2.0 * vnoise(p) - 1.0)); p = 2.03 * p + vec2(1.7, 0.15 * iTime); amp *= 0.5; }
    return sum;
}
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = fragCoord / iResolution.y, p = uv * vec2(1.8, 2.4) + vec2(0.35 * iTime, 0.0);
    float cover = 0.62 + 0.4 * vnoise(0.7 * p + vec2(0.2 * iTime, 5.0));
    float here = puff(p), lit = puff(p + vec2(-0.08, 0.14));
    float dense = smoothstep(0.95 - 0.75 * cover, 1.15 - 0.75 * cover, here);
    vec3 sky = mix(vec3(0.62, 0.8, 0.95), vec3(0.1, 0.3, 0.68), uv.y);
    vec3 cloud = mix(vec3(0.6, 0.64, 0.72), vec3(1.0, 0.98, 0.95), clamp(0.55 + 2.2 * (here - lit), 0.0, 1.0));
    fragColor = vec4(mix(sky, cloud, dense), 1.0);
}
