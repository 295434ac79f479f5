// title: Beetle on bark
// family: figure_ground
// description: A striped beetle crawls across rough bark
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
float fbm(vec2 p) {
    float sum = 0.0, amp = 0.5;
    for (int k = 0; k < 4; k++) { sum += amp * vnoise(p); amp *= 0.5; p = mat2(1.6, 1.2, -1.2, 1.6) * p + 3.7; }
    return sum;
}
float limb(vec2 p, vec2 a, vec2 b, float w) { p -= a; b -= a; return length(p - b * clamp(dot(p, b) / dot(b, b), 0.0, 1.0)) - w; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y, world = uv + vec2(0.0, 0.25 * iTime);
    float furrow = fbm(vec2(7.0 * world.x + 2.0 * vnoise(2.0 * world), 1.6 * world.y));
    vec3 col = mix(vec3(0.2, 0.13, 0.09), vec3(0.62, 0.52, 0.4), smoothstep(0.25, 0.7, furrow)) * (0.8 + 0.4 * vnoise(25.0 * world));
    vec2 c = vec2(0.5 * sin(0.7 * iTime), 0.35 * sin(1.1 * iTime));
    float head = 0.8 * cos(0.7 * iTime + 0.6);
    vec2 p = mat2(cos(head), sin(head), -sin(head), cos(head)) * (uv - c);
    col *= 1.0 - 0.5 * smoothstep(0.2, -0.1, length((p + vec2(-0.06, 0.06)) / vec2(0.75, 1.0)) - 0.5);
    vec2 m = vec2(abs(p.x), p.y);
    float legs = 9.0;
    for (int k = 0; k < 3; k++) {
        float y = 0.2 - 0.2 * float(k), swing = 0.07 * sin(9.0 * iTime + 2.1 * float(k) + (p.x > 0.0 ? 3.14 : 0.0));
        vec2 knee = vec2(0.46, y + 0.1 * (1.0 - float(k)) + swing);
        legs = min(legs, min(limb(m, vec2(0.2, y), knee, 0.025), limb(m, knee, knee + vec2(0.1, -0.16), 0.016)));
    }
    legs = min(legs, limb(m, vec2(0.07, 0.5), vec2(0.2, 0.78), 0.014));
    col = mix(col, vec3(0.07, 0.05, 0.05), smoothstep(0.015, -0.01, legs));
    float shell = length(m / vec2(0.72, 1.0)) - 0.42, front = length(m - vec2(0.0, 0.43)) - 0.17;
    float band = smoothstep(-0.2, 0.2, sin(18.0 * p.y + 3.0 * m.x));
    vec3 wing = mix(vec3(0.05, 0.25, 0.2), vec3(0.85, 0.6, 0.12), band) * (1.1 - 1.8 * dot(p - vec2(-0.1, 0.12), p - vec2(-0.1, 0.12)));
    wing += 0.5 * smoothstep(0.13, 0.0, length(p - vec2(-0.12, 0.15)));
    wing *= smoothstep(0.0, 0.025, m.x) * 0.8 + 0.2;
    col = mix(col, vec3(0.12, 0.1, 0.16) + 0.3 * smoothstep(0.1, 0.0, length(p - vec2(-0.05, 0.48))), smoothstep(0.01, -0.01, front));
    fragColor = vec4(mix(col, wing, smoothstep(0.01, -0.01, shell)), 1.0);
}
