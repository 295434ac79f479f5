// title: Amethyst facets
// family: crystals
// description: Flat-shaded violet and clear facets glint as they turn
// dialect: shadertoy
// licence: CC0-1.0
uint mixBits(uint x) { x *= 0x9E3779B1u; x ^= x >> 15; x *= 0x85EBCA77u; x ^= x >> 13; x *= 0xC2B2AE3Du; return x ^ (x >> 16); }
float rnd(vec2 c) { ivec2 i = ivec2(floor(c)); return float(mixBits(uint(i.x) + mixBits(uint(i.y) + 77u)) >> 8) / 16777216.0; }
vec2 rnd2(vec2 c) { return vec2(rnd(c), rnd(c + vec2(157.0, 311.0))); }
void mainImage(out vec4 fragColor, in vec2 fragCoord) {
    vec2 uv = (2.0 * fragCoord - iResolution.xy) / iResolution.y;
    vec3 lamp = normalize(vec3(cos(0.9 * iTime), sin(0.7 * iTime), 0.7));
    vec2 p = uv * 1.6 + vec2(0.25 * iTime, 0.1 * iTime);
    float height = -9.0;
    vec3 normal = vec3(0, 0, 1);
    vec2 owner = vec2(0.0);
    float rival = -9.0;
    for (int k = 0; k < 9; k++) {
        vec2 c = floor(p) + vec2(k % 3, k / 3) - 1.0, q = p - c - 0.2 - 0.6 * rnd2(c);
        float spin = 6.28 * rnd(c + 4.0) + 0.3 * sin(iTime), top = 1.2 + 0.9 * rnd(c + 9.0);
        for (int side = 0; side < 6; side++) {
            float a = spin + 1.0472 * float(side), lean = 1.5 + 0.9 * rnd(c + vec2(side, 33));
            vec2 d = vec2(cos(a), sin(a));
            float plane = lean * dot(q, d);
            if (side == 0) rival = plane; else rival = max(rival, plane);
        }
        float h = min(top - rival, top - 0.35 + 0.3 * dot(q, vec2(cos(spin), sin(spin))));
        if (h > height) { height = h; owner = c; }
    }
    vec2 q = p - owner - 0.2 - 0.6 * rnd2(owner);
    float spin = 6.28 * rnd(owner + 4.0) + 0.3 * sin(iTime), top = 1.2 + 0.9 * rnd(owner + 9.0), best = -9.0, next = -9.0;
    for (int side = 0; side < 6; side++) {
        float a = spin + 1.0472 * float(side), lean = 1.5 + 0.9 * rnd(owner + vec2(side, 33));
        vec2 d = vec2(cos(a), sin(a));
        float plane = lean * dot(q, d);
        if (plane > best) { next = best; best = plane; normal = normalize(vec3(lean * d, 1.0)); } else next = max(next, plane);
    }
    float cap = top - 0.35 + 0.3 * dot(q, vec2(cos(spin), sin(spin)));
    float edge = best - next;
    if (cap < top - best) { normal = normalize(vec3(-0.3 * cos(spin), -0.3 * sin(spin), 1.0)); edge = 0.3; }
    float light = max(dot(normal, lamp), 0.0), glint = pow(max(dot(normal, normalize(lamp + vec3(0, 0, 1))), 0.0), 40.0);
    vec3 gem = mix(vec3(0.35, 0.12, 0.55), vec3(0.75, 0.6, 0.85), rnd(owner + 80.0));
    vec3 col = gem * (0.15 + 0.85 * light) + glint + 0.12 * smoothstep(0.06, 0.0, edge);
    fragColor = vec4(col * (0.45 + 0.35 * clamp(height, 0.0, 1.7)), 1.0);
}
