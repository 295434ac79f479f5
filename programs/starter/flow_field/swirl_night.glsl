// title: Swirl night
// family: flow_field
// description: Short dashes whirl around lamps in a blue night
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
vec2 lamp(int k) { return vec2(0.55 * sin(2.1 * float(k) + 0.5 * iTime), 0.5 * cos(1.7 * float(k) - 0.4 * iTime)) * 1.3; }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 col = vec3(0.05, 0.1, 0.3);
    for (int k = 0; k < 9; k++) {
        vec2 g = 9.0 * uv + 0.5 * float(k / 9), cell = floor(g) + vec2(k % 3, k / 3) - 1.0, c = cell + 0.25 + 0.5 * rnd2(cell);
        vec2 field = vec2(0.25, 0.05), at = c / 9.0;
        float near = 0.0;
        for (int l = 0; l < 4; l++) {
            vec2 d = at - lamp(l);
            float w = 0.12 / (dot(d, d) + 0.06);
            field += w * vec2(-d.y, d.x) * (l % 2 == 0 ? 1.0 : -1.0) * 3.0;
            near += w * w * 0.35;
        }
        vec2 dir = normalize(field), q = g - c;
        q = vec2(dot(q, dir), dot(q, vec2(-dir.y, dir.x)));
        float d = length(vec2(max(abs(q.x) - 0.75, 0.0), q.y)) - 0.17;
        vec3 ink = mix(vec3(0.15, 0.32, 0.65), vec3(0.5, 0.75, 0.8), rnd(cell + 9.0));
        ink = mix(ink, vec3(1.0, 0.85, 0.3), clamp(near, 0.0, 1.0));
        col = mix(col, ink * (0.8 + 0.4 * rnd(cell + 22.0)), smoothstep(0.06, -0.06, d));
    }
    fragColor = vec4(col, 1.0);
}
