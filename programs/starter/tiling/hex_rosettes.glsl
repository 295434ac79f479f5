// title: Hexagon rosettes
// family: tiling
// description: Honeycomb tiles with rosettes that open and close in turn
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    const vec2 STEP = vec2(1.0, 1.7320508);
    vec2 p = 4.0 * fragCoord / iResolution.y + vec2(0.4 * iTime, 0.2 * iTime);
    vec2 a = mod(p, STEP) - 0.5 * STEP, b = mod(p + 0.5 * STEP, STEP) - 0.5 * STEP;
    vec2 q = dot(a, a) < dot(b, b) ? a : b, id = floor((p - q) * 2.0 + 0.5);
    float edge = 0.5 - max(abs(q.x), dot(abs(q), 0.5 * STEP));
    float h = rnd(id), phase = 6.2832 * h + 1.2 * iTime;
    float r = length(q), ang = atan(q.y, q.x + 1e-6);
    float petals = 0.26 + 0.13 * sin(phase) * cos((h > 0.5 ? 6.0 : 4.0) * ang + 0.5 * phase);
    vec3 tile = h < 0.33 ? vec3(0.93, 0.89, 0.8) : h < 0.66 ? vec3(0.2, 0.35, 0.55) : vec3(0.75, 0.8, 0.78);
    vec3 ink = h < 0.5 ? vec3(0.75, 0.22, 0.15) : vec3(0.95, 0.75, 0.25);
    vec3 col = mix(tile, ink, smoothstep(0.015, -0.015, r - petals));
    col = mix(col, tile * 0.5, smoothstep(0.015, -0.015, abs(r - 0.12) - 0.03));
    fragColor = vec4(col * smoothstep(0.0, 0.05, edge), 1.0);
}
