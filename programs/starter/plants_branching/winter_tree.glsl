// title: Winter tree
// family: plants_branching
// description: Bare twigs sway against a pale sunset
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
    vec2 uv = fragCoord / iResolution.y - vec2(0.5, 0.0);
    vec3 col = mix(vec3(0.98, 0.75, 0.5), vec3(0.5, 0.6, 0.75), smoothstep(0.0, 1.0, uv.y + 0.2 * vnoise(vec2(3.0 * uv.x + 0.8 * iTime, 6.0 * uv.y))));
    col += 0.4 * smoothstep(0.13, 0.1, length(uv - vec2(0.3 * cos(0.5 * iTime), 0.3 + 0.25 * sin(0.5 * iTime))));
    if (uv.y < 0.1 + 0.05 * vnoise(vec2(5.0 * uv.x + iTime, 1.0))) col = vec3(0.85, 0.86, 0.92) * (0.8 + 0.2 * vnoise(20.0 * uv));
    float d = 9.0, lot = floor(iTime * 0.4), wind = 0.09 * sin(2.0 * iTime);
    for (int leaf = 0; leaf < 32; leaf++) {
        vec2 base = vec2(0.3 * (rnd(vec2(lot, 77)) - 0.5), 0.04);
        float a = 1.5708 + 0.5 * (rnd(vec2(lot, 5)) - 0.5), len = 0.24 + 0.1 * rnd(vec2(lot, 6)), w = 0.026, id = 1.0;
        for (int k = 0; k < 6; k++) {
            vec2 dir = vec2(cos(a), sin(a)), q = uv - base;
            float along = clamp(dot(q, dir), 0.0, len);
            d = min(d, length(q - dir * along) - w * (1.0 - 0.4 * along / len));
            base += dir * len;
            float side = float((leaf >> k) & 1);
            id = 2.0 * id + side;
            a += (side - 0.5) * (0.5 + 0.9 * rnd(vec2(id, lot + 3.0))) + wind * rnd(vec2(id, 30));
            len *= 0.55 + 0.4 * rnd(vec2(id, lot + 60.0)); w *= 0.6;
        }
    }
    fragColor = vec4(mix(vec3(0.14, 0.1, 0.12), col, smoothstep(0.0, 0.008, d)), 1.0);
}
